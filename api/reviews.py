"""The routes by which programs and the command line list, look at and decide on submissions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.gate import refused_answer
from api.sent import content_of, refusal_of, refuse, sender_of
from data import warehouse
from data.access.rights import RefusedError
from data.faults import WarehouseError

REMARK_BYTES = 4000


async def waiting(request: Request) -> Response:
    """What waits for the sender of the request to decide."""
    from data.imports import reviewing  # noqa: PLC0415  what stores files is not needed for a start

    return await _done(request, reviewing.listed)


async def mine(request: Request) -> Response:
    """What the sender of the request submitted, and what became of it."""
    from data.imports import reviewing  # noqa: PLC0415

    return await _done(request, lambda by: reviewing.listed(by, mine=True))


async def show(request: Request) -> Response:
    """What approving the submission of the query would do now."""
    from data.imports import reviewing  # noqa: PLC0415

    name, language = _asked(request, "submission"), _asked(request, "language") or "vi"
    return await _done(request, lambda by: reviewing.shown(by, name, language))


async def approve(request: Request) -> Response:
    """What became of the wish to approve the submission of the query, as it was seen."""
    from data.imports import reviewing  # noqa: PLC0415

    name, seen = _asked(request, "submission"), _asked(request, "seen")
    return await _done(request, lambda by: reviewing.approve(warehouse.shared(), by, name, seen))


async def send_back(request: Request) -> Response:
    """What became of the wish to return the submission of the query; the remark is the body."""
    from data.imports import reviewing  # noqa: PLC0415

    content = await content_of(request, REMARK_BYTES)
    if content is None:
        return refuse(413, f"a remark has at most {REMARK_BYTES} bytes")
    name, remark = _asked(request, "submission"), content.decode("utf-8", errors="replace")
    return await _done(
        request, lambda by: reviewing.send_back(warehouse.shared(), by, name, remark)
    )


async def withdraw(request: Request) -> Response:
    """What became of the sender's wish to withdraw the submission of the query."""
    from data.imports import reviewing  # noqa: PLC0415

    name = _asked(request, "submission")
    return await _done(request, lambda by: reviewing.withdraw(warehouse.shared(), by, name))


def _asked(request: Request, name: str) -> str:
    return request.query_params.get(name, "")


async def _done(request: Request, work: Callable[..., dict[str, Any]]) -> Response:
    if refusal := refusal_of(request):
        return refusal
    try:
        await run_in_threadpool(warehouse.shared)
        return JSONResponse(await run_in_threadpool(work, sender_of(request)))
    except RefusedError as error:
        return await run_in_threadpool(refused_answer, request, error.refusal)
    except WarehouseError as error:
        return refuse(503, type(error).__name__)
