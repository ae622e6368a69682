"""A warehouse of 3 or 30 million observations, all of them invented and marked as simulated.

Every commune of today reports many indicators each month from July 2025 on; one report in fifty
is missing. Beside them, in proportion: the reports, their files, what was corrected, targets by
month, teams with states by half-year, and the sums that imports keep. Numbers follow from area,
month and indicator by arithmetic alone, so that two builds hold the same rows.

Rows lie as the files of provinces and months would leave them, one after the other, or in the
order that readers ask for (indicator, day, area).
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import duckdb

from data import paths, rollups, warehouse
from data.migrations import whole_number

DATASET = "demo"
FOLDER = Path(tempfile.gettempdir()) / "atlas-benchmarks"
STATEMENTS = Path(__file__).parent / "sql"
INDICATORS_OF_PAGES = (
    *("adults_with_digital_signature", "digital_signatures_installed", "households_reached"),
    *("adults_with_digital_skills", "teams", "members", "adults", "population", "households"),
    *("people_guided", "training_classes", "villages_total", "villages_covered"),
    *("teams_village_level", "teams_commune_level", "smartphone_users", "people_15plus"),
    *("online_dossiers", "dossiers_received", "business_households"),
)
BUILDING: dict[str, str | bool | int | float | list[str]] = {
    "threads": "4",
    "memory_limit": "3GB",
    "preserve_insertion_order": True,
}


@dataclass(frozen=True)
class Size:
    """How much a warehouse holds.

    Attributes:
        name: Of its file.
        months: From July 2025 on.
        indicators: Of the catalogue, those first that pages ask for.
        communes: Of today, in the order of their codes.
        teams: Of villages, in each commune.
    """

    name: str
    months: int
    indicators: int
    communes: int = 3321
    teams: int = 24

    @property
    def reports(self) -> int:
        """How many reports came: one in fifty is missing."""
        return sum(
            (commune * 7 + month * 11) % 50 != 0
            for commune in range(1, self.communes + 1)
            for month in range(self.months)
        )

    @property
    def observations(self) -> int:
        """How many simulated observations there are."""
        return self.reports * self.indicators


SMALL = Size("3 M", 48, 20)
LARGE = Size("30 M", 60, 150)


def kept(size: Size, as_files_came: bool = False, folder: Path = FOLDER) -> Path:
    """The warehouse's file, built if there is none of this size and this schema.

    Args:
        size: How much it holds.
        as_files_came: Whether rows lie in the order of files, else in that of readers.
        folder: Of what is kept from run to run.
    """
    order = "files" if as_files_came else "sorted"
    file = folder / f"{size.name.replace(' ', '')}-{order}" / "atlas.duckdb"
    if not _holds(file, size):
        file.unlink(missing_ok=True)
        build(file, size, as_files_came)
    return file


def build(file: Path, size: Size, as_files_came: bool = False) -> None:
    """Makes the warehouse's file: the release, then what is invented, then its sums."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    warehouse.open_warehouse(unfinished).close()
    with duckdb.connect(unfinished, config=BUILDING) as connection:
        _run(connection, "scene", **_params(size))
        for statement in ("files", "reports", "teams", "targets"):
            _run(connection, statement)
        for month in range(size.months):
            _run(connection, "log", month=month)
        for span in _spans(size, as_files_came):
            _run(connection, "observations", as_files_came=as_files_came, **span)
        _run(connection, "corrections")
        rollups.renew(connection, DATASET)
        _run(connection, "version")
        connection.execute("checkpoint")
    unfinished.replace(file)


def _spans(size: Size, as_files_came: bool) -> Iterator[dict[str, int]]:
    """What is stored in one go: a month of every indicator, or an indicator of every month."""
    if as_files_came:
        for month in range(size.months):
            yield {"month": month, "last_month": month, "one": 1, "last_one": size.indicators}
    else:
        for one in range(1, size.indicators + 1):
            yield {"month": 0, "last_month": size.months - 1, "one": one, "last_one": one}


def _params(size: Size) -> dict[str, object]:
    return {
        "months": size.months,
        "indicators": size.indicators,
        "communes": size.communes,
        "teams": size.teams,
        "first": list(INDICATORS_OF_PAGES),
    }


def _run(connection: duckdb.DuckDBPyConnection, statement: str, **params: object) -> None:
    text = (STATEMENTS / f"{statement}.sql").read_text(encoding="utf-8")
    for part in re.sub("--.*", "", text).split(";\n"):
        named = {name: value for name, value in params.items() if f"${name}" in part}
        connection.execute(part, named)


def _holds(file: Path, size: Size) -> bool:
    """Whether the file is of this schema and holds as much as it should."""
    if not file.is_file():
        return False
    newest = max(int(each.name[:3]) for each in paths.SCHEMA.glob("[0-9]*.sql"))
    with duckdb.connect(file, read_only=True) as connection:
        schema = whole_number(connection, "select max(number) from migration")
        stored = whole_number(connection, "select count(*) from observation where dataset = 'demo'")
    return schema == newest and stored == size.observations


def main() -> int:
    """Builds what is not there and says how long it took and how much it holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=("3", "30"), default="3")
    parser.add_argument("--as-files-came", action="store_true")
    asked = parser.parse_args()
    started = perf_counter()
    file = kept(LARGE if asked.size == "30" else SMALL, asked.as_files_came)
    with duckdb.connect(file, read_only=True) as connection:
        for table in ("observation", "observation_log", "rollup", "target", "report", "team"):
            print(f"{table}: {len(connection.table(table)):,}")
    seconds = perf_counter() - started
    print(f"{file}: {file.stat().st_size / 1e6:,.0f} MB, {seconds:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
