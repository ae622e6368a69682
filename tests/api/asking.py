"""A client as small as the tests need: one request into an ASGI app, its path sent as it is."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from starlette.types import ASGIApp, Message

BROWSER = {"host": "localhost:8501", "accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@dataclass(frozen=True)
class Answer:
    """What the app sent back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def get(
    app: ASGIApp,
    address: str,
    headers: Mapping[str, str] = BROWSER,
    method: str = "GET",
    body: bytes = b"",
) -> Answer:
    """The app's answer to a request for the address, a path with its query."""
    sent = _conversation(app, _scope("http", address, headers) | {"method": method}, body)
    starts = [message for message in sent if message["type"] == "http.response.start"]
    assert len(starts) == 1
    names = [name.decode().lower() for name, _ in starts[0]["headers"]]
    assert len(names) == len(set(names)), "a header is sent twice"
    values = [value.decode() for _, value in starts[0]["headers"]]
    body = b"".join(message.get("body", b"") for message in sent)
    return Answer(starts[0]["status"], dict(zip(names, values, strict=True)), body)


def connect(app: ASGIApp, address: str, headers: Mapping[str, str] = BROWSER) -> list[Message]:
    """What the app says to a websocket that asks to be let in."""
    return _conversation(app, _scope("websocket", address, headers))


def _conversation(app: ASGIApp, scope: dict[str, Any], body: bytes = b"") -> list[Message]:
    sent: list[Message] = []
    first = "websocket.connect" if scope["type"] == "websocket" else "http.request"
    asked: list[Message] = [{"type": first, "body": body, "more_body": False}]

    async def receive() -> Message:
        if not asked:
            await asyncio.Event().wait()  # the client stays and says no more
        return asked.pop()

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]
    return sent


def _scope(kind: str, address: str, headers: Mapping[str, str]) -> dict[str, Any]:
    path, _, query = address.partition("?")
    return {
        "type": kind,
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "http" if kind == "http" else "ws",
        "path": unquote(path),
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8501),
    }
