"""Each backup has what guards access; no restore loses a line or brings back what was ended."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data import paths
from data.access import audit, copies, revoked, store, tokens
from data.access.people import MACHINE, Grant, Visitor
from data.access.places import Place
from data.access.setting import CLOSED, Setting
from data.backups import __main__ as command
from data.backups import disk, making, manifest, restoring, schedule
from data.backups.manifest import Backup, BackupError
from data.warehouse import Warehouse
from tests.data.backups.kept_files import set_all, values
from tests.world import build_world

HERE = Place(is_this_machine=False, address="")
SECRET = "client_secret"


@pytest.fixture(autouse=True)
def folder(world: Warehouse, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ATLAS_DATA", str(world.path.parent))
    assert paths.access_file().name == manifest.ACCESS
    assert paths.roles_file().name == manifest.ROLES
    return world.path.parent


def abouts() -> list[str]:
    """What the audit is about, the first line first."""
    return [line.about for line in reversed(audit.lines())]


def note(about: str) -> None:
    audit.record(MACHINE, "import", about)


def works(text: str) -> bool:
    """Whether the API token opens anything."""
    now = datetime.now(UTC).replace(tzinfo=None)
    return bool(tokens.visitor(text, Setting(CLOSED), HERE, now).grants)


def token() -> tuple[str, str]:
    text, made = tokens.make(MACHINE, [Grant("reader")], 5)
    return text, made.token_id


def restored(backup: Backup, world: Warehouse) -> restoring.Restored:
    world.close()
    return restoring.restore(backup.folder, world.path)


def test_it_is_copied_while_it_is_written_and_secrets_never_are(
    world: Warehouse, folder: Path
) -> None:
    (folder / "roles.toml").write_text("# roles", encoding="utf-8")
    (folder / ".streamlit").mkdir()
    for secrets in (folder / "secrets.toml", folder / ".streamlit" / "secrets.toml"):
        secrets.write_text(SECRET, encoding="utf-8")
    note("first")
    writing = sqlite3.connect(paths.access_file())  # keeps what is written in its log
    writing.execute(
        "insert into audit (happened_at, subject, way, address, action, about, outcome)"
        " values ('2026', '', '', '', 'import', 'in the log', 'done')"
    )
    writing.commit()
    writing.execute("begin immediate")
    backup = making.back_up(world)
    writing.close()
    assert set(backup.files) == {manifest.WAREHOUSE, "access.sqlite", "roles.toml"}
    with sqlite3.connect(f"{(backup.folder / 'access.sqlite').as_uri()}?mode=ro", uri=True) as copy:
        said = copy.execute("select about from audit order by entry").fetchall()
    assert said == [("first",), ("in the log",)]
    manifest.hold_whole(backup)
    found = {file.relative_to(backup.folder).as_posix() for file in backup.folder.rglob("*")}
    assert found == {*backup.files, manifest.ABOUT}  # nothing of SQLite's beside
    assert not any(SECRET.encode() in (backup.folder / name).read_bytes() for name in found)
    (backup.folder / "access.sqlite").write_bytes(b"broken")
    with pytest.raises(BackupError, match="damaged"):
        manifest.hold_whole(backup)


def test_a_file_that_is_whole_stays_with_all_that_was_ended(world: Warehouse) -> None:
    note("before")
    text, made = token()
    backup = making.back_up(world)
    tokens.end(MACHINE, made)
    note("after")
    before = abouts()
    done = restored(backup, world)
    assert (done.access, abouts()) == (copies.KEPT, before)
    assert before == ["before", made, made, "after"]
    assert not works(text)


@pytest.mark.parametrize("how", ["missing", "damaged", "emptied"])
def test_a_lost_one_comes_back_with_nothing_open(world: Warehouse, folder: Path, how: str) -> None:
    somebody = Visitor(CLOSED, subject="s-1", login="l-1")
    began = datetime.now(UTC).replace(tzinfo=None) - timedelta(minutes=1)
    note("before")
    text, _id = token()
    assert works(text)
    backup = making.back_up(world)
    tokens.end(MACHINE, _id)
    revoked.end_login(somebody)
    file = paths.access_file()
    if how == "missing":
        file.unlink()
    else:
        size = file.stat().st_size if how == "damaged" else 0
        file.write_bytes(b"\0" * size)
    done = restored(backup, world)
    assert (done.access, abouts()) == (copies.BROUGHT_BACK, ["before", _id])
    assert not works(text)
    assert revoked.is_ended("s-1", "l-1", began)
    assert revoked.is_ended("s-other", "l-other", began)
    later = datetime.now(UTC).replace(tzinfo=None) + timedelta(minutes=1)
    assert not revoked.is_ended("s-1", "l-2", later)
    assert file.stat().st_mode & 0o777 == 0o600
    kept = [each for each in folder.iterdir() if each.name.startswith("access.sqlite.damaged-")]
    assert len(kept) == (how != "missing")
    note("goes on")
    assert abouts()[-1] == "goes on"
    with pytest.raises(sqlite3.IntegrityError), sqlite3.connect(file) as connection:
        connection.execute("delete from audit")


def test_one_begun_anew_is_joined_and_no_line_of_either_is_lost(
    world: Warehouse, folder: Path
) -> None:
    note("old")
    old, old_id = token()
    backup = making.back_up(world)
    paths.access_file().unlink()
    note("begun anew")
    new, new_id = token()
    done = restored(backup, world)
    assert (done.access, abouts()) == (copies.JOINED, ["old", old_id, "begun anew", new_id])
    assert (works(old), works(new)) == (False, True)
    assert [each for each in folder.iterdir() if "sqlite.replaced-" in each.name]
    again = restoring.restore(backup.folder, world.path)  # now it has all
    assert (again.access, len(abouts())) == (copies.KEPT, 4)


def test_an_older_copy_put_there_by_hand_is_joined_line_by_line(world: Warehouse) -> None:
    note("1")
    older = paths.access_file().read_bytes()
    note("2")
    backup = making.back_up(world)
    paths.access_file().write_bytes(older)
    note("2 of another way")
    done = restored(backup, world)
    assert (done.access, abouts()) == (copies.JOINED, ["1", "2", "2 of another way"])


def test_a_damaged_one_does_not_keep_figures_from_being_backed_up(world: Warehouse) -> None:
    note("before")
    paths.access_file().write_bytes(b"broken" * 1000)
    backup = making.back_up(world)
    assert set(backup.files) == {manifest.WAREHOUSE}
    assert restored(backup, world).access == copies.LACKING


def test_no_room_for_it_is_no_room(world: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Path) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    note("before")
    monkeypatch.setattr(copies, "copy_into", full)
    with pytest.raises(BackupError) as caught:
        making.back_up(world)
    assert caught.value.code == "full"
    assert disk.is_full(sqlite3.OperationalError("database or disk is full"))


def test_roles_are_offered_beside_and_never_put_in_place(world: Warehouse, folder: Path) -> None:
    file = paths.roles_file()
    file.write_text("# then", encoding="utf-8")
    backup = making.back_up(world)
    file.write_text("# now", encoding="utf-8")
    assert restored(backup, world).roles is None
    assert file.read_text(encoding="utf-8") == "# now"
    file.unlink()
    done = restoring.restore(backup.folder, world.path)
    assert done.roles == folder / "roles.toml.restored"
    assert done.roles.read_text(encoding="utf-8") == "# then"
    assert not file.exists()


def test_the_command_says_what_became_of_it(
    world: Warehouse, capsys: pytest.CaptureFixture[str]
) -> None:
    note("before")
    paths.roles_file().write_text("# then", encoding="utf-8")
    backup = making.back_up(world)
    world.close()
    for file in (paths.access_file(), paths.roles_file()):
        file.unlink()
    assert command.main(["restore", backup.name]) == 0
    told = capsys.readouterr().out
    assert "all tokens and logins were ended" in told
    assert "roles.toml.restored: look them through" in told
    assert abouts() == ["before", f"restored {backup.name}, access.sqlite brought back"]


def test_access_alone_comes_back_and_figures_stay(
    world: Warehouse, capsys: pytest.CaptureFixture[str]
) -> None:
    note("before")
    backup = making.back_up(world)
    set_all(world, 7)
    paths.access_file().unlink()
    world.close()
    assert command.main(["restore", backup.name, "--access-only"]) == 0
    assert "restored to " + str(paths.access_file()) in capsys.readouterr().out
    assert abouts()[0] == "before"
    opened = build_world(world.path)
    assert values(opened) == {7.0}
    opened.close()


def test_a_night_with_a_new_line_or_role_has_a_backup(world: Warehouse) -> None:
    backup = making.back_up(world)
    assert schedule._holds_all(backup, world)
    note("signed in")
    assert not schedule._holds_all(backup, world)
    backup = making.back_up(world)
    store.ask("tokens")
    assert schedule._holds_all(backup, world)
    paths.roles_file().write_text("# new", encoding="utf-8")
    assert not schedule._holds_all(backup, world)
    assert schedule._holds_all(making.back_up(world), world)
