"""The route by which the command line asks for a snapshot: with the token of the open door only."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.sent import refusal_of, refuse, sender_of
from data import engine, warehouse
from data.access import audit
from data.access.rights import Action
from data.faults import WarehouseError


async def publish(request: Request) -> Response:
    """Where the snapshot of the warehouse as it is lies, after it was made where need be."""
    if refusal := refusal_of(request):
        return refusal
    # Not before one is asked for: a start needs no Parquet.
    from data.publish import snapshots  # noqa: PLC0415

    try:
        opened = await run_in_threadpool(warehouse.shared)
        await run_in_threadpool(engine.publish, opened)
        made = await run_in_threadpool(snapshots.renew, opened)
    except (WarehouseError, OSError) as error:
        return refuse(503, f"{type(error).__name__}: {error}")
    await run_in_threadpool(audit.record, sender_of(request), Action.PUBLISH, made.name)
    return JSONResponse({"folder": str(made.folder), "name": made.name})
