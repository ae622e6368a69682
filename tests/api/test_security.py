"""What every page is sent with: policy, language, title; and what is refused."""

import base64
import hashlib
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket

from api.security import LOCAL_HOSTS, PageHeaders, SameHost, content_policy
from tests.api.asking import BROWSER, connect, get

INDEX = (Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()
PAGES = {
    "/": "Tổng quan · Overview",
    "/map": "Bản đồ · Map",
    "/trends": "Xu hướng & Trends",
}
SCRIPTS = {"map": '/x"y.mjs', "charts": "/static/js/P&c.js"}


async def index(request: Request) -> Response:
    """Streamlit's own page, sent in pieces and with the headers of a file."""
    asked = {"accept-encoding", "range", "if-none-match"} & set(request.headers)
    headers = {"etag": '"x"', "last-modified": "yesterday", "content-length": str(len(INDEX))}
    if asked:
        return PlainTextResponse(f"asked for {asked}", 500)
    pieces = (INDEX[start : start + 1000] for start in range(0, len(INDEX), 1000))
    return StreamingResponse(pieces, media_type="text/html", headers=headers)


async def plain(_: Request) -> Response:
    return PlainTextResponse("plain", headers={"etag": '"plain"'})


async def socket(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.close()


async def markup(_: Request) -> Response:
    return HTMLResponse("<html lang='en'></html>")


def app(hosts: frozenset[str] = LOCAL_HOSTS) -> ASGIApp:
    return Starlette(
        routes=[
            Route("/", index),
            Route("/map", index),
            Route("/trends", plain),
            Route("/api/markup", markup),
            WebSocketRoute("/_stcore/stream", socket),
        ],
        middleware=[
            Middleware(SameHost, hosts=hosts),
            Middleware(PageHeaders, pages=PAGES, scripts=SCRIPTS),
        ],
    )


class Tags(HTMLParser):
    """The elements of a page: attributes and text of each, by tag."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self.found.append((f"/{tag}", {}, ""))

    def handle_data(self, data: str) -> None:
        if self.found:
            tag, attributes, text = self.found[-1]
            self.found[-1] = (tag, attributes, text + data)

    def all(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(attributes, text) for name, attributes, text in self.found if name == tag]


def directives(policy: str) -> dict[str, list[str]]:
    return {name: sources for name, *sources in (part.split() for part in policy.split(";"))}


def test_a_page_may_only_use_what_is_ours() -> None:
    answer = get(app(), "/map")
    policy = directives(answer.headers["content-security-policy"])
    scripts = Tags(answer.text).all("script")
    inline = [text for attributes, text in scripts if "src" not in attributes]
    assert len(inline) >= 1
    hashes = {
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for text in inline
    }
    assert set(policy["script-src"]) == {"'self'", *hashes}
    assert "'unsafe-eval'" not in answer.headers["content-security-policy"]
    for name in ("default-src", "connect-src", "base-uri", "form-action", "frame-ancestors"):
        assert policy[name] == ["'self'"]
    assert policy["object-src"] == ["'none'"]
    used = {source for sources in policy.values() for source in sources}
    legal = {"'self'", "'none'", "'unsafe-inline'", "data:", "blob:", *hashes}
    assert used <= legal
    assert policy["style-src"] == ["'self'", "'unsafe-inline'"]


def test_the_policy_follows_the_page() -> None:
    two = b"<script>one()</script><p><script>\ntwo()\n</script><script src='x.js'></script>"
    sources = directives(content_policy(two))["script-src"]
    assert len(sources) == 3
    # echo -n 'one()' | openssl dgst -sha256 -binary | base64
    assert "'sha256-HR7iaask9daLMRRskMI++QeJtjWDOjyPA6lGzYGzKW4='" in sources


@pytest.mark.parametrize(
    ("address", "language"),
    [
        ("/map", "vi"),
        ("/map?lang=en", "en"),
        ("/map?area=2024-p38&lang=en", "en"),
        ("/map?lang=vi", "vi"),
        ("/map?lang=fr", "vi"),
        ("/map?lang=%22%3E%3Cscript%3E", "vi"),
        ("/map?lang=", "vi"),
    ],
)
def test_a_page_says_its_language_and_title(address: str, language: str) -> None:
    answer = get(app(), address)
    tags = Tags(answer.text)
    assert answer.status == 200
    assert [attributes["lang"] for attributes, _ in tags.all("html")] == [language]
    assert [text for _, text in tags.all("title")] == ["CNSCĐ Atlas"]
    assert "/api/start.js" in [attributes.get("src") for attributes, _ in tags.all("script")]


@pytest.mark.parametrize("address", ["/", "/map", "/?lang=en"])
def test_scripts_to_read_early_are_named(address: str) -> None:
    scripts = [attributes for attributes, _ in Tags(get(app(), address).text).all("script")]
    (ours,) = [script for script in scripts if script.get("src") == "/api/start.js"]
    named = {name: at for name, at in ours.items() if name.startswith("data-")}
    assert named == {f"data-{use}": at for use, at in SCRIPTS.items()}


def test_the_root_is_a_page_of_its_own() -> None:
    answer = get(app(), "/?lang=en&area=2024-p38")
    assert answer.status == 200
    assert "content-security-policy" in answer.headers
    assert answer.body.endswith(INDEX[-200:])


def test_a_page_comes_whole_and_is_not_kept() -> None:
    wishes = {"accept-encoding": "gzip", "range": "bytes=0-9", "if-none-match": '"x"'}
    answer = get(app(), "/map", BROWSER | wishes)
    assert answer.status == 200
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert answer.body.endswith(INDEX[-200:])
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert not {"etag", "last-modified"} & set(answer.headers)


@pytest.mark.parametrize(
    ("address", "headers", "method"),
    [
        ("/trends", BROWSER, "GET"),
        ("/api/markup", BROWSER, "GET"),
        ("/map", BROWSER | {"accept": "*/*"}, "GET"),
        ("/map", BROWSER, "HEAD"),
    ],
)
def test_what_is_no_page_passes_as_it_is(
    address: str, headers: dict[str, str], method: str
) -> None:
    through, alone = (
        get(served, address, headers, method)
        for served in (app(), Starlette(routes=app().routes))  # type: ignore[attr-defined]
    )
    assert through == alone


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/moon", "Không có trang /moon. Các trang hiện có:"),
        ("/moon?lang=en", "There is no page /moon. The pages are:"),
        ("/map/deeper?lang=en", "There is no page /map/deeper. The pages are:"),
        ("/%3Cscript%3Ealert(1)%3C/script%3E", "Không có trang /<script>alert(1)</script>."),
        ("/<img src=x onerror=y>?lang=en", "There is no page /<img src=x onerror=y>."),
        ("//elsewhere.example/?lang=en", "There is no page //elsewhere.example/."),
    ],
)
def test_an_unknown_page_says_so_and_offers_the_others(address: str, sentence: str) -> None:
    answer = get(app(), address)
    tags = Tags(answer.text)
    language = "en" if "lang=en" in address else "vi"
    assert answer.status == 404
    assert sentence in "".join(text for _, _, text in tags.found)
    assert not tags.all("script")
    assert not tags.all("img")
    assert [(attributes["href"], text) for attributes, text in tags.all("a")] == [
        (f"{path}?lang={language}", title) for path, title in PAGES.items()
    ]
    assert [attributes["lang"] for attributes, _ in tags.all("html")] == [language]
    policy = directives(answer.headers["content-security-policy"])
    assert policy["script-src"] == ["'self'"]


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8501", "127.0.0.1:8501", "[::1]:8501", "[::1]"]
)
def test_our_hosts_are_served(host: str) -> None:
    assert get(app(), "/map", BROWSER | {"host": host}).status == 200
    opened = connect(app(), "/_stcore/stream", BROWSER | {"host": host})
    assert opened[0]["type"] == "websocket.accept"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8501", "localhost.evil.example", "127.0.0.1.x", ""]
)
@pytest.mark.parametrize("address", ["/map", "/api/markup", "/moon"])
def test_another_host_is_refused(host: str, address: str) -> None:
    answer = get(app(), address, BROWSER | {"host": host})
    assert (answer.status, answer.text) == (421, f"Host {host.split(':')[0]!r} is not served here.")
    assert answer.headers["content-type"].startswith("text/plain")


def test_another_host_gets_no_websocket() -> None:
    refused: list[Any] = connect(app(), "/_stcore/stream", BROWSER | {"host": "evil.example"})
    assert refused == [{"type": "websocket.close", "code": 1008}]


def test_a_server_for_others_serves_every_host() -> None:
    assert get(app(frozenset()), "/map", BROWSER | {"host": "atlas.example"}).status == 200
