"""Middleware that lets each client ask only so much in a minute; docs/decisions/0033."""

from __future__ import annotations

import hashlib
import logging
from collections import OrderedDict
from math import ceil

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from api.gate import DATA_API, READING, Declared
from api.v1 import problems
from data import door
from data.access import pace
from data.access.places import client, place
from data.access.setting import OPEN, Setting

SIGNING_IN = ("/auth/", "/oauth2callback")  # Streamlit's
SENDING = ("/_stcore/upload_file", "/_stcore/agent/")  # likewise
LIGHT = ("/api/layers/", "/api/areas/")  # a map asks for many, and browsers keep them
MOST_TOKENS = 1000  # that are known to be right
log = logging.getLogger("atlas")


class Pace:
    """Answers 429 to clients that ask for more than their budgets hold.

    A client is an API token that was right before, else the address. Who sends wrong tokens may
    send no unknown ones for a while; right ones are let through meanwhile, whoever's they are.
    Nobody is limited who holds the door's token, or sits at this machine where that is open.

    Args:
        app: The application behind.
        setting: What was settled about access.
        declared: Every route with what it does; None: whatever anybody may.
    """

    def __init__(self, app: ASGIApp, setting: Setting, declared: Declared) -> None:
        self.app = app
        self.setting = setting
        self.declared = declared
        self.budgets = pace.shared(setting.limits)
        self.right: OrderedDict[str, None] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what is within the budgets."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        budget, token = self.budget_of(scope), _token(headers)
        if not (budget or token) or self._is_free(scope, headers):
            await self.app(scope, receive, send)
            return
        address = client(_peer(scope), headers, self.setting.proxies)
        is_right = token in self.right
        spent, who = pace.BAD_TOKENS, address
        wait = self.budgets.wait(spent, who, spends=False) if token and not is_right else 0.0
        if budget and not wait:
            spent, who = budget, token if is_right else address
            wait = self.budgets.wait(spent, who)
        if wait:
            if self.budgets.refused(spent, who):
                here = place(_peer(scope), headers, self.setting.proxies)
                log.warning("limit of %s reached by a client of %s", spent, here.address or "-")
            await _refuse(scope, receive, send, ceil(wait), spent)
            return
        if token:
            send = self._hearing(send, token, address, budget in (pace.READING, pace.WRITING))
        await self.app(scope, receive, send)

    def budget_of(self, scope: Scope) -> str:
        """The budget that a request is taken from; "" for none."""
        path = scope["path"]
        if scope["type"] == "websocket":
            return pace.SOCKETS
        if path.startswith(SIGNING_IN):
            return pace.ENTERING
        if path.startswith(SENDING):
            return pace.WRITING
        for route, action in self.declared:
            if route.matches(scope)[0] is not Match.NONE:
                if action is None or path.startswith(LIGHT):
                    return ""
                return pace.READING if action in READING else pace.WRITING
        return ""

    def _is_free(self, scope: Scope, headers: Headers) -> bool:
        if "authorization" not in headers and door.is_key(headers.get(door.HEADER, "")):
            return True
        here = place(_peer(scope), headers, self.setting.proxies)
        return self.setting.mode == OPEN and here.is_this_machine

    def _hearing(self, send: Send, token: str, address: str, is_looked_at: bool) -> Send:
        """A `send` by which it is learnt from the gate's answer whether the token was right.

        Where nobody looks at tokens, as at pages, an answer does not make one right.
        """

        async def heard(message: Message) -> None:
            if message["type"] == "http.response.start":
                if message["status"] == 401:
                    self.right.pop(token, None)
                    self.budgets.wait(pace.BAD_TOKENS, address)
                elif is_looked_at and message["status"] < 404:  # 403: known, without the right
                    self.right[token] = None
                    self.right.move_to_end(token)
                    if len(self.right) > MOST_TOKENS:
                        self.right.popitem(last=False)
            await send(message)

        return heard


def _peer(scope: Scope) -> str | None:
    found = scope.get("client")
    return str(found[0]) if found else None


def _token(headers: Headers) -> str:
    """The token that was sent, hashed, as the gate will look at it; "" for none."""
    scheme, _, sent = headers.get("authorization", "").partition(" ")
    said = sent.strip() if scheme.lower() == "bearer" else headers.get(door.HEADER, "")
    return f"token {hashlib.sha256(said.encode()).hexdigest()}" if said else ""


async def _refuse(scope: Scope, receive: Receive, send: Send, wait: int, budget: str) -> None:
    if scope["type"] == "http":
        await _answer(Request(scope), wait, budget)(scope, receive, send)
    elif "websocket.http.response" in scope.get("extensions", {}):
        answer = PlainTextResponse(_sentence(wait), 429, {"Retry-After": str(wait)})
        await WebSocket(scope, receive, send).send_denial_response(answer)
    else:
        await WebSocket(scope, receive, send).close(1013)


def _answer(request: Request, wait: int, budget: str) -> Response:
    headers = {"Retry-After": str(wait), "Cache-Control": "no-store"}
    if request.url.path.startswith(DATA_API):
        said = f"Too many requests in a minute; try again in {wait} s."
        return problems.answer(request, "too-many", said, headers, limit=budget)
    if "text/html" in request.headers.get("accept", ""):
        return PlainTextResponse(_sentence(wait), 429, headers)
    vi, en = _sentence(wait).split(" / ")
    return JSONResponse({"error": en, "error_vi": vi, "limit": budget}, 429, headers)


def _sentence(wait: int) -> str:
    return (
        f"Quá nhiều yêu cầu trong một phút; hãy thử lại sau {wait} giây. / "
        f"Too many requests in a minute; try again in {wait} s."
    )
