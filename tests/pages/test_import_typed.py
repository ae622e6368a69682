"""The report that is typed: checked and stored as a file is, and never other than it shows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import warehouse
from tests.pages.importing import (
    COMMUNE,
    NAME,
    choose,
    counts,
    filled,
    own_copy,
    press,
    send,
    table,
    type_in,
)
from tests.pages.reading import plain, said, title, visit

pytestmark = pytest.mark.usefixtures("window")
TEAMS, MEMBERS = "Số tổ công nghệ số cộng đồng", "Thành viên tổ công nghệ số cộng đồng"
PERIOD_ASKED = "Chưa rõ số liệu của kỳ nào."


@pytest.fixture(autouse=True)
def own(tmp_path: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    own_copy(tmp_path, data_folder)
    yield
    warehouse.forget()


def test_a_report_is_typed_checked_and_stored() -> None:
    app = visit("imports.py", by="form", area=COMMUNE)
    type_in(app, f"{TEAMS} (tổ)", "14")
    type_in(app, f"{MEMBERS} (người)", "1.800")
    type_in(app, "Số người trưởng thành (người)", "12x")
    app = press(app, "Kiểm tra báo cáo")
    assert counts(app) == [2, 0, 0, 1, 8]
    assert {row["Trong báo cáo"] for row in table(app, "Trong báo cáo")} == {"14 tổ", "1.800 người"}
    (wrong,) = table(app, "Vấn đề")
    assert (wrong["Ô"], wrong["Vấn đề"]) == ("Số người trưởng thành", '"12x" không phải là số.')
    assert {"Dòng", "Cột"}.isdisjoint(wrong)
    assert "trong tệp" not in said(app)
    app = app.checkbox(key="import_partly").check().run()
    app = press(app, "Lưu 2 số liệu")
    assert "đã lưu 2 số liệu" in title(app)

    again = visit("imports.py", by="form", area=COMMUNE, lang="en")
    values = {field.label: field.value for field in again.text_input}
    assert values["Members of community digital technology teams (people)"] == "1800"
    assert values["Adults (people)"] == ""


def test_a_typed_report_is_not_read_by_a_layout_saved_for_templates() -> None:
    app = send(visit("imports.py"), "a.xlsx", filled({TEAMS: 12}))
    choose(app, "Đơn vị của mọi số liệu", "nghìn")
    app = press(app, "Đọc theo cách này")
    type_in(app, "Tên", "Tính bằng nghìn")
    press(app, "Lưu")
    app = send(visit("imports.py"), "b.xlsx", filled({TEAMS: 12}))
    assert "cách đã lưu với tên “Tính bằng nghìn”" in said(app)
    assert table(app, "Trong tệp")[0]["Trong tệp"] == "12.000 tổ"
    app = visit("imports.py", by="form", area=COMMUNE)
    type_in(app, f"{TEAMS} (tổ)", "12")
    app = press(app, "Kiểm tra báo cáo")
    assert table(app, "Trong báo cáo")[0]["Trong báo cáo"] == "12 tổ"


def test_a_report_changed_after_its_check_is_checked_again_before_it_is_stored() -> None:
    def stores(app: AppTest) -> list[str]:
        return [b.label for b in app.button if b.label.startswith("Lưu ")]

    app = visit("imports.py", by="form", area=COMMUNE)
    assert not any(field.form_id for field in app.text_input)  # nothing is typed unseen
    type_in(app, f"{TEAMS} (tổ)", "38")
    app = press(app, "Kiểm tra báo cáo")
    assert stores(app) == ["Lưu 1 số liệu"]
    type_in(app, f"{TEAMS} (tổ)", "99")
    for _ in range(2):
        app = app.run()
        assert stores(app) == []
        assert "Báo cáo đã được sửa sau khi kiểm tra" in said(app)
        assert not app.metric
    app = press(app, "Kiểm tra báo cáo")
    assert "Báo cáo đã được sửa" not in said(app)
    app = press(app, "Lưu 1 số liệu")
    again = visit("imports.py", by="form", area=COMMUNE)
    values = {plain(field.label): field.value for field in again.text_input}
    assert values[f"{TEAMS} (tổ)"] == "99"


def test_a_blank_report_and_no_commune_are_said() -> None:
    app = press(visit("imports.py", by="form", area=COMMUNE), "Kiểm tra báo cáo")
    assert app.warning[0].value == "Mọi ô đều trống; không có gì để kiểm tra."
    assert "Hãy chọn xã, phường" in said(visit("imports.py", by="form"))


def test_a_province_offers_its_communes_to_report() -> None:
    app = visit("imports.py", by="form", area="2025-p38")
    (box,) = [box for box in app.selectbox if box.label.startswith("Báo cáo là của một xã.")]
    app = box.select(NAME).run()
    assert f"{TEAMS} (tổ)" in [plain(field.label) for field in app.text_input]
    assert not [box for box in app.selectbox if box.label.startswith("Báo cáo là")]
