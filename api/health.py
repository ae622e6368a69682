"""Routes that say whether the app lives, and whether it can serve."""

from __future__ import annotations

import asyncio
import logging

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from data import warehouse
from data.faults import WarehouseError, WarehouseGone
from data.migrations import version_of

READY_SECONDS = 3
log = logging.getLogger("atlas")
_asking: set[asyncio.Task[int]] = set()


async def live(_: Request) -> Response:
    """That the server answers; nothing else is asked."""
    return JSONResponse({"live": True})


async def ready(_: Request) -> Response:
    """Whether the warehouse opens and answers; where not, why in a word, and never where it is.

    The words are the codes of `data.faults`, "starting" while it is being opened, built or is busy,
    and "failed".
    """
    # One question at a time: whoever asks again while a first start builds would pile up threads.
    asked = next((task for task in _asking if task.get_loop() is asyncio.get_running_loop()), None)
    if asked is None:
        asked = asyncio.create_task(run_in_threadpool(_version))
        _asking.add(asked)
        asked.add_done_callback(_asking.discard)
    done, _waiting = await asyncio.wait({asked}, timeout=READY_SECONDS)
    if not done:
        return _not_ready("starting")
    try:
        version = asked.result()
    except WarehouseError as error:
        return _not_ready(error.code)
    except Exception:
        log.exception("whether the app is ready could not be asked")
        return _not_ready("failed")
    return JSONResponse({"ready": True, "version": version})


def _version() -> int:
    opened = warehouse.shared()
    if not opened.is_in_place():
        raise WarehouseGone(opened.path)
    with opened.cursor() as cursor:
        return version_of(cursor)


def _not_ready(why: str) -> Response:
    return JSONResponse({"ready": False, "why": why}, 503, {"Retry-After": "5"})
