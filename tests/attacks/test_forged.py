"""Requests that another web page makes a browser send: none writes, none opens a socket."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import websockets
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route

from api.gate import READING, Gate
from api.routes import DECLARED, ROUTES
from data import door, warehouse
from data.access import tokens
from data.access.people import MACHINE, Grant
from data.access.setting import MODES, OPEN, Setting
from tests.api.asking import get
from tests.attacks.poisoned import Attacked
from tests.attacks.raw import ask
from tests.world import build_world

HOST = {"host": "localhost:8501"}
ORIGINS = (
    *("https://evil.example", "null", "http://localhost:9999", "http://localhost", "file://"),
    *("http://localhost:8501.evil.example", "http://evil.example/localhost:8501", "http://["),
)
NOW = int(datetime.now(UTC).timestamp())
ADMINISTRATOR: dict[str, Any] = {
    "is_logged_in": True,
    "provider": "office",
    "iss": "https://id.example",
    "sub": "root",
    "iat": NOW - 60,
    "exp": NOW + 600,
    "roles": ["administrator:vn"],
    "aud": "atlas",
    "client_id": "atlas",
}
COOKIE = {"cookie": "_streamlit_user=anything"}


def writing() -> list[tuple[str, str]]:
    """Every method and path of ours that is not for reading, from the routes themselves."""
    found: list[tuple[str, str]] = []

    def walk(routes: list[BaseRoute], before: str) -> None:
        for route in routes:
            if isinstance(route, Mount):
                walk(list(route.routes), before + route.path)
            elif isinstance(route, Route):
                path = re.sub(r"\{[^}]*\}", "x", before + route.path)
                methods = sorted((route.methods or set()) - {"GET", "HEAD", "OPTIONS"})
                found.extend((method, path) for method in methods)

    walk([route for route, _ in DECLARED], "")
    return found


WRITING = writing()


@pytest.fixture(scope="module", autouse=True)
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("forged")
    build_world(folder / "atlas.duckdb").close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        warehouse.forget()
        yield folder
        warehouse.forget()


def served(mode: str) -> Starlette:
    setting = Setting(mode, roles_claim=("office", "roles"))
    gate = Middleware(
        Gate,
        setting=setting,
        declared=DECLARED,
        claims=lambda cookies: ADMINISTRATOR if cookies else {},
    )
    return Starlette(routes=ROUTES, middleware=[gate])


def test_there_are_routes_that_write_and_all_are_for_more_than_reading() -> None:
    assert len(WRITING) >= 6
    declared = {route.path: does for route, does in DECLARED if isinstance(route, Route)}
    assert [path for _, path in WRITING if declared[path] in (*READING, None)] == []


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("method", "path"), WRITING)
def test_no_login_s_cookie_writes(mode: str, method: str, path: str) -> None:
    app = served(mode)
    assert get(app, "/api/v1/areas?limit=1", HOST | COOKIE).status == 200  # it is a true one
    sent = [
        {},
        *({"origin": origin} for origin in (*ORIGINS, "http://localhost:8501")),
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "content-type": "text/plain"},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": "multipart/form-data; boundary=x"},
        {"x-http-method-override": "POST"},
    ]
    for headers in sent:
        assert get(app, path, HOST | COOKIE | headers, method, b"x=1").status == 401, headers
    assert get(app, f"{path}?token=x&authorization=Bearer%20x", HOST | COOKIE, method).status == 401


@pytest.mark.parametrize(("method", "path"), WRITING)
def test_even_with_a_key_no_other_page_writes(method: str, path: str) -> None:
    """A route that forgets to look at where a request is from makes this one red."""
    key = door.open_door("localhost", 8501).token
    token = tokens.make(MACHINE, [Grant("administrator")], 1)[0]
    try:
        for keys in ({door.HEADER.lower(): key}, {"authorization": f"Bearer {token}"}):
            for origin in ORIGINS:
                answer = get(served(OPEN), path, HOST | keys | {"origin": origin}, method, b"x")
                assert answer.status == 403, (path, origin)
    finally:
        door.close_door()


async def socket(target: Attacked, origin: str | None, host: str = "") -> str:
    address = f"ws://127.0.0.1:{target.port}/_stcore/stream"
    headers = {"Host": host} if host else {}
    try:
        async with websockets.connect(
            address,
            origin=origin,  # type: ignore[arg-type]
            subprotocols=["streamlit"],  # type: ignore[list-item]
            additional_headers=headers,
        ):
            return "open"
    except websockets.InvalidStatus as refused:
        return str(refused.response.status_code)


def test_no_other_page_opens_a_socket(target: Attacked) -> None:
    own = f"127.0.0.1:{target.port}"
    assert asyncio.run(socket(target, f"http://{own}")) == "open"
    assert asyncio.run(socket(target, None)) == "open"  # no browser
    others = [
        *("https://evil.example", "null", "http://localhost:9999", "http://127.0.0.1:9999"),
        *(f"http://{own}.evil.example", f"http://evil.example#{own}", f"http://x@{own}"),
        *(f"http://localhost:{target.port}", "http://127.0.0.1", "http://0.0.0.0", "http://["),
    ]
    for origin in others:
        assert asyncio.run(socket(target, origin)) == "403", origin
    assert target.calls_elsewhere() == []  # to find out its own address, as Streamlit would


def test_no_other_page_sends_a_file(target: Attacked) -> None:
    """The upload route wants Streamlit's cookie and the same again in a header."""
    cookie = ask(target, "/_stcore/health").header("set-cookie").split(";")[0]
    assert cookie.startswith("_streamlit_xsrf=")
    form = (
        b'--x\r\nContent-Disposition: form-data; name="a"; filename="a.csv"\r\n\r\n1\r\n--x--\r\n'
    )
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    right = cookie.partition("=")[2]
    for method, body in (("PUT", form), ("DELETE", b"")):
        for sent in (
            {},
            {"Cookie": cookie},
            {"Cookie": cookie, "X-Xsrftoken": "wrong"},
            {"X-Xsrftoken": right},
            {"Cookie": cookie, "Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
        ):
            found = ask(target, "/_stcore/upload_file/a/b", method, kind | sent, body)
            assert found.status == 403, (method, sent)
        both = kind | {"Cookie": cookie, "X-Xsrftoken": right}
        assert ask(target, "/_stcore/upload_file/a/b", method, both, body).status in (204, 400)
    preflight = ask(
        target,
        "/_stcore/upload_file/a/b",
        "OPTIONS",
        {"Origin": "https://evil.example", "Access-Control-Request-Method": "PUT"},
    )
    assert "evil" not in preflight.head
    assert preflight.header("access-control-allow-origin") != "*"


@pytest.mark.parametrize(
    "path",
    ["/api/v1/areas?limit=1", "/api/downloads", "/_stcore/health", "/media/x", "/"],
)
def test_no_other_page_reads_an_answer(target: Attacked, path: str) -> None:
    for origin in ("https://evil.example", "null", "http://localhost:9999"):
        allowed = ask(target, path, "HEAD", {"Origin": origin}).header(
            "access-control-allow-origin"
        )
        assert allowed == ""
    framed = ask(target, path, headers={"Accept": "text/html", "Sec-Fetch-Dest": "iframe"})
    assert framed.header("x-frame-options") == "SAMEORIGIN"
