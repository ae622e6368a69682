"""Pages: only those are led to that may be opened; a refused one says the right that is missing."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from data import warehouse
from data.access import audit, tokens
from data.access.people import MACHINE, ROLES, Grant
from data.imports import storing
from pages.parts import providers, visitors
from tests.access.granted import DISTRICT, table
from tests.pages.reading import plain, said, title, visit

# Page, what it is for, and what is drawn on it alone.
PAGES = {
    "dictionary.py": "read",
    "dataapi.py": "read",
    "imports.py": "import",
    "query.py": "query",
    "access.py": "administer",
    "backups.py": "administer",
}
NOW = int(datetime.now(UTC).timestamp())
CLAIMS: dict[str, Any] = {
    "is_logged_in": True,
    "provider": "office",
    "iss": "https://id.example",
    "iat": NOW - 60,
    "exp": NOW + 3600,
    "name": "Alice Example",
    "aud": ["atlas"],
    "client_id": "atlas",
}


@pytest.fixture(autouse=True)
def closed(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Closed, whoever sits at the machine; a page may ask in SQL."""
    monkeypatch.setenv("ATLAS_ACCESS", "closed")
    monkeypatch.setenv("ATLAS_ROLES_CLAIM", "office:roles")
    monkeypatch.setenv("ATLAS_QUERIES", "on")
    monkeypatch.setattr(ContextProxy, "ip_address", None)
    monkeypatch.setattr(ContextProxy, "cookies", {"viewport": "1440"})
    monkeypatch.setattr(providers, "names", lambda: ["office", "school"])
    return monkeypatch


def sign_in(patch: pytest.MonkeyPatch, *roles: str, sub: str = "alice", **claims: object) -> None:
    found = {**CLAIMS, "sub": sub, "roles": list(roles), **claims}
    patch.setattr(visitors, "_claims", lambda: found)


def links(app: AppTest) -> set[str]:
    return {link.proto.page for link in app.get("page_link")}


def buttons(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def refused(app: AppTest) -> bool:
    assert not app.exception
    assert app.caption  # the footer is drawn
    return bool(app.info) and "quyền" in app.info[0].value and not app.dataframe


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("over", [DISTRICT, "vn"])
def test_role_and_page(role: str, over: str, closed: pytest.MonkeyPatch) -> None:
    sign_in(closed, f"{role}:{over}", sub=f"{role}-{over}")
    allowed = {
        page
        for page, action in PAGES.items()
        if table()[role, action] in "YA" or (table()[role, action] == "N" and over == "vn")
    }
    first = visit("dictionary.py")
    ways = links(first)
    for page in PAGES:
        assert (page.removesuffix(".py") in ways) == (page in allowed), page
    for page in set(PAGES) - {"dictionary.py", "query.py"}:
        app = visit(page)
        assert refused(app) == (page not in allowed), page


def test_signed_out_every_page_is_the_way_in(closed: pytest.MonkeyPatch) -> None:
    for page in (None, "map.py", "imports.py", "access.py"):
        app = visit(page)
        assert refused(app)
        assert "hãy đăng nhập" in app.info[0].value
        assert "Đăng nhập bằng office" in buttons(app)
        assert "Đăng nhập bằng school" in buttons(app)
        assert links(app) == set()
        assert not app.get("plotly_chart")
        assert not app.text_input
        assert not app.selectbox
    english = visit("map.py", lang="en")
    assert english.info[0].value == "The right to read figures is missing: sign in."
    assert "Sign in with office" in buttons(english)


def test_reading_is_open_and_the_rest_asks_to_sign_in_where_it_is_public(
    closed: pytest.MonkeyPatch,
) -> None:
    closed.setenv("ATLAS_ACCESS", "public")
    app = visit("dictionary.py")
    assert not refused(app)
    assert {"map", "downloads"} <= links(app)
    assert not {"imports", "access", "query"} & links(app)
    assert buttons(app)[:3] == ["English", "Đăng nhập bằng office", "Đăng nhập bằng school"]
    asked = visit("imports.py")
    assert refused(asked)
    assert title(asked) == "Nhập số liệu"
    assert not asked.file_uploader
    assert "Hoàn tác" not in " ".join(buttons(visit("boundaries.py")))


def test_what_the_account_says_and_no_name(closed: pytest.MonkeyPatch) -> None:
    sign_in(closed, f"reporter:{DISTRICT}", "analyst", sub="bob")
    app = visit("dictionary.py")
    assert "người báo cáo · Huyện Đồi Cỏ (Tỉnh Mây Trắng)" in said(app)
    assert "người phân tích · cả nước" in said(app)
    assert "Mã để người quản trị cấp quyền: s-" in said(app)
    assert {"Đăng xuất", "Đăng xuất trên mọi thiết bị"} <= set(buttons(app))
    assert "Alice" not in said(app)


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ({"exp": NOW - 1}, "phiên đăng nhập đã hết hạn"),
        ({"iat": NOW - 13 * 3600, "exp": NOW + 10**6}, "phiên đăng nhập đã hết hạn"),
        ({"iat": None}, "không đúng"),
        ({"roles": ["king"]}, "thiếu quyền xem số liệu, quyền của vai trò người đọc"),
    ],
)
def test_a_login_that_does_not_count(
    claims: dict[str, Any], words: str, closed: pytest.MonkeyPatch
) -> None:
    sign_in(closed, "administrator:vn", sub="dan", **claims)
    app = visit("map.py")
    assert refused(app)
    assert words in app.info[0].value


