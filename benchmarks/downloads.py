"""What a file of five million figures costs the server: memory it grows by, time to the last byte.

The memory is told at its highest while the file is made and as it is left some seconds after.

The figures are invented, in a folder of their own: every commune of today, some indicators, all
months. The server's memory is what the system says it holds, beside what it held after a small
file. Each format is asked for as the page asks, and read as it comes.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from benchmarks import results
from data.warehouse import Warehouse, open_warehouse
from tests.running_app import RunningApp, running_app

FIGURES = 5_000_000
MOST_MB = 200  # that the server may grow by
FORMATS = ("csv", "zip", "parquet")
RESTED_SECONDS = 2
PIECE = 1 << 20
MONTHS = 60
INVENTED = """
insert into observation
with communes as (
    select area_id, row_number() over (order by area_id) as place from area
    where level = 'commune' and vintage = '2025'
),
indicators as (
    select indicator_id, row_number() over (order by indicator_id) as place from indicator
    where kind = 'count' and timing = 'cumulative'
),
days as (
    select last_day(date '2021-01-01' + to_months(n)) as as_of, n
    from (select unnest(range(0, $months)) as n)
)
select
    area_id, indicator_id, 'cumulative', null, as_of, 'month', 'printed',
    i.place * 1000 + c.place + n as value, value, value, 'exact', null, 'demo', 'demo', 'demo',
    concat('invented.csv:', i.place, '-', n, '-', c.place), false
from indicators as i cross join days cross join communes as c
order by indicator_id, as_of, area_id
limit $figures
"""


def main() -> int:
    """Measures, prints one table and keeps the numbers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--figures", type=int, default=FIGURES)
    figures = parser.parse_args().figures
    measured: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        opened = open_warehouse(Path(folder) / "data" / "atlas.duckdb")
        invent(opened, figures)
        opened.close()
        for name in FORMATS:  # each from a fresh server, so that none has another's memory
            with running_app(Path(folder) / "data", Path(folder) / "app.log") as app:
                taken(app, "format=csv")
                measured[name] = measure(app, f"data=demo&format={name}")
    head = [
        *(f"{figures:,} figures", "MB sent", "seconds", "seconds to first byte"),
        *("MB grown, at its highest", "MB left"),
    ]
    results.show(
        head, [[name, *(f"{v:.1f}" for v in row.values())] for name, row in measured.items()]
    )
    results.keep("downloads", {"figures": figures, **measured})
    grown = measured["csv"]["grown_mb"]
    mark = "passed" if grown < MOST_MB else "MISSED"
    print(f"{mark}: the server grew by {grown:.0f} MB at most for the CSV; aim: below {MOST_MB}")
    return 0


def invent(opened: Warehouse, figures: int) -> None:
    """Stores figures of the simulation's dataset, with its source."""
    lasting = opened.lasting_cursor()
    with opened.transaction(lasting) as cursor:
        cursor.execute(
            "insert into source values ('demo', 'Invented', 'Invented', '', null, 'none', "
            "'original')"
        )
        cursor.execute(INVENTED, {"figures": figures, "months": MONTHS})
    lasting.close()


def measure(app: RunningApp, query: str) -> dict[str, float]:
    """What one file cost: MB sent, seconds, seconds to the first byte, MB grown and MB left."""
    before = resident_mb(app.pid)
    with watched(app.pid) as peak:
        size, first, seconds = taken(app, query)
    time.sleep(RESTED_SECONDS)
    return {
        "sent_mb": size / 1e6,
        "seconds": seconds,
        "first_seconds": first,
        "grown_mb": max(peak) - before,
        "left_mb": resident_mb(app.pid) - before,
    }


def taken(app: RunningApp, query: str) -> tuple[int, float, float]:
    """Bytes of a file, seconds to the first of them and to the last."""
    started, size, first = time.perf_counter(), 0, 0.0
    with urlopen(f"{app.url}/api/downloads?{query}", timeout=600) as answer:
        while piece := answer.read(PIECE):
            first = first or time.perf_counter() - started
            size += len(piece)
    return size, first, time.perf_counter() - started


@contextmanager
def watched(pid: int) -> Iterator[list[float]]:
    """The memory of a process, ten times a second while the block runs."""
    seen, done = [resident_mb(pid)], threading.Event()

    def watch() -> None:
        while not done.wait(0.1):
            seen.append(resident_mb(pid))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    yield seen
    done.set()
    watcher.join()


def resident_mb(pid: int) -> float:
    """The memory that a process holds, as the system counts it."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    sys.exit(main())
