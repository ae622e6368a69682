"""The route by which the command line sends a file in: with the token of the open door only."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from data import door, warehouse
from data.faults import WarehouseError


async def receive(request: Request) -> Response:
    """What was found in the posted file, and the batch it was stored as.

    Refuses without the token, and whatever a web page of another host asks a browser to send.
    """
    origin = request.headers.get("origin", "")
    if origin and urlsplit(origin).netloc != request.headers.get("host"):
        return _refusal(403, "another host's page may not send files")
    if not door.is_key(request.headers.get(door.HEADER, "")):
        return _refusal(401, f"the header {door.HEADER} must hold the token of the running app")
    # Not before a file comes: what reads files is not needed for a start.
    from data.imports.limits import FILE_BYTES  # noqa: PLC0415
    from data.imports.unattended import take_in, wishes_of  # noqa: PLC0415

    try:
        wishes = wishes_of(dict(request.query_params))
    except ValueError as error:
        return _refusal(400, str(error))
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > FILE_BYTES:
            return _refusal(413, f"a file has at most {FILE_BYTES} bytes")
    name = unquote(request.headers.get("x-atlas-file", "")) or "file"
    try:
        opened = await run_in_threadpool(warehouse.shared)
        answer = await run_in_threadpool(take_in, opened, name, bytes(content), wishes)
    except WarehouseError as error:
        return _refusal(503, type(error).__name__)
    return JSONResponse(answer)


def _refusal(status: int, why: str) -> JSONResponse:
    return JSONResponse({"error": why}, status_code=status)
