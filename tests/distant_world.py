"""Two invented months in which every query finds something, and what each is asked of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

import queries
from data import rollups
from data.warehouse import open_warehouse
from tests import monthly_world, teams
from tests.monthly_rows import add_batch, add_source, add_value
from tests.monthly_world import OCTOBER, SEPTEMBER
from tests.queries.test_headers import EXAMPLES

DAY, TODAY = date(2025, 8, 31), date(2025, 11, 3)
# Of what is asked besides, for the second and third time: these in place of the examples.
OF_COMMUNES = {
    "vintage": "2025",
    "level": "commune",
    "place": "2025-p91",
    "area": "2025-p91",
    "areas": ["2025-c91001", "2025-c91002", "2025-c92001", "2025-p91", "2025-p92"],
    "indicators": ["smartphone_users", "smartphone_rate", "teams"],
    "left": ["smartphone_users"],
    "right": ["population"],
    "least": 0,
    "most": 1,
    "first": SEPTEMBER,
    "last": OCTOBER,
    "day": OCTOBER,
    "earlier": SEPTEMBER,
    "date": OCTOBER,
    "today": TODAY,
    "batch": "first",
    "codes": ["not_a_number"],
}
OF_OLD = {
    "dataset": "published",
    "areas": ["2024-p91", "2024-d911", "2024-c91001", "2024-c91002", "vn"],
    "kind": "",
    "first": date(2024, 1, 1),
    "last": date(2025, 12, 31),
    "most": 2,
    "undated": True,
}
PAGED = {
    "dataset": "published",
    "areas": [],
    "indicators": [],
    "after_area_id": "2024-p91",
    "after_as_of": date(2024, 6, 30),
    "after_dataset": "published",
    "after_indicator": "teams",
    "after_new_id": "2025-c91001",
    "after_old_id": "2024-c91001",
    "after_origin": "world.csv:2",
    "after_source_id": "s-moon",
    "within": "2025-p91",
    "folded": "la",
}
ASKED: dict[str, dict[str, object]] = {
    "examples": EXAMPLES,
    "communes": EXAMPLES | OF_COMMUNES,
    "old": EXAMPLES | OF_OLD,
    "paged": EXAMPLES | PAGED,
}


def different(name: str) -> list[dict[str, object]]:
    """The parameters that the query is asked with, each once."""
    found: list[dict[str, object]] = []
    for asked in ASKED.values():
        params = {param: asked[param] for param in queries.params_of(name)}
        if params not in found:
            found.append(params)
    return found


def build(path: Path) -> None:
    """Builds the warehouse at the path and closes it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(monthly_world, "build_world", teams.build)  # on one world, both
        monthly_world.build(path)
    opened = open_warehouse(path)
    with opened.transaction() as cursor:
        _add_files(cursor)
        _add_wrong(cursor)
        _add_names(cursor)
        _add_layers(cursor)
        rollups.start(cursor)
    opened.close()


def _add_files(cursor: duckdb.DuckDBPyConnection) -> None:
    """Files that were corrected, taken back or had mistakes, and an area's own figure."""
    add_source(cursor)
    add_batch(cursor, "first")
    add_batch(cursor, "second", day=25)
    add_batch(cursor, "back", state="undone", day=26)
    for indicator, value, batch in (
        ("teams", 4.5, "first"),  # replaced by the next
        ("teams", 5, "second"),
        ("teams", 6, "back"),
    ):
        holds = batch == "second"
        add_value(cursor, "2025-c92002", indicator, OCTOBER, value, batch=batch, holds=holds)
    add_value(cursor, "2025-p91", "teams", OCTOBER, 13, batch="second", qualifier="nearly", line=9)
    cursor.execute(
        "insert into target values ('2025-p91', 'smartphone_users', 'registered', '>=', 900, "
        "'2025-10-31', 'month', 'printed', 1, 'reported', 's-office', 'first', 'x')"
    )
    cursor.execute(
        "insert into problem values ('first', 'not_a_number', 'T', 3, 'D', 'teams', '1o', 'digits')"
    )
    cursor.execute("insert into saved_layout values ('A', '[]', '{}', 'me', '2025-10-01 10:00:00')")


def _add_wrong(cursor: duckdb.DuckDBPyConnection) -> None:
    """More users than people, a rate above 100, and a figure that cites nothing known."""
    for indicator, value in (("population", 100), ("smartphone_users", 140.5)):
        add_value(cursor, "2025-c92002", indicator, OCTOBER, value, batch="second", line=4)
    add_value(cursor, "2025-c91001", "smartphone_users", DAY, 1100, batch="second", line=5)
    add_value(cursor, "2025-c91001", "population", DAY, 1000, batch="second", line=5)
    add_value(cursor, "2025-c91001", "smartphone_rate", OCTOBER, 110, batch="second", line=6)
    add_value(cursor, "2025-c91001", "area_km2", OCTOBER, 4000, batch="second", line=7)
    add_value(cursor, "2025-c91001", "teams", DAY, 3, batch="lost", source="s-lost", line=8)
    cursor.execute(
        "insert into indicator select * replace ('area_km2' as indicator_id, 'km²' as unit_vi, "
        "null as rollup) from indicator where indicator_id = 'teams'"
    )


def _add_names(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute(
        "insert into alias values ('Xa La', '2025', '2025-p91', '2025-c91001', 'me', "
        "'2025-10-01 10:00:00.123456')"
    )
    cursor.execute(
        "insert into area_name values ('2025-c91001', 'Xã Lá Cũ', 'xã', null, null, "
        "'2025-06-30', 'alias', 'la cu')"
    )


def _add_layers(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute(
        "insert into boundary_layer (layer_id, vintage, level, title, office, dated, file_name, "
        "sha256, features, matched, units, lacking, based_on, state, created_at) values ('g-1', "
        "'2025', 'commune', 'Ranh giới', 'Sở', '2025-08-01', 'x.zip', '', 4, 4, 4, 1, '', "
        "'committed', '2025-10-01 10:00:00')"
    )
    cursor.execute("insert into boundary_file values ('g-1', 'commune', 'national', 'abc')")
    cursor.execute("insert into boundary_lacking values ('g-1', '2025-c92002')")
