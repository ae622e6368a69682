"""The page of reviewers, and what a reporter is told: with submissions and without."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from data import warehouse
from data.access.people import MACHINE, Visitor
from data.imports import reviewing, submissions
from pages.parts import visitors
from tests.access.granted import DISTRICT
from tests.access.test_pages import buttons, closed, links, refused, sign_in
from tests.data.imports import submitting
from tests.data.imports.staging import current
from tests.data.imports.submitting import RESULTS, REVIEWER, STORED, seen, state
from tests.pages.importing import send, table
from tests.pages.reading import button, plain, said, title, visit

NAME = "bao_cao![](http://x).csv"
__all__ = ["closed"]


@pytest.fixture(autouse=True)
def held(closed: pytest.MonkeyPatch) -> Iterator[None]:
    closed.setenv("ATLAS_APPROVAL", "held")
    yield
    submitting.forget_all()


def reporter(patch: pytest.MonkeyPatch) -> Visitor:
    sign_in(patch, f"reporter:{DISTRICT}", sub="reporter")
    return visitors.current()


def reviewer(patch: pytest.MonkeyPatch, over: str = DISTRICT) -> None:
    sign_in(patch, f"reviewer:{over}", sub="reviewer")


def submitted(patch: pytest.MonkeyPatch, text: str = RESULTS) -> tuple[AppTest, str]:
    """The page after a reporter submitted a file, and the submission's id."""
    by = reporter(patch)
    app = send(visit("imports.py"), NAME, text)
    label = next(each for each in buttons(app) if each.startswith("Gửi duyệt"))
    app = button(app, label)
    assert not app.exception
    return app, str(reviewing.own(by)[0].submission_id)


def test_a_reporter_submits_reads_the_remark_and_sends_again(closed: pytest.MonkeyPatch) -> None:
    app, waits = submitted(closed)
    assert title(app) == f"{NAME}: 2 số liệu đang chờ duyệt"
    assert f"Mã bản gửi: {waits}" in plain(app.success[0].value)
    assert "Bạn đã gửi duyệt 1 bản, 1 bản đang chờ" in said(app)
    assert current(warehouse.shared()) == {}
    submissions.send_back(warehouse.shared(), waits, "Bờ Cát: [x](//y) $1$?", REVIEWER)
    app = visit("imports.py", lang="en")
    assert "✗ returned" in said(app)
    assert "Remark: Bờ Cát: [x](//y) $1$?" in said(app)
    assert "[x](//y)" not in "".join(each.value for each in app.markdown)  # escaped
    app, again = submitted(closed)
    app = button(app, "Hoàn tác …")
    app = button(app, "Vâng, hoàn tác")
    assert (state(again), state(waits)) == ("withdrawn", "returned")
    assert not app.exception


def test_a_reviewer_looks_and_approves(closed: pytest.MonkeyPatch) -> None:
    waits = submitted(closed)[1]
    reviewer(closed)
    app = visit("review.py")
    assert title(app).startswith("Chờ bạn duyệt: 1 bản, lâu nhất từ ")
    assert [plain(each.value) for each in app.metric] == ["2", "0", "0", "0", "0"]
    assert list(app.dataframe[0].value["Trong tệp"]) == ["5 tổ", "1.204 tổ"]
    assert "review" in links(app)
    assert "imports" not in links(app)
    app = button(app, "Duyệt và lưu: 2 số liệu")
    assert plain(app.success[0].value).startswith(f"Đã duyệt và lưu: {NAME}. Mã lần nhập: b-")
    assert title(app) == "Không có bản nào chờ bạn duyệt"
    assert "Bạn duyệt theo quyền: người duyệt · Huyện Đồi Cỏ" in said(app)
    assert list(app.dataframe[0].value["Kết quả"]) == ["✓ đã duyệt"]
    assert (current(warehouse.shared()), state(waits)) == (STORED, "approved")
    batch = submissions.found(waits).batch_id
    app = button(app.selectbox(key="review_undo").set_value(batch).run(), "Hoàn tác …")
    app = button(app, "Vâng, hoàn tác")
    assert "Đã hoàn tác" in plain(app.success[0].value)
    assert list(app.dataframe[0].value["Kết quả"]) == ["✗ đã duyệt, sau đó đã hoàn tác"]
    assert current(warehouse.shared()) == {}


