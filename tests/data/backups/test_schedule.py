"""When the app makes backups by itself, and what it says where it cannot."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from data.backups import making, manifest, schedule
from data.backups.manifest import Backup
from data.backups.schedule import Schedule, hour, passed
from data.warehouse import Warehouse
from tests.data.backups.kept_files import backups_of, set_all

EVENING = datetime(2026, 11, 30, 22, tzinfo=UTC)
NIGHT = datetime(2026, 12, 1, 1, 5, tzinfo=UTC)
DAY = timedelta(days=1)


class Clock(datetime):
    """What making a backup takes for the time."""

    shown = NIGHT

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return cls.shown


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "datetime", Clock)


def look(own: Schedule, world: Warehouse, now: datetime) -> Backup | None:
    Clock.shown = now
    return own.look(world, now)


def test_a_backup_is_made_once_a_night_where_something_was_stored(world: Warehouse) -> None:
    own = Schedule(EVENING)
    assert look(own, world, EVENING + timedelta(minutes=9)) is None
    first = look(own, world, EVENING + timedelta(minutes=11))  # that of the night before is missing
    assert first is not None
    assert (first.reason, first.time) == ("scheduled", EVENING + timedelta(minutes=11))
    assert look(own, world, EVENING + timedelta(minutes=12)) is None
    set_all(world, 1)
    assert look(own, world, NIGHT - timedelta(minutes=6)) is None
    second = look(own, world, NIGHT)
    assert second is not None
    assert look(own, world, NIGHT + timedelta(minutes=1)) is None
    assert look(own, world, NIGHT + DAY) is None  # nothing was stored since
    (second.folder / manifest.WAREHOUSE).write_bytes(b"broken")
    third = look(own, world, NIGHT + 2 * DAY)
    assert third is not None
    assert backups_of(world.path) == [third, second, first]


def test_after_a_restart_what_was_made_since_counts(world: Warehouse) -> None:
    assert look(Schedule(EVENING - DAY), world, NIGHT) is not None
    set_all(world, 1)
    assert look(Schedule(EVENING - DAY), world, NIGHT + timedelta(hours=5)) is None


def test_a_backup_from_the_future_does_not_count(world: Warehouse) -> None:
    """The clock was set back: what was stored since would never be saved."""
    assert look(Schedule(EVENING), world, NIGHT + 400 * DAY) is not None
    set_all(world, 1)
    assert look(Schedule(EVENING), world, NIGHT) is not None


def test_a_failure_is_kept_until_a_backup_is_made(
    world: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "note"
    blocked.write_text("a file", encoding="utf-8")
    monkeypatch.setenv("ATLAS_BACKUPS", str(blocked))
    own = Schedule(EVENING)
    monkeypatch.setattr(schedule, "_own", [own])
    assert look(own, world, NIGHT) is None
    trouble = schedule.trouble()
    assert trouble is not None
    assert trouble.code == "unwritable"
    blocked.unlink()
    assert look(own, world, NIGHT + timedelta(minutes=59)) is None
    assert look(own, world, NIGHT + timedelta(minutes=60)) is not None
    assert schedule.trouble() is None


@pytest.mark.parametrize("said", ["off", "OFF ", "0"])
def test_it_can_be_switched_off(
    world: Warehouse, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("ATLAS_BACKUP_AT", said)
    assert look(Schedule(EVENING), world, NIGHT) is None


def test_the_hour_is_set(world: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    assert hour() == time(1)
    monkeypatch.setenv("ATLAS_BACKUP_AT", "22:30")
    at = hour()
    assert at == time(22, 30)
    assert passed(at, NIGHT) == NIGHT.replace(day=30, month=11, hour=22, minute=30)
    assert passed(at, NIGHT.replace(hour=22, minute=30)) == NIGHT.replace(hour=22, minute=30)
    monkeypatch.setenv("ATLAS_BACKUP_AT", "at noon")
    own = Schedule(EVENING)
    assert look(own, world, NIGHT) is None
    assert own.trouble is not None
    assert (own.trouble.code, own.trouble.details["problem"]) == ("mistimed", "at noon")


@pytest.mark.parametrize("setting", ["01:00", "off"])
def test_what_a_lost_file_held_is_saved_at_once(
    world: Warehouse, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv("ATLAS_BACKUP_AT", setting)
    set_all(world, 4)
    world.path.rename(world.path.with_name("moved.duckdb"))
    own = Schedule(NIGHT)
    saved = look(own, world, NIGHT)
    assert saved is not None
    assert (saved.reason, saved.version) == ("lost", world.version)
    assert [(notice.code, notice.details["backup"]) for notice in world.notices] == [
        ("gone", str(saved.folder))
    ]
    assert look(own, world, NIGHT + DAY) is None
