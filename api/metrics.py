"""The route that monitoring reads: counts and states of the app, in Prometheus' text format."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from data import paths, tally, warehouse
from data.backups import manifest, schedule
from data.datasets import REPORTED
from data.faults import WarehouseError
from data.files import log_of
from queries.rows import rows

TEXT = "text/plain; version=0.0.4; charset=utf-8"
HELP = {
    "atlas_requests_total": ("counter", "Requests answered, by route and status."),
    "atlas_request_seconds": ("summary", "Seconds that answers took, by route."),
    "atlas_refusals_total": ("counter", "Requests over a client's limit, by budget."),
    "atlas_sessions_total": ("counter", "Sessions of readers since the start."),
    "atlas_sessions_open": ("gauge", "Sessions of readers now."),
    "atlas_query_seconds": ("summary", "Seconds that questions to the warehouse took, by query."),
    "atlas_imports": ("gauge", "Files of offices in the warehouse, by state."),
    "atlas_last_import_timestamp_seconds": ("gauge", "When the last file was stored."),
    "atlas_last_backup_timestamp_seconds": ("gauge", "When the newest backup was made."),
    "atlas_backups": ("gauge", "Backups there are."),
    "atlas_backup_failing": ("gauge", "1 where the last backup could not be made."),
    "atlas_warehouse_up": ("gauge", "1 where the warehouse is open and in its place."),
    "atlas_warehouse_rebuilt": ("gauge", "1 where a damaged file was put aside at this start."),
    "atlas_warehouse_version": ("gauge", "Grows with each write."),
    "atlas_warehouse_bytes": ("gauge", "Size of the warehouse's file and its log."),
    "atlas_disk_free_bytes": ("gauge", "Room on the disk of the warehouse."),
}


async def metrics(_: Request) -> Response:
    """All counts; `api.reach` says who may ask."""
    return Response(await run_in_threadpool(text), media_type=TEXT)


def text() -> str:
    """The counts as Prometheus reads them: help and type of each name, then its samples."""
    samples: dict[str, list[str]] = {name: [] for name in HELP}
    for (name, labels), value in [*tally.counts().items(), *_states()]:
        family = name.removesuffix("_sum").removesuffix("_count")
        samples[family].append(f"{name}{_written(dict(labels))} {_number(value)}\n")
    return "".join(
        f"# HELP {name} {HELP[name][1]}\n# TYPE {name} {HELP[name][0]}\n{''.join(sorted(lines))}"
        for name, lines in samples.items()
        if lines
    )


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(float(value))


def _written(labels: Mapping[str, str]) -> str:
    def escaped(value: str) -> str:
        return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")

    inside = ",".join(f'{name}="{escaped(value)}"' for name, value in labels.items())
    return f"{{{inside}}}" if inside else ""


def _states() -> Iterator[tuple[tuple[str, tuple[tuple[str, str], ...]], float]]:
    """What is read off the warehouse and the disk now."""
    file = paths.warehouse_file()
    try:
        opened = warehouse.shared()
        up = opened.is_in_place()
        with opened.cursor() as cursor:
            stored = rows(cursor, "imports_by_state", dataset=REPORTED)
    except WarehouseError:
        up, stored = False, ()
    else:
        yield ("atlas_warehouse_version", ()), opened.version
        rebuilt = any(notice.code.startswith("rebuilt") for notice in opened.notices)
        yield ("atlas_warehouse_rebuilt", ()), float(rebuilt)
    yield ("atlas_warehouse_up", ()), float(up)
    for row in stored:
        yield ("atlas_imports", (("state", row.state),)), row.files
    if stored:
        last = max(row.last_at for row in stored).replace(tzinfo=UTC).timestamp()
        yield ("atlas_last_import_timestamp_seconds", ()), last
    if file.is_file():
        size = sum(part.stat().st_size for part in (file, log_of(file)) if part.exists())
        yield ("atlas_warehouse_bytes", ()), size
    if file.parent.is_dir():
        yield ("atlas_disk_free_bytes", ()), shutil.disk_usage(file.parent).free
    backups = manifest.found(paths.backup_folder(file))
    yield ("atlas_backups", ()), len(backups)
    if backups:
        yield ("atlas_last_backup_timestamp_seconds", ()), backups[0].time.timestamp()
    yield ("atlas_backup_failing", ()), float(schedule.trouble() is not None)
