"""The routes by which the command line sends boundary files, lists them and takes them back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.sent import content_of, name_of, refusal_of, refuse, sender_of
from data import warehouse
from data.faults import WarehouseError


async def receive(request: Request) -> Response:
    """What was found in the posted boundary file, and the layer it was stored as."""
    if refusal := refusal_of(request):
        return refusal
    # Not before a file comes: what reads files is not needed for a start.
    from data.boundaries.unattended import take_in, wishes_of  # noqa: PLC0415
    from geo.boundaries.limits import Limits  # noqa: PLC0415

    try:
        wishes = wishes_of(dict(request.query_params))
    except ValueError as error:
        return refuse(400, str(error))
    most = Limits().file_bytes
    content = await content_of(request, most)
    if content is None:
        return refuse(413, f"a file has at most {most} bytes")
    return await _done(take_in, name_of(request), content, wishes, sender_of(request))


async def take_back(request: Request) -> Response:
    """What became of the wish to take the layer of the query back."""
    if refusal := refusal_of(request):
        return refusal
    from data.boundaries import unattended  # noqa: PLC0415

    return await _done(
        unattended.take_back, request.query_params.get("layer", ""), sender_of(request)
    )


async def stored(request: Request) -> Response:
    """The boundary files stored so far."""
    if refusal := refusal_of(request):
        return refusal
    from data.boundaries import unattended  # noqa: PLC0415

    return await _done(unattended.stored)


async def _done(work: Callable[..., dict[str, Any]], *asked: Any) -> Response:
    try:
        await run_in_threadpool(warehouse.shared)
        return JSONResponse(await run_in_threadpool(work, *asked))
    except WarehouseError as error:
        return refuse(503, type(error).__name__)
