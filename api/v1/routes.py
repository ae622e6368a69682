"""The addresses of the data API: one for each resource, its description, its problems."""

from __future__ import annotations

from functools import partial

import anyio
from anyio.lowlevel import RunVar
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route

from api.v1 import problems
from api.v1.pages_of import SECONDS
from api.v1.parameters import MOST_ROWS, ROWS
from api.v1.resources import DESCRIPTION, RESOURCES, Resource
from data import warehouse
from data.faults import WarehouseError

AT_ONCE = 2  # pages that are written at the same time, so that readers of the app do not wait
BASE = "/api/v1"
_turns: RunVar[anyio.CapacityLimiter] = RunVar("turns of the data API")


async def _rows(request: Request, resource: Resource) -> Response:
    # Not before somebody asks: what reads and writes frames is not needed for a start.
    from api.v1.answers import answer  # noqa: PLC0415

    try:
        turns = _turns.get()
    except LookupError:
        turns = anyio.CapacityLimiter(AT_ONCE)
        _turns.set(turns)
    return await anyio.to_thread.run_sync(answer, request, resource, limiter=turns)


async def index(request: Request) -> Response:
    """What there is, and how much of it may be asked for at once."""
    try:
        version = await run_in_threadpool(lambda: warehouse.shared().version)
    except WarehouseError as error:
        return problems.answer(request, "warehouse", fault=error.code)
    return JSONResponse(
        {
            "version": version,
            "description": f"{BASE}/openapi.json",
            "resources": [
                {
                    "address": f"{BASE}/{resource.name}",
                    "says": resource.says,
                    "key": resource.key,
                    "formats": resource.formats,
                }
                for resource in RESOURCES.values()
            ],
            "limits": {"rows": ROWS, "most_rows": MOST_ROWS, "seconds": SECONDS},
        },
        headers={"Cache-Control": "no-cache"},
    )


async def description(_: Request) -> Response:
    """The OpenAPI file."""
    return FileResponse(
        DESCRIPTION, media_type="application/json", headers={"Cache-Control": "no-cache"}
    )


async def problem(request: Request) -> Response:
    """What a kind of problem means, at the address that such a problem names as its type."""
    kind = problems.KINDS.get(request.path_params["kind"])
    if kind is None:
        return _lost(request, legal=[f"{BASE}/problems/{kind}" for kind in problems.KINDS])
    told = {
        "status": kind.status,
        "title": kind.title,
        "title_vi": kind.title_vi,
        "says": kind.says,
    }
    return JSONResponse(told)


def _lost(request: Request, legal: list[str]) -> Response:
    return problems.answer(request, "not-found", legal=legal)


async def _failed(request: Request, error: Exception) -> Response:
    """The answers that routing gives, and those nobody foresaw, as problems."""
    if not isinstance(error, HTTPException):
        return problems.answer(request, "unexpected")
    if error.status_code == 405:
        return problems.answer(request, "method", headers=error.headers or {})
    return _lost(request, [f"{BASE}/", *(f"{BASE}/{name}" for name in RESOURCES)])


def _endpoint(resource: Resource) -> Route:
    return Route(f"/{resource.name}", partial(_rows, resource=resource), methods=["GET"])


APP = Starlette(
    routes=[
        Route("/", index),
        Route("/openapi.json", description),
        Route("/problems/{kind}", problem),
        *map(_endpoint, RESOURCES.values()),
    ],
    exception_handlers={HTTPException: _failed, Exception: _failed},
)
ROUTES = [Route(BASE, lambda _: RedirectResponse(f"{BASE}/", 307)), Mount(BASE, APP)]
