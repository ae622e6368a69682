"""The page of backups: what there is, made and read again beside, for administrators alone."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from data import paths, warehouse
from data.access import audit
from data.access.rights import RefusedError
from data.backups import asked, keeping, making, manifest, schedule
from data.backups.manifest import Backup, BackupError
from data.backups.schedule import Schedule
from pages.parts import backup_list, visitors
from tests.access.granted import somebody
from tests.access.test_pages import CLAIMS
from tests.pages.reading import plain, title, visit

MAKE, READ = "Sao lưu ngay", "Đọc lại"


@pytest.fixture(autouse=True)
def signed_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[pytest.MonkeyPatch]:
    """Closed, an administrator reads, and there are no backups yet."""
    monkeypatch.setenv("ATLAS_ACCESS", "closed")
    monkeypatch.setenv("ATLAS_ROLES_CLAIM", "office:roles")
    monkeypatch.setenv("ATLAS_BACKUPS", str(tmp_path / "backups"))
    monkeypatch.setattr(ContextProxy, "ip_address", None)
    monkeypatch.setattr(ContextProxy, "cookies", {"viewport": "1440"})
    as_role(monkeypatch, "administrator:vn")
    monkeypatch.setattr(asked, "_latest", {})
    yield monkeypatch
    wait()


def as_role(patch: pytest.MonkeyPatch, role: str) -> None:
    patch.setattr(visitors, "_claims", lambda: {**CLAIMS, "sub": "root", "roles": [role]})


def wait() -> None:
    for _turn in range(400):
        if not asked.going_on():
            return
        time.sleep(0.05)
    raise AssertionError("still going on")


def there() -> list[Backup]:
    return manifest.found(paths.backup_folder(paths.warehouse_file()))


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def facts(app: AppTest) -> dict[str, str]:
    return {each.label: plain(each.value) for each in app.metric}


def list_of(app: AppTest) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = app.dataframe[0].value.to_dict("records")
    return lines


def test_none_yet_says_what_to_do(signed_in: pytest.MonkeyPatch) -> None:
    app = visit("backups.py")
    assert not app.exception
    assert title(app) == "Sao lưu: chưa có bản nào"
    assert facts(app)["Lần thành công gần nhất"] == "–"
    assert "tạo ngay một bản" in plain(app.info[0].value)
    assert not app.dataframe
    assert app.caption[-1].value  # the footer
    signed_in.setenv("ATLAS_BACKUP_AT", "off")
    assert facts(visit("backups.py", lang="en"))["Next due"] == "switched off"


def test_one_is_made_beside_and_read_again() -> None:
    app = press(visit("backups.py"), MAKE)
    assert not app.exception
    wait()
    (backup,) = there()
    app.run()
    assert app.success[0].value.startswith(f"Đã tạo {backup.name} trong")
    hanoi = backup.time + timedelta(hours=7)
    assert title(app) == (
        f"Sao lưu: 1 bản, bản mới nhất lúc {hanoi.day}/{hanoi.month}/{hanoi.year} {hanoi:%H:%M}"
    )
    (line,) = list_of(app)
    rows = sum(table.rows for table in backup.tables.values())
    assert line["Nguyên vẹn?"] == "✓ đã so sánh khi tạo"
    assert (line["Vì sao tạo"], line["Được giữ vì là"]) == (
        "theo yêu cầu",
        "mọi bản trong hai ngày",
    )
    assert (line["Truy cập và vai trò"], line["Tên"]) == ("access.sqlite", backup.name)
    assert int(line["Dòng"].replace(".", "")) == rows
    app = press(app, READ)
    wait()
    app.run()
    assert "đọc lại lúc" in list_of(app)[0]["Nguyên vẹn?"]
    assert "đúng như khi ghi" in app.success[-1].value
    done = {line.about for line in audit.lines(action="administer")}
    assert {f"backup {backup.name}", f"checked {backup.name}: whole"} <= done


def test_damage_is_seen_at_once_or_when_it_is_read_again() -> None:
    opened = warehouse.shared()
    first, second = making.back_up(opened), making.back_up(opened)
    (first.folder / manifest.WAREHOUSE).unlink()
    whole = (second.folder / manifest.WAREHOUSE).read_bytes()
    (second.folder / manifest.WAREHOUSE).write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    (second.root / "20240101-000000Z").mkdir()
    app = visit("backups.py")
    states = {line["Tên"]: line["Nguyên vẹn?"] for line in list_of(app)}
    assert states[first.name] == "✗ thiếu tệp hoặc tệp bị thay đổi"
    assert states[second.name] == "✓ đã so sánh khi tạo"
    assert "20240101-000000Z" in app.warning[0].value
    app.selectbox(key="backup_checked").set_value(second.name).run()
    press(app, READ)
    wait()
    app.run()
    states = {line["Tên"]: line["Nguyên vẹn?"] for line in list_of(app)}
    assert states[second.name].startswith("✗ đọc lại lúc ")
    assert "bản ấy hỏng" in app.error[0].value


def test_a_failure_is_said_until_one_is_made(signed_in: pytest.MonkeyPatch) -> None:
    making.back_up(warehouse.shared())
    now = datetime.now().astimezone()
    own = Schedule(now)
    own._fail(BackupError("full", Path("/b"), problem="1 MB < 2 MB"), now)
    signed_in.setattr(schedule, "_own", [own])
    app = visit("backups.py", lang="en")
    assert title(app) == "Backups: the last one failed; of those before there are 1"
    assert "there is no room in /b: 1 MB < 2 MB" in plain(app.error[0].value)
    assert facts(app)["Last failed"] != "none"
    due = own.next_due(now)
    assert due == now + timedelta(hours=1)
    making.back_up(warehouse.shared())
    assert facts(visit("backups.py", lang="en"))["Last failed"] == "none"


def test_only_administrators(signed_in: pytest.MonkeyPatch) -> None:
    for role in ("analyst", "administrator:2024-d911"):
        as_role(signed_in, role)
        app = visit("backups.py")
        assert "quyền" in app.info[0].value
        assert not app.metric
        assert "backups" not in {link.proto.page for link in app.get("page_link")}
    with pytest.raises(RefusedError):
        asked.make(somebody("analyst", "vn"))
    assert there() == []


def test_one_thing_at_a_time_and_its_state_is_shown(signed_in: pytest.MonkeyPatch) -> None:
    work = asked.Work(asked.MAKE, "", datetime.now(UTC))
    signed_in.setattr(asked, "_latest", {(asked.MAKE, ""): work})
    app = visit("backups.py")
    assert "Đang sao lưu từ" in app.info[0].value
    assert MAKE not in [button.label for button in app.button]
    assert not asked.make(somebody("administrator", "vn"))
    work.ended = work.began


def test_one_that_no_rule_keeps_says_so(signed_in: pytest.MonkeyPatch) -> None:
    opened = warehouse.shared()
    making.back_up(opened)
    aged = making.back_up(opened)
    told = (aged.folder / manifest.ABOUT).read_text(encoding="utf-8")
    told = told.replace(aged.made_at, "2020-01-01T00:00:00+00:00")
    (aged.folder / manifest.ABOUT).write_text(told, encoding="utf-8")
    said = {line["Name"]: line["Kept as"] for line in list_of(visit("backups.py", lang="en"))}
    assert said[aged.name] == "by no rule: goes with the next"
    assert len(set(said.values())) == 2


def test_every_rule_has_a_word() -> None:
    assert len(backup_list.RULES) == len(keeping.RULES) + 2
    now = datetime(2026, 11, 30, 12, tzinfo=UTC)
    ages = [0, 10, 40, 10_000]
    found = keeping.kept_by([now - timedelta(days=age) for age in ages], now)
    rules = [rule and keeping.RULES.index(rule) for rule in found.values()]
    assert rules == [0, 1, 2]
    assert keeping.kept_by([now - timedelta(days=10_000)], now) == {
        now - timedelta(days=10_000): None
    }
