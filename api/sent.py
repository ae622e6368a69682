"""What programs send: let in by the gate, or with the token of the open door, and only so much."""

from __future__ import annotations

from urllib.parse import unquote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from api.gate import visitor_of
from api.security import is_own
from data import door
from data.access.people import MACHINE, Visitor


def refusal_of(request: Request) -> Response | None:
    """The answer to a request without the token, or made by another host's web page; else None."""
    if not is_own(request.headers):
        return refuse(403, "another host's page may not send files")
    if visitor_of(request.scope) is None and not door.is_key(request.headers.get(door.HEADER, "")):
        return refuse(401, f"the header {door.HEADER} must hold the token of the running app")
    return None


def sender_of(request: Request) -> Visitor:
    """Who sent what was not refused: without a gate, who holds the door's token."""
    return visitor_of(request.scope) or MACHINE


async def content_of(request: Request, most: int) -> bytes | None:
    """What was sent; None for more bytes than the most, or where the sender left."""
    content = bytearray()
    try:
        async for part in request.stream():
            content += part
            if len(content) > most:
                return None
    except ClientDisconnect:  # who sends half a file again and again shall not fill the log
        return None
    return bytes(content)


def name_of(request: Request) -> str:
    """The name of the file that was sent."""
    return unquote(request.headers.get("x-atlas-file", "")) or "file"


def refuse(status: int, why: str) -> Response:
    """A refusal with its reason, for who writes programs."""
    return JSONResponse({"error": why}, status_code=status)
