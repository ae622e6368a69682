"""Middleware that counts requests and sockets, says each in the log, and hardens every answer."""

from __future__ import annotations

import ipaddress
import logging
import re
from collections.abc import Collection, Iterable
from time import perf_counter

from starlette.datastructures import MutableHeaders
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data import tally

QUIET = ("/static", "/api/fonts", "/api/vendor", "/health", "/metrics", "/_stcore")
SENT = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"

log = logging.getLogger("atlas.requests")


def shortened(host: str) -> str:
    """The network that an address is of (/24, of IPv6 /48): enough to see a trouble's side.

    Args:
        host: A visitor's address; what is none becomes "-".
    """
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "-"
    bits = 24 if address.version == 4 else 48
    return str(ipaddress.ip_network(f"{address}/{bits}", strict=False))


def fixed_part(path: str) -> str:
    """The part of a route's path before its first parameter: /api/layers of /api/layers/{name}."""
    return re.split(r"/\{", path, maxsplit=1)[0]


class Watch:
    """Counts every request by route and status, never by what was asked.

    Args:
        app: The application behind.
        routes: Ours; a request is counted under the fixed part of one of them.
        pages: Paths of pages, each counted under its own.
    """

    def __init__(self, app: ASGIApp, routes: Iterable[BaseRoute], pages: Collection[str]) -> None:
        self.app = app
        self.pages = frozenset(pages)
        ours = {fixed_part(route.path) for route in routes if isinstance(route, Route)}
        theirs = ("/static", "/media", "/component", "/_stcore/upload_file", "/_stcore/stream")
        self.parts = sorted({*ours, *theirs, "/_stcore"}, key=len, reverse=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything on."""
        if scope["type"] == "websocket":
            await self._open_socket(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def route_of(self, path: str) -> str:
        """What a request for the path is counted under; "other" for what nobody serves."""
        page = path.rstrip("/") or "/"
        if page in self.pages:
            return page
        found = (part for part in self.parts if page == part or page.startswith(f"{part}/"))
        return next(found, "other")

    async def _open_socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        tally.add("atlas_sessions_open")
        tally.add("atlas_sessions_total")
        try:
            await self.app(scope, receive, send)
        finally:
            tally.add("atlas_sessions_open", -1)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        route, started, status = self.route_of(scope["path"]), perf_counter(), 500

        async def hardened(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(raw=list(message["headers"]))
                for name, value in SENT.items():
                    headers.setdefault(name, value)
                # A page of ours has its own policy; any other page, and what is none, does nothing.
                is_page = headers.get("content-type", "").startswith("text/html")
                if is_page or route.startswith("/api"):
                    headers.setdefault("Content-Security-Policy", DATA_POLICY)
                message = {**message, "headers": headers.raw}
            await send(message)

        try:
            await self.app(scope, receive, hardened)
        finally:
            seconds = perf_counter() - started
            tally.add("atlas_requests_total", route=route, status=str(status))
            tally.add("atlas_request_seconds_sum", seconds, route=route)
            tally.add("atlas_request_seconds_count", route=route)
            if not route.startswith(QUIET) or status >= 500:
                self._say(scope, route, status, seconds)

    def _say(self, scope: Scope, route: str, status: int, seconds: float) -> None:
        client = scope.get("client")
        log.info(
            "request",
            extra={
                "event": "request",
                "method": scope["method"] if scope["method"].isalpha() else "-",
                "route": route,
                "status": status,
                "ms": round(seconds * 1000),
                "visitor": shortened(client[0] if client else ""),
            },
        )
