"""The gate before every route: who asks, and whether they may; docs/decisions/0029."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.v1 import problems
from api.v1.resources import RESOURCES
from data import door
from data.access import audit, logins, revoked, tokens
from data.access.people import API, MACHINE, Visitor, anybody
from data.access.places import place
from data.access.rights import Action, Refusal, refusal
from data.access.setting import CLOSED, Setting
from data.access.words import sentence
from data.faults import WarehouseError

DATA_API = "/api/v1"
SIGN_OUT = "/auth/logout"  # Streamlit's
VISITOR = "atlas.visitor"  # where the scope keeps who asks, once they may
Claims = Callable[[Mapping[str, str]], Mapping[str, Any]]
Declared = Sequence[tuple[BaseRoute, Action | None]]

# A login's cookie opens these alone: a browser sends it wherever another web page leads it.
READING = frozenset({Action.READ, Action.DOWNLOAD})
# Of Streamlit's own: files it holds for pages, files sent to it, sessions without a browser.
_BESIDE = {
    "/media/": Action.READ,
    "/_stcore/upload_file": Action.READ,
    "/_stcore/agent/": Action.ADMINISTER,
}
_FORBIDDEN = ("role", "whole", "area")  # other refusals ask to sign in


def visitor_of(scope: Scope) -> Visitor | None:
    """Who asks, as the gate let them in; None where there is no gate."""
    found: Visitor | None = scope.get(VISITOR)
    return found


class Gate:
    """Lets requests in that may do what their route does, and answers others 401 or 403.

    Args:
        app: The application behind.
        setting: What was settled about access.
        declared: Every route with what it does; None: whatever anybody may.
        claims: The claims of a login by the request's cookies; empty where there is none.
    """

    def __init__(self, app: ASGIApp, setting: Setting, declared: Declared, claims: Claims) -> None:
        self.app = app
        self.setting = setting
        self.declared = declared
        self.claims = claims

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what may be, with who asks in the scope."""
        if scope["type"] == "http" and scope["path"] == SIGN_OUT:
            await self._sign_out(Request(scope), receive, send)
            return
        action = self.action_of(scope) if scope["type"] == "http" else None
        if action is None:
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        try:
            visitor = await self._visitor(request, action)
            refused = refusal(visitor, action)
        except WarehouseError as error:
            fault = JSONResponse({"warehouse": type(error).__name__}, 503)
            await fault(scope, receive, send)
            return
        if refused is None:
            if visitor.subject and _is_first_page(request):
                said = f"{scope['path']}?{request.url.query}"
                await run_in_threadpool(audit.record, visitor, Action.DOWNLOAD, said)
            kept = _Private(send) if self.setting.mode == CLOSED else send
            await self.app({**scope, VISITOR: visitor}, receive, kept)
            return
        if visitor.subject and action not in READING:
            await run_in_threadpool(audit.record, visitor, action, scope["path"], audit.REFUSED)
        answer = await run_in_threadpool(refused_answer, request, refused)
        await answer(scope, receive, send)

    async def _sign_out(self, request: Request, receive: Receive, send: Send) -> None:
        """Ends the login on the server before Streamlit forgets its cookie.

        Not where another host's page leads there: it shall sign nobody out.
        """
        if request.headers.get("sec-fetch-site") == "cross-site":
            await JSONResponse({"error": "sign out in the app"}, 403)(request.scope, receive, send)
            return
        visitor = await self._visitor(request, Action.READ)
        await run_in_threadpool(revoked.end_login, visitor)
        await self.app(request.scope, receive, send)

    def action_of(self, scope: Scope) -> Action | None:
        """What the request does, by the very routes that will answer it."""
        for route, action in self.declared:
            if route.matches(scope)[0] is not Match.NONE:
                return action
        found = (act for begin, act in _BESIDE.items() if scope["path"].startswith(begin))
        return next(found, None)

    async def _visitor(self, request: Request, action: Action) -> Visitor:
        """Who asks: by API token, else the door's token, else a login's cookie, else anybody."""
        peer = request.client.host if request.client else None
        here = place(peer, request.headers, self.setting.proxies)
        now = datetime.now(UTC).replace(tzinfo=None)
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return await run_in_threadpool(tokens.visitor, token.strip(), self.setting, here, now)
        if door.is_key(request.headers.get(door.HEADER, "")):
            return MACHINE
        claims = self.claims(request.cookies) if action in READING and request.cookies else {}
        if not claims:
            return anybody(self.setting.mode, address=here.address).through(API)
        found = await run_in_threadpool(logins.visitor, claims, self.setting, here, now)
        return found.through(API)


class _Private:
    """A `send` by which nothing is kept where others could get it without signing in."""

    def __init__(self, send: Send) -> None:
        self.send = send

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message["headers"]))
            said = headers.get("cache-control", "")
            headers["cache-control"] = said.replace("public", "private") or "private"
            message = {**message, "headers": headers.raw}
        await self.send(message)


def _is_first_page(request: Request) -> bool:
    """Whether somebody begins to take rows of the data API away."""
    path = request.url.path.removeprefix(f"{DATA_API}/")
    return path in RESOURCES and "after" not in request.query_params


def refused_answer(request: Request, refused: Refusal) -> Response:
    """The answer to a request that may not be: 403, or 401 where signing in may help.

    Args:
        request: As it was sent.
        refused: Why not.
    """
    status = 403 if refused.code in _FORBIDDEN else 401
    said = {"code": refused.code, "right": str(refused.action)}
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    if request.url.path.startswith(DATA_API):
        kind = "not-allowed" if status == 403 else "signed-out"
        return problems.answer(request, kind, sentence(refused, "en"), headers, **said)
    told = {"error": sentence(refused, "en"), "error_vi": sentence(refused, "vi"), **said}
    return JSONResponse(told, status, {"Cache-Control": "no-store", **headers})
