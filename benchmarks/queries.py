"""What the questions of the product cost at 3 and at 30 million observations.

Every query that the product asks, as its pages ask it (`benchmarks.asked`), on warehouses with the
settings of the product; for a dozen of them the shortest ways by hand to the same answer: DuckDB
on the sorted table of observations, and pandas. Each warehouse is read by a process of its own.
CPU time of all threads is compared, since other work on the machine does not add to it; the first
run of a query is not counted.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from math import inf
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
import pandas as pd

import queries
from benchmarks import asked, by_hand, costs, large, results
from data import warehouse

SIZES = {"3": large.SMALL, "30": large.LARGE}
LONG_SECONDS = 10.0  # what takes longer is run once


def timed(ask: Callable[[], object], runs: int) -> tuple[float, float]:
    """CPU and wall milliseconds, each the median of the runs after a first one."""
    began = time.perf_counter()
    ask()
    took = time.perf_counter() - began
    measured = []
    for _ in range(1 if took > LONG_SECONDS else runs):
        cpu, wall = time.process_time(), time.perf_counter()
        ask()
        measured.append((time.process_time() - cpu, time.perf_counter() - wall))
    cpus, walls = zip(*measured, strict=True)
    return 1000 * median(cpus), 1000 * median(walls)


def measure(file: Path, size: large.Size, runs: int, names: list[str]) -> dict[str, Any]:
    """What each query cost here: cpu, wall and rows; by hand too; and the process's peak memory."""
    opened = warehouse.open_warehouse(file)
    found: dict[str, dict[str, float]] = {}
    for name in names:
        params = asked.params_of(name, size)
        with opened.cursor() as cursor:
            cursor.execute("set global max_execution_time = 600000")
            ask = _asking(cursor, queries.sql_of(name), params)
            try:
                answer = ask()
                cpu, wall = timed(ask, runs)
            except duckdb.OutOfMemoryException:
                found[name] = {"cpu": inf, "wall": inf, "rows": 0}
                continue
            found[name] = {"cpu": cpu, "wall": wall, "rows": len(answer)}
            if name in by_hand.SQL:
                sql = by_hand.SQL[name]
                given = {each: _given(name, size)[each] for each in re.findall(r"\$(\w+)", sql)}
                _same(name, answer, cursor.execute(sql, given).df())
                found[name]["hand"] = timed(_asking(cursor, sql, given), runs)[0]
    opened.close()
    peak = 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"queries": found, "peak MB": round(peak / 1e6)}


def measure_pandas(file: Path, size: large.Size, runs: int) -> dict[str, Any]:
    """What the answers cost in pandas, in milliseconds of CPU; and the process's peak memory."""
    all_of = by_hand.table(file)
    with duckdb.connect(file, read_only=True) as connection:
        inside = connection.execute(
            "select area_id from area where level = 'commune' and province_id = $province",
            {"province": asked.PROVINCE},
        ).df()
    communes = inside["area_id"].to_list()
    found = {
        name: timed(_answering(answer, all_of, _given(name, size), communes), runs)[0]
        for name, answer in by_hand.PANDAS.items()
    }
    peak = 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"queries": found, "peak MB": round(peak / 1e6)}


def _given(name: str, size: large.Size) -> dict[str, Any]:
    """The query's parameters, and for those by hand the two last months."""
    ends = asked.month_ends(size)
    usual = {"within": asked.PROVINCE, "earlier": ends[-2], "last": ends[-1]}
    return usual | asked.params_of(name, size)


def _asking(
    cursor: duckdb.DuckDBPyConnection, sql: str, params: dict[str, object]
) -> Callable[[], pd.DataFrame]:
    return lambda: cursor.execute(sql, params).df()


def _answering(
    answer: by_hand.Answer, all_of: pd.DataFrame, params: dict[str, Any], inside: list[str]
) -> Callable[[], pd.DataFrame]:
    return lambda: answer(all_of, params, inside)


def _same(name: str, answer: pd.DataFrame, other: pd.DataFrame) -> None:
    """Raises ValueError unless the way by hand says the same."""
    keys = by_hand.KEYS.get(name, by_hand.USUAL_KEYS)
    one, two = (each[keys].sort_values(keys, ignore_index=True) for each in (answer, other))
    if name in by_hand.OF_COUNTS:
        one = one[one["indicator"].isin(two["indicator"])].reset_index(drop=True)
    pd.testing.assert_frame_equal(one, two, check_dtype=False)


def _in_a_process(what: str, file: Path, runs: int, names: list[str]) -> dict[str, Any]:
    said = subprocess.run(
        [
            *(sys.executable, "-m", "benchmarks.queries", "--once", what, str(file)),
            *("--runs", str(runs), "--only", *names),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if said.returncode:
        raise RuntimeError(said.stderr[-2000:])
    measured: dict[str, Any] = json.loads(said.stdout.splitlines()[-1])
    return measured


def main() -> int:
    """Measures, prints one table and keeps the numbers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--sizes", nargs="+", choices=[*SIZES], default=[*SIZES])
    parser.add_argument("--folder", type=Path, default=large.FOLDER, help="of the warehouses")
    parser.add_argument("--as-files-came", action="store_true", help="rows in the order of files")
    parser.add_argument("--only", nargs="*", default=[], help="some queries")
    parser.add_argument("--once", nargs=2, help=argparse.SUPPRESS)
    said = parser.parse_args()
    names = said.only or list(asked.by_product())
    if said.once:
        what, file = said.once[0], Path(said.once[1])
        if what == "pandas":
            print(json.dumps(measure_pandas(file, large.LARGE, said.runs)))
        else:
            print(json.dumps(measure(file, SIZES[what], said.runs, names)))
        return 0
    measured: dict[str, dict[str, Any]] = {}
    for size in said.sizes:
        file = large.kept(SIZES[size], said.as_files_came, said.folder)
        measured[size] = _in_a_process(size, file, said.runs, names)
    if "30" in said.sizes:
        measured["pandas"] = _in_a_process("pandas", file, said.runs, names)
    found = costs.costs_of(measured["3"], measured.get("30"), measured.get("pandas"))
    results.show(costs.HEAD, [costs.row_of(cost) for cost in found])
    slices = [cost for cost in found if cost.is_slice]
    met = sum(not cost.missed() for cost in slices)
    print(f"{met} of {len(slices)} queries of slices meet every target.")
    for size, each in measured.items():
        print(f"peak memory, {size}: {each['peak MB']:,} MB")
    key = "queries as files came" if said.as_files_came else "queries"
    for line in costs.changes(found, results.committed(key).get("CPU ms", {})):
        print(line)
    if not said.only:
        memory = {name: each["peak MB"] for name, each in measured.items()}
        by_query = costs.kept(found)
        results.keep(key, {"runs": said.runs, "CPU ms": by_query, "peak MB": memory})
    return 0


if __name__ == "__main__":
    sys.exit(main())
