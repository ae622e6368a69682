"""The route by which programs send a file in: with the door's token, or an API token."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.sent import content_of, name_of, refusal_of, refuse, sender_of
from data import warehouse
from data.faults import WarehouseError


async def receive(request: Request) -> Response:
    """What was found in the posted file, and the batch it was stored as.

    Refuses without the token, and whatever a web page of another host asks a browser to send.
    """
    if refusal := refusal_of(request):
        return refusal
    # Not before a file comes: what reads files is not needed for a start.
    from data.imports.limits import FILE_BYTES  # noqa: PLC0415
    from data.imports.unattended import take_in, wishes_of  # noqa: PLC0415

    try:
        wishes = wishes_of(dict(request.query_params))
    except ValueError as error:
        return refuse(400, str(error))
    content = await content_of(request, FILE_BYTES)
    if content is None:
        return refuse(413, f"a file has at most {FILE_BYTES} bytes")
    try:
        opened = await run_in_threadpool(warehouse.shared)
        answer = await run_in_threadpool(
            take_in, opened, name_of(request), content, wishes, sender_of(request)
        )
    except WarehouseError as error:
        return refuse(503, type(error).__name__)
    return JSONResponse(answer)