def test_what_came_in_between_is_shown_before_it_is_approved(closed: pytest.MonkeyPatch) -> None:
    waits = submitted(closed)[1]
    reviewer(closed)
    app = visit("review.py", lang="en")
    (approving,) = [each for each in app.button if each.label == "Approve and store: 2"]
    other = submissions.found(waits).title
    submitting.send("Tên xã;Kỳ;Số tổ\nXã Lá Xanh;6/2024;4\n", MACHINE, source=other)
    app = approving.click().run()
    assert plain(app.warning[0].value).startswith("What is stored has changed since you looked.")
    assert state(waits) == "submitted"
    assert [plain(each.value) for each in app.metric] == ["1", "1", "0", "0", "0"]
    (changed,) = table(app, "Stored now")
    assert (changed["Stored now"], changed["In the file"]) == ("4 teams", "5 teams")


def test_returning_needs_a_remark_and_what_was_decided_is_said(closed: pytest.MonkeyPatch) -> None:
    waits = submitted(closed)[1]
    reviewer(closed)
    app = visit("review.py", lang="en")
    app = button(app, "Return with the remark")
    assert plain(app.warning[0].value).startswith("Write what is to be mended")
    app.text_area[0].input("Gọi 0912 345 678")
    app = button(app, "Return with the remark")
    assert "looks like a phone" in plain(app.warning[0].value)
    assert state(waits) == "submitted"
    app.text_area[0].input("Bờ Cát: 12 tổ?")
    (returning,) = [each for each in app.button if each.label == "Return with the remark"]
    submissions.approve(warehouse.shared(), waits, seen(waits), MACHINE)
    app = returning.click().run()
    assert "was decided meanwhile: approved. Nothing was done." in plain(app.warning[0].value)


def test_several_wait_in_a_list(closed: pytest.MonkeyPatch) -> None:
    first = submitting.send()["submission"]
    second = submitting.send(submitting.TEAMS, kind="teams")["submission"]
    third = submitting.send(submitting.TARGETS, kind="targets")["submission"]
    reviewer(closed)
    app = visit("review.py")
    assert list(app.dataframe[0].value["Mới"]) == ["2", "1", "1"]
    choice = app.selectbox(key="review_chosen")
    assert choice.value == first
    app = choice.set_value(second).run()
    assert not app.exception
    assert [row["Thôn, tổ dân phố"] for row in table(app, "Thôn, tổ dân phố")] == ["Xóm Gò"]
    app = app.selectbox(key="review_chosen").set_value(third).run()
    assert [row["Loại chỉ tiêu"] for row in table(app, "Loại chỉ tiêu")] == ["Đăng ký"]


@pytest.mark.parametrize("role", ["reader", "reporter", "analyst"])
def test_the_page_is_for_reviewers_alone(role: str, closed: pytest.MonkeyPatch) -> None:
    sign_in(closed, f"{role}:{DISTRICT}", sub=role)
    app = visit("review.py")
    assert refused(app)
    assert "thiếu quyền duyệt số liệu" in app.info[0].value
    assert "review" not in links(app)


def test_a_reviewer_elsewhere_sees_nothing_of_it(closed: pytest.MonkeyPatch) -> None:
    submitted(closed)
    reviewer(closed, "2024-d921")
    app = visit("review.py", lang="en")
    assert title(app) == "Nothing waits for your approval"
    assert "bao_cao" not in said(app)
    assert not app.dataframe


def test_nothing_of_it_where_it_is_off(closed: pytest.MonkeyPatch) -> None:
    closed.setenv("ATLAS_APPROVAL", "off")
    reporter(closed)
    app = send(visit("imports.py"), "a.csv", RESULTS)
    assert "Lưu 2 số liệu" in buttons(app) or any("2" in b and "Lưu" in b for b in buttons(app))
    assert not any("duyệt" in each for each in buttons(app))
    assert "review" not in links(app)
