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
from dataclasses import dataclass
from math import nan
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
import pandas as pd

import queries
from benchmarks import asked, by_hand, large, results
from data import warehouse

SIZES = {"3": large.SMALL, "30": large.LARGE}
MOST_TIMES_GROWN, MOST_TIMES_BY_HAND, LEAST_TIMES_PANDAS = 2.0, 1.5, 10.0
SHORT_MS, ALLOWED_MS = 10.0, 5.0
LONG_SECONDS = 10.0  # what takes longer is run once


@dataclass(frozen=True)
class Cost:
    """What one query cost, in milliseconds of CPU; NaN where it was not measured.

    Attributes:
        small: At 3 million observations.
        large: At 30 million.
        hand: By hand in DuckDB, at 30 million.
        pandas: At 30 million.
        is_slice: Whether the query asks for some areas or indicators.
    """

    name: str
    small: float
    large: float = nan
    hand: float = nan
    pandas: float = nan
    is_slice: bool = True

    def missed(self) -> str:
        """The targets that the query misses, in words; "" where it meets them."""
        said = []
        if self.is_slice and _is_above(self.large, self.small, MOST_TIMES_GROWN):
            said.append("grows")
        if _is_above(self.large, self.hand, MOST_TIMES_BY_HAND):
            said.append("by hand")
        if self.pandas < LEAST_TIMES_PANDAS * self.large:
            said.append("pandas")
        return ", ".join(said)


def _is_above(this: float, other: float, times: float) -> bool:
    allowed = ALLOWED_MS if this < SHORT_MS else 0.0
    return this > times * other + allowed


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
            answer = queries.run(cursor, name, **params)
            ask = _asking(cursor, queries.sql_of(name), params)
            cpu, wall = timed(ask, runs)
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


def costs(
    small: dict[str, Any], bigger: dict[str, Any] | None, pandas: dict[str, Any] | None
) -> list[Cost]:
    """Each query's costs, slices first and the dearest at the most observations first in each."""
    no: dict[str, Any] = {"queries": {}}
    found = []
    for name, measured in small["queries"].items():
        at_most = (bigger or no)["queries"].get(name, {})
        by_pandas = (pandas or no)["queries"].get(name, nan)
        hand, is_slice = at_most.get("hand", nan), asked.is_slice(name)
        found.append(
            Cost(name, measured["cpu"], at_most.get("cpu", nan), hand, by_pandas, is_slice)
        )
    return sorted(found, key=lambda cost: (not cost.is_slice, -cost.large, -cost.small))


def row_of(cost: Cost) -> list[str]:
    """The query's row of the table; "" where there is nothing to compare."""
    grown, hand = cost.large / cost.small, cost.large / cost.hand
    ratios = [(grown, ".1f"), (cost.hand, ".1f"), (hand, ".1f"), (cost.pandas / cost.large, ".0f")]
    return [
        cost.name if cost.is_slice else f"{cost.name} (all)",
        f"{cost.small:.1f}",
        *("" if value != value else f"{value:{form}}" for value, form in [(cost.large, ".1f")]),
        *("" if value != value else f"{value:{form}}" for value, form in ratios),
        cost.missed(),
    ]


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
    found = costs(measured["3"], measured.get("30"), measured.get("pandas"))
    head = ["CPU ms", "3 M", "30 M", "30/3", "by hand", "/ by hand", "pandas /", "missed"]
    results.show(head, [row_of(cost) for cost in found])
    slices = [cost for cost in found if cost.is_slice]
    met = sum(not cost.missed() for cost in slices)
    print(f"{met} of {len(slices)} queries of slices meet every target.")
    for size, each in measured.items():
        print(f"peak memory, {size}: {each['peak MB']:,} MB")
    key = "queries as files came" if said.as_files_came else "queries"
    _tell_change(key, found)
    if not said.only:
        results.keep(key, _kept(measured, found, said.runs))
    return 0


def _kept(measured: dict[str, dict[str, Any]], found: list[Cost], runs: int) -> dict[str, object]:
    """What is committed: milliseconds of CPU by query, and memory."""
    sizes = [size for size in SIZES if size in measured]
    by_query = {
        cost.name: {
            **{
                f"{size} M": round(measured[size]["queries"][cost.name]["cpu"], 1) for size in sizes
            },
            **({"by hand": round(cost.hand, 1)} if cost.hand == cost.hand else {}),
            **({"pandas": round(cost.pandas, 1)} if cost.pandas == cost.pandas else {}),
        }
        for cost in found
    }
    memory = {name: each["peak MB"] for name, each in measured.items()}
    return {"runs": runs, "CPU ms": by_query, "peak MB": memory}


def _tell_change(key: str, found: list[Cost]) -> None:
    """Prints the queries whose growth differs much from what was committed last."""
    before = results.committed(key).get("CPU ms", {})
    for cost in found:
        then = before.get(cost.name, {})
        if {"3 M", "30 M"} <= then.keys() and cost.large == cost.large:
            was = then["30 M"] / max(then["3 M"], 1)
            now = cost.large / max(cost.small, 1)
            if not 0.5 < now / was < 2:
                print(f"{cost.name}: 30 M cost {was:.1f} times 3 M when committed, {now:.1f} now")


if __name__ == "__main__":
    sys.exit(main())
