"""Middleware that keeps every page at home: own hosts only, own content only, own language said."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Collection
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
TITLE = "CNSCĐ Atlas"


def content_policy(page: bytes) -> str:
    """The Content-Security-Policy of a page: this host only, its inline scripts by hash.

    Args:
        page: The HTML as it is sent.
    """
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
        for script in INLINE_SCRIPT.findall(page)
    )
    return (
        f"default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
        "frame-ancestors 'self'"
    )


def is_own(headers: Headers) -> bool:
    """Whether a request comes from a page of ours, or from no page: a browser says of which."""
    origin = headers.get("origin", "")
    try:
        return not origin or urlsplit(origin).netloc == headers.get("host")
    except ValueError:
        return False


class SameHost:
    """Refuses requests that name another host, as a web page elsewhere would after DNS rebinding.

    And sockets that another server's page opens, which it could use as whoever sits there.
    Streamlit lets in any port of this machine, and asks the internet for its own address first.

    Args:
        app: The application behind.
        hosts: Host names served; empty serves any, for a server bound to other addresses.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self.app = app
        self.hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers 421 where the Host header is not one of ours; closes sockets of others' pages."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host = re.sub(r":\d+$", "", headers.get("host", ""))
        is_served = not self.hosts or host in self.hosts
        if is_served and (scope["type"] == "http" or is_own(headers)):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            refusal = PlainTextResponse(f"Host {host!r} is not served here.", 421)
            await refusal(scope, receive, send)


class PageHeaders:
    """Gives HTML its language, title and policy, and answers unknown pages in our own words.

    Args:
        app: The application behind.
        pages: The paths that are pages, each with its title, in the order they are offered.
        scripts: What `start.js` reads while the page waits: "map" and "charts", each by address.
    """

    def __init__(self, app: ASGIApp, pages: dict[str, str], scripts: dict[str, str]) -> None:
        self.app = app
        self.pages = pages
        named = "".join(f' data-{use}="{html.escape(at)}"' for use, at in scripts.items())
        script = f'<script src="/api/start.js"{named}></script>'
        self.head = f"<title>{TITLE}</title>{script}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything on but page loads, which it completes."""
        if scope["type"] != "http" or not self._is_page_load(scope):
            await self.app(scope, receive, send)
            return
        language = parse_qs(scope["query_string"].decode("latin-1")).get("lang", ["vi"])[0]
        language = language if language == "en" else "vi"
        if (scope["path"].rstrip("/") or "/") not in self.pages:
            body = self._not_found(scope["path"], language)
            missing = HTMLResponse(body, 404, {"Content-Security-Policy": content_policy(b"")})
            await missing(scope, receive, send)
            return
        await self.app(_uncompressed(scope), receive, _Completed(send, language, self.head))

    @staticmethod
    def _is_page_load(scope: Scope) -> bool:
        path = scope["path"]
        asks_html = "text/html" in Headers(scope=scope).get("accept", "")
        elsewhere = ("/api/", "/auth/", "/oauth2callback", "/_stcore/", "/static/", "/media/")
        served_elsewhere = path.startswith((*elsewhere, "/health/", "/metrics"))
        return scope["method"] == "GET" and asks_html and not served_elsewhere

    def _not_found(self, path: str, language: str) -> str:
        sentence = {
            "vi": "Không có trang <b>{}</b>. Các trang hiện có:",
            "en": "There is no page <b>{}</b>. The pages are:",
        }[language].format(html.escape(path))
        links = "".join(
            f'<li><a href="{page}?lang={language}">{html.escape(title)}</a></li>'
            for page, title in self.pages.items()
        )
        return (
            f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width"><title>'
            f"{TITLE}</title><body style='font:16px sans-serif;max-width:36em;margin:3em auto;"
            f"padding:0 1em'><h1>{TITLE}</h1><p>{sentence}</p><ul>{links}</ul></body></html>"
        )


class _Completed:
    """A `send` that holds an HTML answer back until it is whole, then sends it with our headers."""

    def __init__(self, send: Send, language: str, head: bytes) -> None:
        self.send = send
        self.language = language
        self.head = head
        self.start: Message = {}
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
            return
        self.body += message.get("body", b"")
        if message.get("more_body"):
            return
        headers = MutableHeaders(raw=list(self.start["headers"]))
        if headers.get("content-type", "").startswith("text/html"):
            self.body = self.body.replace(b'lang="en"', f'lang="{self.language}"'.encode(), 1)
            self.body = self.body.replace(b"<title>Streamlit</title>", self.head, 1)
            headers["Content-Security-Policy"] = content_policy(self.body)
            headers["Content-Length"] = str(len(self.body))
            headers["Cache-Control"] = "no-store"
            headers["X-Content-Type-Options"] = "nosniff"
            headers["Referrer-Policy"] = "same-origin"
            del headers["ETag"], headers["Last-Modified"]
        await self.send({**self.start, "headers": headers.raw})
        await self.send({"type": "http.response.body", "body": self.body})


def _uncompressed(scope: Scope) -> Scope:
    """The request as it would be from a browser that wants the answer whole and readable."""
    unwanted = {b"accept-encoding", b"range", b"if-none-match", b"if-modified-since"}
    return {**scope, "headers": [(k, v) for k, v in scope["headers"] if k not in unwanted]}
