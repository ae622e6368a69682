"""The server: Streamlit's pages, our routes beside them, and the warehouse they read."""

from __future__ import annotations

import gc
import logging
import os
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from api import logs
from api.gate import Gate
from api.pace import Pace
from api.reach import InnerRoutes
from api.routes import DECLARED, ROUTES
from api.security import LOCAL_HOSTS, PageHeaders, SameHost
from api.watch import Watch
from data import door, engine, warehouse
from data.access import audit, setting
from data.backups import schedule
from data.faults import WarehouseError
from data.paths import MAP_LIBRARY
from pages.parts.navigation import addresses
from pages.parts.notices import show_failure
from pages.parts.providers import claims_of, own_host

GARBAGE_EVERY_SECONDS = 30
ALL_EVERY = 20  # collections of garbage that look at everything anew
THRESHOLDS = (10_000, 10, 100)  # what is young is collected as it comes, the rest on the timer
FINISHING_SECONDS = 60  # that a write may take to its end when the app is stopped
logs.set_up()
log = logging.getLogger("atlas")


def warm() -> None:
    """Opens the warehouse and loads what the first page needs, while the browser loads its own."""
    try:
        opened = warehouse.shared()
    except WarehouseError:
        log.exception("The warehouse could not be opened; pages say why.")
        return
    settle(opened)
    audit.record_change(audit.SETTING, setting.in_words(settled()))
    door.open_door(st.get_option("server.address"), st.get_option("server.port"))
    # Not before the server's own imports: a warehouse that cannot be opened needs none of these.
    from pages.parts.rehearsal import rehearse  # noqa: PLC0415

    rehearse()


def settle(opened: warehouse.Warehouse) -> None:
    """Shows readers what waits for approval, or takes it from them, as ATLAS_APPROVAL says now."""
    from data.imports import submissions  # noqa: PLC0415  the server's own imports come first

    try:
        submissions.settle(opened)
    except WarehouseError:
        log.exception("What waits for approval is as it was when the app was stopped.")


def collect_garbage(stop: threading.Event) -> None:
    """Collects on a timer what Streamlit would otherwise collect after each script run.

    While everything is looked at, all readers wait: half a second where many answers are kept. So
    what has outlived a collection is left out of the next ones, and looked at again every ten
    minutes; Python itself hardly ever begins a whole one.
    """
    gc.set_threshold(*THRESHOLDS)
    for turn in count():
        if stop.wait(GARBAGE_EVERY_SECONDS):
            return
        if turn % ALL_EVERY == 0:
            gc.unfreeze()
        gc.collect()
        gc.freeze()


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Warms the warehouse beside the starting server and closes it at the end."""
    logs.set_up()  # again: what was loaded since has loggers of its own
    stop = threading.Event()
    threading.Thread(target=warm, daemon=True).start()
    threading.Thread(target=collect_garbage, args=(stop,), daemon=True).start()
    threading.Thread(target=schedule.run, args=(stop,), daemon=True).start()
    yield
    stop.set()
    door.close_door()
    if not warehouse.finish(FINISHING_SECONDS):
        log.error("a write took too long to end; nothing of it is stored")
    engine.forget()
    warehouse.forget()


def settled() -> setting.Setting:
    """What was settled about access; ends the start with a sentence where that is no setting."""
    try:
        return setting.read(st.get_option("server.address"))
    except setting.SettingError as error:
        raise SystemExit(str(error)) from None


def hosts_served() -> frozenset[str]:
    """The host names we answer to: this machine's and those of ATLAS_HOST, as a proxy passes them.

    Besides the one that logins lead back to. Any, where the server is bound to other addresses and
    ATLAS_HOST names none.
    """
    named = frozenset(os.environ.get("ATLAS_HOST", "").replace(",", " ").split())
    if st.get_option("server.address") not in setting.OWN_ADDRESSES and not named:
        return frozenset()
    return LOCAL_HOSTS | named | ({host} if (host := own_host()) else set())


def chart_script() -> str:
    """The address of Streamlit's script for charts, whose name changes with its version."""
    scripts = Path(st.__file__).parent / "static" / "static" / "js"
    return next((f"/static/js/{file.name}" for file in scripts.glob("PlotlyChart.*.js")), "")


# Before all that asks for a part of it, and would end the start with less than a sentence.
SETTLED = settled()
app = st.App(
    "pages/shell.py",
    routes=ROUTES,
    middleware=[
        Middleware(Watch, routes=ROUTES, pages=addresses()),
        Middleware(InnerRoutes),
        Middleware(SameHost, hosts=hosts_served()),
        Middleware(Pace, setting=settled(), declared=DECLARED),
        Middleware(
            PageHeaders, pages=addresses(), scripts={"map": MAP_LIBRARY, "charts": chart_script()}
        ),
        Middleware(Gate, setting=SETTLED, declared=DECLARED, claims=claims_of),
    ],
    lifespan=lifespan,
    on_script_error=show_failure,
)
