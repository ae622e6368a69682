"""The route by which the command line asks for a backup: with the token of the open door only."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.sent import refusal_of, refuse, sender_of
from data import warehouse
from data.access import audit
from data.access.rights import Action
from data.backups import making
from data.backups.manifest import BackupError
from data.faults import WarehouseError


async def back_up(request: Request) -> Response:
    """Where the new backup lies."""
    if refusal := refusal_of(request):
        return refusal
    try:
        opened = await run_in_threadpool(warehouse.shared)
        made = await run_in_threadpool(making.back_up, opened)
    except BackupError as error:
        return refuse(507 if error.code == "full" else 503, str(error))
    except WarehouseError as error:
        return refuse(503, type(error).__name__)
    said = f"backup {made.name}"
    await run_in_threadpool(audit.record, sender_of(request), Action.ADMINISTER, said)
    return JSONResponse({"folder": str(made.folder), "name": made.name})