def test_signing_out_ends_the_login_on_the_server(closed: pytest.MonkeyPatch) -> None:
    left: list[bool] = []
    closed.setattr("streamlit.logout", lambda: left.append(True))
    sign_in(closed, "reader", sub="eve", nonce="n-1")
    app = visit("dictionary.py")
    app = next(b for b in app.button if b.label == "Đăng xuất").click().run()
    assert left == [True]
    assert refused(app)  # at once, though the session still has the claims
    assert "đã bị kết thúc" in app.info[0].value
    sign_in(closed, "reader", sub="eve", nonce="n-2")
    app = visit("dictionary.py")
    assert not refused(app)
    app = next(b for b in app.button if "mọi thiết bị" in b.label).click().run()
    assert refused(app)
    sign_in(closed, "reader", sub="eve", nonce="n-3")
    assert refused(visit("dictionary.py"))
    done = [line.action for line in audit.lines(most=9) if line.subject.startswith("s-")]
    assert {"sign in", "sign out", "sign out everywhere"} <= set(done)


def test_a_file_is_taken_back_only_by_those_whose_areas_it_tells_of(
    closed: pytest.MonkeyPatch,
) -> None:
    from data.imports import unattended  # noqa: PLC0415

    text = "Tên xã;Kỳ;Số tổ\nXã Lá Xanh;6/2024;5\n".encode()
    opened = warehouse.shared()
    batch = unattended.take_in(opened, "a.csv", text, unattended.Wishes())["batch"]
    shown = {}
    for role in (f"reporter:{DISTRICT}", "reporter:2024-d921"):
        sign_in(closed, role, sub=role)
        shown[role] = "Hoàn tác …" in buttons(visit("imports.py"))
    assert shown == {f"reporter:{DISTRICT}": True, "reporter:2024-d921": False}
    with pytest.raises(Exception, match="area"):
        storing.undo(opened, batch, "office", visitors_of(closed))
    storing.undo(opened, batch, "office")


def visitors_of(closed: pytest.MonkeyPatch) -> Any:
    from data.access.people import Visitor  # noqa: PLC0415

    return Visitor("closed", (Grant("reporter", ("2024-d921",)),), subject="s-other")


def test_the_audit_and_the_tokens_are_an_administrator_s(closed: pytest.MonkeyPatch) -> None:
    _, token = tokens.make(MACHINE, [Grant("reader")], 5)
    sign_in(closed, "administrator:vn", sub="root")
    app = visit("access.py")
    assert title(app).startswith("Quyền truy cập: ")
    assert f"…{token.last_four} · người đọc · cả nước" in said(app).replace("**", "")
    table_ = app.dataframe[0].value
    assert set(table_.columns) >= {"Khi nào", "Việc đã làm", "Ai (mã)", "Từ đâu"}
    assert "Tạo mã truy cập API" in set(table_["Việc đã làm"])
    app.selectbox(key="audit_action").set_value("make token").run()
    assert set(app.dataframe[0].value["Việc đã làm"]) == {"Tạo mã truy cập API"}
    app.text_input(key="audit_subject").set_value("s-nobody").run()
    assert plain(app.info[0].value).startswith("Nhật ký chưa có việc nào phù hợp")
    assert title(app) == "Quyền truy cập: chưa có việc nào phù hợp"
    app.button(key=f"end_{token.token_id}").click().run()
    assert [each.ended_at != "" for each in tokens.made() if each.token_id == token.token_id] == [
        True
    ]


@pytest.mark.parametrize(
    ("headers", "address", "stores"),
    [
        ({}, None, True),
        ({"Host": "localhost:8501", "Origin": "http://localhost:8501"}, None, True),
        ({"X-Forwarded-For": "203.0.113.9"}, None, False),
        ({"X-Forwarded-Proto": "https"}, None, False),
        ({"Host": "atlas.example"}, None, False),
        ({}, "192.0.2.7", False),
    ],
)
def test_open_only_this_machine_itself_stores(
    headers: dict[str, str], address: str | None, stores: bool, closed: pytest.MonkeyPatch
) -> None:
    closed.setenv("ATLAS_ACCESS", "open")
    closed.setattr(ContextProxy, "headers", headers)
    closed.setattr(ContextProxy, "ip_address", address)
    app = visit("imports.py")
    assert bool(app.file_uploader) == stores
    assert ("Chỉ nhận tệp tại máy đang chạy chương trình." in said(app)) != stores
    assert {"imports", "map"} <= links(app)
    assert "access" not in links(app)
    assert refused(visit("access.py")) != stores
    assert not [each for each in buttons(app) if "Đăng nhập" in each]


def test_no_warehouse(closed: pytest.MonkeyPatch, tmp_path: Path) -> None:
    warehouse.forget()
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    closed.setenv("ATLAS_DATA", str(tmp_path / "file"))
    app = visit("access.py")
    assert not app.exception
    assert len(app.error) == 1
    closed.undo()
    warehouse.forget()


def test_what_a_reader_does_on_pages_has_its_limits(closed: pytest.MonkeyPatch) -> None:
    def ask(app: AppTest) -> list[str]:
        next(each for each in app.button if each.label.startswith("Chạy")).click()
        app.run(timeout=30)
        return [each.value for each in app.warning if "một phút" in each.value]

    closed.setenv("ATLAS_LIMITS", "queries=2")
    sign_in(closed, "analyst:vn", sub="quick")
    app = visit("query.py")
    assert (ask(app), ask(app)) == ([], [])
    (said,) = ask(app)
    assert said.startswith("Quá nhiều lần trong một phút; chưa làm gì. Hãy thử lại sau ")
    sign_in(closed, "analyst:vn", sub="another")
    assert ask(visit("query.py")) == []
