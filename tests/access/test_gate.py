"""Routes: every one says what it does, and role × action × area decides, by token and by cookie."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, Route

from api.gate import Gate
from api.routes import DECLARED, ROUTES
from data import door, warehouse
from data.access import audit, tokens
from data.access.people import MACHINE, ROLES, Grant
from data.access.rights import Action
from data.access.setting import CLOSED, OPEN, PUBLIC, Setting, in_words
from tests.access.granted import DISTRICT, table
from tests.api.asking import Answer, get
from tests.data.imports.staging import current

HOST = {"host": "localhost:8501"}
INSIDE = "Tên xã;Kỳ;Số tổ\nXã Lá Xanh;6/2024;5\nXã Bờ Cát;6/2024;7\n"
OUTSIDE = INSIDE + "Thị trấn Suối Trong;6/2024;9\n"
ADDRESSES: dict[Action, list[tuple[str, str]]] = {
    Action.READ: [
        ("GET", "/api/layers/none"),
        ("GET", "/api/areas/none"),
        ("GET", "/api/v1/"),
        ("GET", "/api/v1/observations?data=published"),
        ("GET", "/api/v1/openapi.json"),
        ("GET", "/media/none.csv"),
        ("PUT", "/_stcore/upload_file/a/b"),
    ],
    Action.DOWNLOAD: [("GET", "/api/downloads?format=none"), ("HEAD", "/api/downloads")],
    Action.REVIEW: [
        ("POST", "/api/reviews/list"),
        ("POST", "/api/reviews/show?submission=none"),
        ("POST", "/api/reviews/approve?submission=none"),
        ("POST", "/api/reviews/return?submission=none"),
    ],
    Action.IMPORT: [
        ("POST", "/api/reviews/mine"),
        ("POST", "/api/reviews/withdraw?submission=none"),
    ],
    Action.PUBLISH: [("POST", "/api/publish")],
    Action.BOUNDARIES: [
        ("POST", "/api/boundaries"),
        ("POST", "/api/boundaries/list"),
        ("POST", "/api/boundaries/undo?layer=none"),
    ],
    Action.ADMINISTER: [("POST", "/_stcore/agent/interact"), ("POST", "/api/backups")],
}
EVERYBODY_S = ("/api/health", "/api/start.js", "/api/fonts/none", "/api/vendor/a/b")


def app(mode: str = CLOSED, claims: Mapping[str, Any] | None = None) -> Starlette:
    setting = Setting(mode, roles_claim=("office", "roles"))
    gate = Middleware(Gate, setting=setting, declared=DECLARED, claims=lambda _: claims or {})
    return Starlette(routes=ROUTES, middleware=[gate])


def ask(method: str, address: str, key: str = "", mode: str = CLOSED, **headers: str) -> Answer:
    bearer = {"authorization": f"Bearer {key}"} if key else {}
    return get(app(mode), address, HOST | bearer | headers, method)


def token(role: str, *areas: str) -> str:
    return tokens.make(MACHINE, [Grant(role, areas)], 1)[0]


def send(key: str, text: str, query: str = "?dry=1", **headers: str) -> Answer:
    sent = {**HOST, "authorization": f"Bearer {key}", "x-atlas-file": quote("báo cáo.csv")}
    return get(app(), f"/api/imports{query}", sent | headers, "POST", text.encode())


@pytest.fixture
def key() -> Iterator[str]:
    yield door.open_door("localhost", 8501).token
    door.close_door()


def test_every_route_says_what_it_does() -> None:
    assert [route for route, _ in DECLARED] == ROUTES
    open_to_all = {route.path for route, does in DECLARED if does is None}  # type: ignore[attr-defined]
    assert open_to_all == {
        *("/api/fonts/{name}", "/api/vendor/{folder}/{name}", "/api/start.js", "/api/health"),
        "/api/{rest:path}",  # where there is nothing
        *("/health/live", "/health/ready", "/metrics"),  # the last by address: api/reach.py
    }
    harmless = (Action.READ, Action.DOWNLOAD, None)
    plain = [route for route, does in DECLARED if does in harmless and isinstance(route, Route)]
    writing = [route.path for route in plain if not (route.methods or set()) <= {"GET", "HEAD"}]
    assert writing == []  # else a login's cookie would open it
    inner = [r for route, _ in DECLARED if isinstance(route, Mount) for r in route.routes]
    methods = {m for r in inner for m in getattr(r, "methods", ()) or ()}
    assert methods == {"GET", "HEAD"}


def test_nothing_but_what_draws_the_way_in_is_open_where_it_is_closed() -> None:
    asked = [(how, where) for places in ADDRESSES.values() for how, where in places]
    asked += [("POST", "/api/imports"), ("GET", "/api/imports"), ("GET", "/api/v1")]
    for method, address in asked:
        answer = ask(method, address)
        assert answer.status == 401, address
        assert answer.headers["www-authenticate"] == "Bearer"
        assert "missing" in answer.text or method == "HEAD"
    for address in EVERYBODY_S:
        assert ask("GET", address).status in (200, 404, 503), address


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("over", [DISTRICT, "vn"])
@pytest.mark.parametrize("action", list(ADDRESSES))
def test_role_and_action(role: str, over: str, action: Action) -> None:
    bearer = token(role, over)
    said = table()[role, action]
    allowed = said in "YA" or (said == "N" and over == "vn")
    for method, address in ADDRESSES[action]:
        if allowed and address in ("/api/publish", "/api/backups"):
            continue  # takes long, and is tested elsewhere
        status = ask(method, address, bearer).status
        assert (status not in (401, 403)) == allowed, (address, status)
        assert allowed or status == 403


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("text", "inside"), [(INSIDE, True), (OUTSIDE, False)])
@pytest.mark.parametrize("over", [DISTRICT, "vn"])
def test_role_and_area_of_a_file(role: str, text: str, inside: bool, over: str) -> None:
    answer = send(token(role, over), text, "?dry=1&language=en")
    if table()[role, "import"] == "-":
        assert answer.status == 403
        assert answer.json["right"] == "import"
        assert "The right" in answer.json["error"] or "lacks the right" in answer.json["error"]
        return
    codes = [each["code"] for each in answer.json["problems"] if each["severity"] == "error"]
    assert codes == ([] if inside or over == "vn" else ["not_yours"])


def test_a_file_with_rows_of_others_is_refused_whole_unless_asked_otherwise() -> None:
    bearer = token("reporter", DISTRICT)
    refused = send(bearer, OUTSIDE, "?language=en").json
    assert refused["state"] == "refused"
    assert [each["says"] for each in refused["problems"] if each["code"] == "not_yours"] == [
        "báo cáo.csv, row 4, column A (Tên xã): This account lacks the right to import figures for "
        '"Thị trấn Suối Trong". Let that unit send it, or ask an administrator for the right.'
    ]
    assert current(warehouse.shared()) == {}
    partly = send(bearer, OUTSIDE, "?partly=1").json
    assert (partly["state"], partly["counts"]["added"], partly["counts"]["left_out"]) == (
        *("stored", 2),
        1,
    )
    assert {area for area, *_ in current(warehouse.shared())} == {"2024-c91001", "2024-c91002"}
    (line,) = audit.lines(action="import", most=1)
    assert (line.about, line.outcome, line.way) == (partly["batch"], "done", "api")
    assert line.subject.startswith("t-")


def test_lineage_carries_the_right_of_a_file_over_july_2025() -> None:
    today = "Tên xã;Kỳ;Số tổ\nXã Bờ Cát;10/2025;5\n"
    assert not _errors(send(token("reporter", "2024-c91002"), today))  # 0.6 of it
    assert _errors(send(token("reporter", "2024-c91003"), today)) == ["not_yours"]  # 0.4
    before = "Tên xã;Kỳ;Số tổ\nXã Bờ Cạt;6/2024;5\n"
    assert not _errors(send(token("reporter", "2025-c91002"), before))
    assert _errors(send(token("reporter", "2025-c91001"), before)) == ["not_yours"]


def test_targets_and_teams_are_asked_for_too() -> None:
    bearer = token("reporter", DISTRICT)
    targets = "Mã;Tên xã;Năm;Chỉ tiêu;Loại;Dấu;Giá trị\n2024-c92001;;2024;Số tổ;;;5\n"
    teams = "Tên xã;Thôn;Tổ;Số thành viên;Ngày\nThị trấn Suối Trong;;Tổ 1;5;1/6/2024\n"
    for kind, text in (("targets", targets), ("teams", teams)):
        found = send(bearer, text, f"?kind={kind}&dry=1").json
        if found["state"] == "checked":
            assert "not_yours" in [each["code"] for each in found["problems"]], kind
        else:
            pytest.fail(f"{kind}: {[each['says'] for each in found['problems']]}")


def _errors(answer: Answer) -> list[str]:
    return [each["code"] for each in answer.json["problems"] if each["severity"] == "error"]


CLAIMS: dict[str, Any] = {
    "is_logged_in": True,
    "provider": "office",
    "iss": "https://id.example",
    "sub": "alice",
    "iat": int(datetime.now(UTC).timestamp()) - 60,
    "exp": int(datetime.now(UTC).timestamp()) + 600,
    "roles": ["administrator:vn"],
    "aud": "atlas",
    "client_id": "atlas",
}


def test_a_login_s_cookie_opens_reading_and_never_writing() -> None:
    signed_in = app(claims=CLAIMS)
    headers = {**HOST, "cookie": "any=thing", "origin": "http://localhost:8501"}
    for method, address in ADDRESSES[Action.READ] + ADDRESSES[Action.DOWNLOAD]:
        assert get(signed_in, address, headers, method).status not in (401, 403), address
    for action in set(ADDRESSES) - {Action.READ, Action.DOWNLOAD}:
        for method, address in ADDRESSES[action]:
            assert get(signed_in, address, headers, method).status == 401, address
    assert get(signed_in, "/api/imports", headers, "POST", INSIDE.encode()).status == 401


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null", "http://localhost:9999"])
def test_another_host_s_page_writes_nothing_even_with_a_key(origin: str, key: str) -> None:
    assert send(token("administrator", "vn"), INSIDE, origin=origin).status == 403
    for method, address in [
        ("POST", "/api/imports"),
        *ADDRESSES[Action.BOUNDARIES],
        *ADDRESSES[Action.REVIEW],
    ]:
        headers = {**HOST, "origin": origin, door.HEADER.lower(): key}
        assert get(app(), address, headers, method).status == 403, address
    headers = {**HOST, "origin": origin, door.HEADER.lower(): key}
    assert get(app(), "/api/publish", headers, "POST").status == 403


@pytest.mark.parametrize("mode", [OPEN, PUBLIC, CLOSED])
def test_the_door_s_token_is_this_machine_in_every_mode(mode: str, key: str) -> None:
    for method, address in ADDRESSES[Action.BOUNDARIES][1:]:
        assert ask(method, address, mode=mode).status == 401
        found = get(app(mode), address, {**HOST, door.HEADER.lower(): key}, method)
        assert found.status == 200, address


@pytest.mark.parametrize(("mode", "status"), [(OPEN, 200), (PUBLIC, 200), (CLOSED, 401)])
def test_reading_in_each_mode(mode: str, status: int) -> None:
    assert ask("GET", "/api/v1/observations?data=published", mode=mode).status == status
    wrong = ask("GET", "/api/v1/observations?data=published", "atlas_wrong", mode)
    assert wrong.status == 401  # a token that is wrong opens not even what is open
    assert wrong.json["code"] == "unknown"
    assert wrong.json["type"] == "/api/v1/problems/signed-out"
    for value in ("Basic YTpi", "Bearer", "bearer  "):
        answer = ask("GET", "/api/v1/", mode=CLOSED, authorization=value)
        assert answer.status == 401, value


def test_the_address_of_the_sender_opens_nothing() -> None:
    for header in ("x-forwarded-for", "x-real-ip", "forwarded"):
        assert ask("POST", "/api/boundaries/list", mode=OPEN, **{header: "127.0.0.1"}).status == 401


def test_what_is_closed_is_not_kept_where_others_get_it() -> None:
    bearer = token("reader", "vn")
    name = ask("GET", "/api/areas/0.json", bearer, redirect="no").headers["location"]
    assert ask("GET", name, bearer).headers["cache-control"].startswith("private, max-age")
    assert ask("GET", name, mode=OPEN).headers["cache-control"].startswith("public, max-age")
    assert ask("GET", "/api/health").status == 200


def test_refused_writing_of_somebody_known_is_in_the_audit() -> None:
    ask("POST", "/api/publish", token("reader", "vn"))
    (line,) = audit.lines(action="publish", most=1)
    assert (line.outcome, line.about) == ("refused", "/api/publish")
    before = len(audit.lines())
    ask("POST", "/api/publish")  # nobody known: not a line, else anybody could fill it
    ask("GET", "/api/v1/", "atlas_wrong")
    assert len(audit.lines()) == before


def test_streamlit_s_own_way_out_ends_the_login_and_no_other_page_leads_there() -> None:
    signed_in = app(claims={**CLAIMS, "sub": "eve"})
    headers = {**HOST, "cookie": "any=thing"}
    led = get(signed_in, "/auth/logout", headers | {"sec-fetch-site": "cross-site"})
    assert led.status == 403
    assert get(signed_in, "/api/v1/", headers).status == 200
    assert get(signed_in, "/auth/logout", headers).status == 404  # here is no Streamlit behind
    assert get(signed_in, "/api/v1/", headers).status == 401
    assert [line.action for line in audit.lines(most=1)] == ["sign out"]


def test_settings_are_in_the_audit_when_they_change() -> None:
    before = len(audit.lines(action="setting"))
    for mode, new in ((OPEN, 1), (OPEN, 1), (CLOSED, 2), (OPEN, 3)):
        audit.record_change(audit.SETTING, in_words(Setting(mode)))
        assert len(audit.lines(action="setting")) == before + new
    assert audit.lines(action="setting", most=1)[0].about == (
        "access=open, hours=12, own_end=True, proxies=, roles_claim=, groups_claim=groups, "
        "approval=off"
    )


def test_walks_through_the_data_api_are_in_the_audit_once_and_of_those_who_are_known() -> None:
    bearer = token("reader", "vn")
    before = len(audit.lines())
    first = ask("GET", "/api/v1/areas?limit=5", bearer).json
    ask("GET", first["next"], bearer)
    ask("GET", "/api/v1/areas?limit=5", mode=OPEN)  # anybody
    ask("GET", "/api/v1/openapi.json", bearer)
    newest, *others = audit.lines()
    assert len(others) == before
    assert (newest.action, newest.about) == ("download", "/api/v1/areas?limit=5")
