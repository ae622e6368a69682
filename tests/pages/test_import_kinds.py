"""Targets and lists of teams come in as results do, and what is stored fills the next template."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from data import warehouse
from data.imports import templates
from data.imports.templates import Area
from pages.parts import import_templates
from tests.pages.importing import COMMUNE, NAME, counts, filled, own_copy, press, send, table
from tests.pages.reading import title, visit

pytestmark = pytest.mark.usefixtures("window")


@pytest.fixture(autouse=True)
def own(tmp_path: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    own_copy(tmp_path, data_folder)
    yield
    warehouse.forget()


OF_KIND: dict[str, dict[str, float | str]] = {
    "targets": {
        "Chỉ tiêu": "Số người được hướng dẫn",
        "Loại chỉ tiêu": "Đăng ký",
        "Dấu so sánh": "Ít nhất",
        "Giá trị": 100,
        "Thời hạn": "31/12/2026",
    },
    "teams": {
        "Thôn, ấp, khóm, tổ dân phố": "Phố Mẫu",
        "Tổ số": "1",
        "Cấp của tổ": "Cấp thôn",
        "Chức danh của tổ trưởng": "Bí thư chi bộ",
        "Số thành viên": 5,
        "Tính đến": "31/10/2026",
    },
}
STORED_OF_KIND: dict[str, dict[str, float | str]] = {
    "targets": {
        "code": COMMUNE,
        "indicator": "people_guided",
        "target_kind": "registered",
        "operator": ">=",
        "value": 100,
        "due": "2026-12-31",
    },
    "teams": {
        "code": COMMUNE,
        "village": "Phố Mẫu",
        "team": "1",
        "team_level": "village",
        "leader_role": "party_cell_secretary",
        "members": 5,
    },
}


@pytest.mark.parametrize(
    ("kind", "header", "value", "change"),
    [
        ("targets", "Giá trị", 120, "120 người"),
        ("teams", "Số thành viên", 6, "Số thành viên: 5 → 6"),
    ],
)
def test_the_other_kinds_come_in_and_fill_the_next_template(
    kind: str, header: str, value: int, change: str
) -> None:
    app = visit("imports.py")
    app = app.button_group(key="import_kind").set_value(kind).run()
    app = send(app, "a.xlsx", filled(OF_KIND[kind], kind))
    assert counts(app)[:4] == [1, 0, 0, 0]
    (new,) = table(app, "Trong tệp")
    assert new["Địa bàn"] == "Phường Hàm Rồng, Tỉnh Thanh Hóa"
    if kind == "targets":
        assert (new["Loại chỉ tiêu"], new["Dấu so sánh"]) == ("Đăng ký", "Ít nhất")
        assert (new["Thời điểm"], new["Trong tệp"]) == ("31/12/2026", "100 người")
    app = press(app, "Lưu 1 số liệu")
    assert "đã lưu 1 số liệu" in title(app)
    (row,) = import_templates.STORED[kind]([COMMUNE], date(2026, 10, 31))
    assert {key: told for key, told in row.items() if told is not None} == STORED_OF_KIND[kind]

    app = send(app, "b.xlsx", filled({**OF_KIND[kind], header: value}, kind))
    assert counts(app)[:4] == [0, 1, 0, 0]
    assert table(app, "Trong tệp")[0]["Trong tệp"] == change


def test_a_monthly_template_is_filled_with_what_is_stored() -> None:
    press(
        send(visit("imports.py"), "a.xlsx", filled({"Số tổ công nghệ số cộng đồng": 12})),
        "Lưu 1 số liệu",
    )
    rows = import_templates.STORED["monthly"]([COMMUNE], date(2026, 10, 31))
    assert rows == [{"code": COMMUNE, "teams": 12.0}]
    assert import_templates.STORED["monthly"]([COMMUNE], date(2026, 9, 30)) == []


def test_figures_that_are_not_exact_come_back_unchanged() -> None:
    teams, guided, adults = (
        "Số tổ công nghệ số cộng đồng",
        "Số người được hướng dẫn",
        "Số người trưởng thành",
    )
    sent = filled({teams: "10 - 12", guided: "khoảng 4200", adults: "không quá 9000"})
    app = send(visit("imports.py"), "a.xlsx", sent)
    press(app, "Lưu 3 số liệu")
    (row,) = import_templates.STORED["monthly"]([COMMUNE], date(2026, 10, 31))
    assert (row["teams"], row["people_guided"]) == ("10 - 12", "khoảng 4200")
    back = templates.template("monthly", NAME, [Area(COMMUNE, NAME)], "2026-10", [row])
    app = send(visit("imports.py"), "a.xlsx", back)
    assert counts(app)[:3] == [0, 0, 3]

    app = visit("imports.py", by="form", area=COMMUNE)
    assert "khoảng 4200" in [field.value for field in app.text_input]
    press(press(app, "Kiểm tra báo cáo"), "Lưu 3 số liệu")
    app = press(visit("imports.py", by="form", area=COMMUNE), "Kiểm tra báo cáo")
    assert counts(app)[:3] == [0, 0, 3]
