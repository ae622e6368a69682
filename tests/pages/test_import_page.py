"""The page that takes files in: read, asked, checked, stored, taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from data import warehouse
from tests.pages.importing import (
    MESSY,
    choose,
    counts,
    filled,
    own_copy,
    press,
    send,
    table,
    tables,
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


def messy(app: AppTest, text: str = MESSY, name: str = "bao_cao_10.csv") -> AppTest:
    """The page after the messy file was sent and its two questions answered."""
    app = send(app, name, text)
    assert title(app) == f"{name}: còn 2 câu hỏi trước khi kiểm tra"
    type_in(app, PERIOD_ASKED, "10/2026")
    app.radio[0].set_value(",")
    return press(app, "Tiếp tục")


def test_nothing_was_sent_yet() -> None:
    app = visit("imports.py")
    assert title(app) == "Gửi tệp hoặc gõ báo cáo: xem trước mọi thay đổi rồi mới lưu"
    assert "Chưa nhập tệp nào." in said(app)
    assert not app.metric


def test_no_warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse.forget()
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path / "file"))
    app = visit("imports.py")
    assert not app.exception
    assert len(app.error) == 1
    assert not app.file_uploader


def test_files_are_taken_in_at_this_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ContextProxy, "ip_address", "192.0.2.7")
    app = visit("imports.py")
    assert not app.exception
    assert "Chỉ nhận tệp tại máy đang chạy chương trình." in said(app)
    assert not app.file_uploader
    assert not app.text_input


def test_a_template_asks_nothing_is_stored_corrected_and_taken_back() -> None:
    app = send(visit("imports.py"), "bao-cao.xlsx", filled({TEAMS: 12, MEMBERS: 60}))
    assert title(app) == "bao-cao.xlsx: 2 số liệu mới, 0 thay đổi, 0 lỗi"
    assert counts(app) == [2, 0, 0, 0, 9]
    app = press(app, "Lưu 2 số liệu")
    assert title(app) == "bao-cao.xlsx: đã lưu 2 số liệu"

    app = send(app, "bao-cao-sua.xlsx", filled({TEAMS: 13, MEMBERS: 60}))
    assert counts(app) == [0, 1, 1, 0, 9]
    (changed,) = table(app, "Đang lưu")
    assert (changed["Đang lưu"], changed["Trong tệp"]) == ("12 tổ", "13 tổ")
    app = press(app, "Lưu 1 số liệu")

    assert not [b for b in app.button if b.label == "Vâng, hoàn tác"]
    latest = next(b for b in app.button if b.key and b.key.startswith("history_undo_"))
    app = latest.click().run()
    labels = [b.label for b in app.button]
    asked = labels.index("Vâng, hoàn tác")
    assert labels[asked - 1] == "Hoàn tác …"
    assert labels.count("Vâng, hoàn tác") == 1
    app = app.button[asked].click().run()
    assert "Đã hoàn tác bao-cao-sua.xlsx." in plain(app.success[0].value)
    assert "~~bao-cao-sua.xlsx~~ · đã hoàn tác" in said(app)
    app = send(app, "bao-cao.xlsx", filled({TEAMS: 12, MEMBERS: 60}))
    assert counts(app) == [0, 0, 2, 0, 9]
    assert "không cần làm gì" in app.info[0].value
    assert not [b for b in app.button if b.label.startswith("Lưu ") and "số liệu" in b.label]


def test_a_messy_file_is_asked_about_and_stored_without_its_errors() -> None:
    app = messy(visit("imports.py"))
    assert title(app) == "bao_cao_10.csv: 5 số liệu mới, 0 thay đổi, 2 lỗi"
    assert counts(app) == [5, 0, 0, 4, 0]
    assert [(row["Dòng"], row["Mức"]) for row in table(app, "Vấn đề")] == [
        ("5", "Lỗi"),
        ("6", "Lỗi"),
    ]
    (store,) = [b for b in app.button if b.label == "Lưu 5 số liệu"]
    assert store.disabled
    assert "Mẫu" not in " ".join(tables(app)).replace("Tải mẫu", "")

    choose(app, "“Phường Hàm Rông” là", "Phường Hàm Rồng")
    app = press(app, "Ghi nhớ và kiểm tra lại")
    assert counts(app) == [8, 0, 0, 1, 0]
    app = app.checkbox(key="import_partly").check().run()
    app = press(app, "Lưu 8 số liệu")
    assert title(app) == "bao_cao_10.csv: đã lưu 8 số liệu"
    assert "8 mới · 0 thay đổi · 0 đã có sẵn · 1 bỏ ra" in said(app)

    app = messy(app, name="bao_cao_11.csv")  # the name is known now
    assert counts(app) == [0, 0, 8, 1, 0]


def test_both_readings_of_a_number_are_shown() -> None:
    app = send(visit("imports.py"), "a.csv", MESSY)
    comma, point = map(plain, app.radio[0].options)
    assert "1.800 → 1800" in comma
    assert "1.800 → 1,8" in point
    assert app.radio[0].value is None
    type_in(app, PERIOD_ASKED, "10/2026")
    app = press(app, "Tiếp tục")  # only one of two was answered
    assert title(app) == "a.csv: còn 1 câu hỏi trước khi kiểm tra"


def test_a_saved_layout_is_offered_for_the_next_file_of_its_shape() -> None:
    app = messy(visit("imports.py"))
    type_in(app, "Tên", "Báo cáo tổ của tỉnh")
    app = press(app, "Lưu")
    app = send(app, "bao_cao_12.csv", MESSY.replace("12;", "13;"))
    # The decimal mark is known; a period is a file's own.
    assert title(app) == "bao_cao_12.csv: còn 1 câu hỏi trước khi kiểm tra"
    assert not app.radio
    assert "được đọc theo cách đã lưu với tên “Báo cáo tổ của tỉnh”." in said(app)
    app = press(app, "Đọc lại từ đầu, không dùng cách đã lưu")
    assert title(app) == "bao_cao_12.csv: còn 2 câu hỏi trước khi kiểm tra"
    assert len(app.radio) == 1
    assert "cách đã lưu" not in said(app)


def test_another_source_stands_beside_and_an_earlier_one_is_corrected() -> None:
    app = send(visit("imports.py"), "a.xlsx", filled({TEAMS: 12}))
    app = press(app, "Lưu 1 số liệu")
    app = send(app, "b.xlsx", filled({TEAMS: 14}))
    type_in(app, "Tiêu đề", "Văn bản khác")
    app = press(app, "Dùng nguồn này")
    assert counts(app)[:3] == [1, 0, 0]
    assert "trái với số của nguồn khác" in " ".join(tables(app))
    choose(app, "Cùng nguồn với một tệp trước", "Báo cáo tháng")
    app = app.run()
    assert counts(app)[:3] == [0, 1, 0]


def test_a_column_is_corrected_and_left_out() -> None:
    app = messy(visit("imports.py"))
    choose(app, "Cột", "C ")
    app = app.run()
    choose(app, "Nội dung cột", "không đọc")
    app = press(app, "Đọc cột theo cách này")
    assert counts(app) == [4, 0, 0, 2, 0]


def test_the_unit_of_a_whole_sheet_is_said_once() -> None:
    app = send(visit("imports.py"), "a.csv", f"Xã;{TEAMS};{MEMBERS}\nPhường Hàm Rồng;7;8\n")
    type_in(app, PERIOD_ASKED, "10/2026")
    app = press(app, "Tiếp tục")
    choose(app, "Đơn vị của mọi số liệu", "nghìn")
    app = press(app, "Đọc theo cách này")
    said_now = [row["Trong tệp"] for row in table(app, "Trong tệp")]
    assert said_now == ["7.000 tổ", "8.000 người"]


def test_the_period_of_a_column_is_written_as_people_write_it() -> None:
    app = send(visit("imports.py"), "a.csv", "Xã;Số tổ 6/2026;Số tổ 7/2026\nPhường Hàm Rồng;7;8\n")
    headers = [str(name) for name in app.dataframe[0].value]
    assert [name.split(", ")[-1] for name in headers[2:]] == ["06/2026", "07/2026"]


def test_what_cannot_be_read_is_said(caplog: pytest.LogCaptureFixture) -> None:
    app = send(visit("imports.py"), "scan.pdf", b"%PDF-1.7 nothing")
    assert title(app) == "Không đọc được scan.pdf"
    assert plain(app.error[0].value).startswith("scan.pdf: ")
    assert "Traceback" not in caplog.text
    assert not app.metric


def test_text_of_the_file_is_never_markup() -> None:
    bad = MESSY.replace("Phường Hàm Rông", "![](http://x) <b>$x$ :red[x]")
    app = messy(visit("imports.py"), bad, "[a](__b__).csv")
    shown = [
        *(e.label for e in app.expander),
        *(s.label for s in app.selectbox),
        app.title[0].value,
    ]
    shown += [m.value for m in app.markdown] + [c.value for c in app.caption]
    assert not [text for text in shown if "![](" in text or "<b>" in text or "](__b" in text]
    assert any("![](http://x) <b>$x$ :red[x]" in plain(s.label) for s in app.selectbox)


def test_stopped_work_waits_to_be_asked_for() -> None:
    app = send(visit("imports.py"), "a.xlsx", filled({TEAMS: 12}))
    app.session_state["import"].forget_run()
    app.session_state["import"].stopped = True
    app = app.run()
    assert app.info[0].value == "Đã dừng. Chưa lưu gì."
    assert not app.metric
    app = press(app, "Tiếp tục")
    assert counts(app)[0] == 1


def test_a_sheet_without_a_table_is_read_below_the_header_that_is_named() -> None:
    app = send(visit("imports.py"), "a.csv", "không có gì;1\nđây cũng thế;2\n")
    assert "Không tìm thấy bảng số liệu." in plain(app.warning[0].value)
    app = press(app, "Đọc cả trang này")
    assert not app.warning
    app = send(app, "b.csv", f"Xã;{TEAMS};{MEMBERS}\nTên xã;{TEAMS};Ghi chú\nPhường Hàm Rồng;7;8\n")
    type_in(app, PERIOD_ASKED, "10/2026")
    app = press(app, "Tiếp tục")
    app.number_input[0].set_value(2)
    app.number_input[1].set_value(2)
    app = press(app, "Đọc theo cách này")
    assert counts(app) == [1, 0, 0, 0, 0]
