"""Builds the warehouse's file where there is none, from tables that are given."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter, time_ns
from typing import TYPE_CHECKING

import duckdb

from data import rollups
from data.connecting import connect
from data.faults import WarehouseError, WarehouseLocked, WarehouseUnfilled, unwritten
from data.files import keep_aside, log_of
from data.migrations import all_or_nothing, migrate
from data.statements import store, write

if TYPE_CHECKING:
    import pandas as pd

Seed = Callable[[], Mapping[str, "pd.DataFrame"]]
log = logging.getLogger(__name__)


def build(path: Path, seed: Seed) -> None:
    """Makes the file in one step: a start that is killed half-way leaves no warehouse behind."""
    started = perf_counter()
    building = path.with_name(f"{path.name}.building")
    _remove_leftover(building)
    try:
        connection = connect(building)
        try:
            migrate(building, connection)
            with all_or_nothing(connection):
                for table, frame in seed().items():
                    store(connection, table, frame)
                write(connection, "alphabetical_areas")
                write(connection, "current_observations")
                rollups.start(connection)
                write(connection, "logged_targets")
                born = time_ns() // 1000
                write(connection, "first_version", version=born)
            write(connection, "checkpoint")
        finally:
            connection.close()
    except (duckdb.Error, ValueError, LookupError, OSError) as error:
        _remove_leftover(building)
        raise unwritten(path, error) or WarehouseUnfilled(path, problem=str(error)) from error
    keep_aside(path)  # a log that lost its file must not be played into the new one
    os.replace(building, path)
    log.info("warehouse %s built in %.1f s", path, perf_counter() - started)


def _remove_leftover(building: Path) -> None:
    """Remove what a killed start left; WarehouseLocked while another process is building."""
    if not building.exists():
        return
    try:
        connect(building).close()
    except WarehouseLocked:
        raise
    except WarehouseError as error:
        log.info("leftover %s: %s", building, error)
    building.unlink()
    log_of(building).unlink(missing_ok=True)
