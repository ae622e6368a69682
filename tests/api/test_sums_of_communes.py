"""Sums of communes as files and the data API give them, held to a handful of reported rows."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data import rollups, warehouse
from data.selecting import SelectionError, from_query
from data.writing import formats
from data.writing.formats import Wish
from tests.api.data_api import ask, walked
from tests.world import build_world

MAY, SEPTEMBER, OCTOBER = date(2025, 5, 31), date(2025, 9, 30), date(2025, 10, 31)
COMMUNES = {  # what each reported, by indicator and day
    ("2024-c91001", "teams", MAY): 3,
    ("2024-c91002", "teams", MAY): 4,
    ("2025-c91001", "teams", SEPTEMBER): 7,
    ("2025-c91001", "teams", OCTOBER): 8,
    ("2025-c91002", "teams", OCTOBER): 10,
    ("2025-c91001", "smartphone_users", OCTOBER): 30,
    ("2025-c91001", "population", OCTOBER): 40,
    ("2025-c91002", "population", OCTOBER): 400,
}
OWN = {("2025-p91", "teams", SEPTEMBER): 100}  # of which no sum is made


@pytest.fixture(scope="module", autouse=True)
def _reported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder: Path = tmp_path_factory.mktemp("sums")
    built = build_world(folder / "atlas.duckdb")
    with built.cursor() as cursor:
        for n, ((area, indicator, day), value) in enumerate((COMMUNES | OWN).items()):
            cursor.execute(
                "insert into observation (area_id, indicator_id, timing, as_of, precision, basis, "
                "value, low, high, qualifier, dataset, source_id, batch_id, origin) values "
                "(?, ?, 'cumulative', ?, 'month', 'printed', ?, ?, ?, 'exact', 'reported', "
                "'s-moon', 'b', ?)",
                [area, indicator, day, value, value, value, f"f:{n}"],
            )
        rollups.start(cursor)
    built.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        warehouse.forget()
        yield
        warehouse.forget()


def expected(area: str, indicator: str, day: date, of: int) -> tuple[Any, ...]:
    """The sum over what the communes of the area's number said, in plain Python."""
    said = [
        value
        for (commune, what, when), value in COMMUNES.items()
        if (what, when) == (indicator, day) and commune[6:8] == area[6:8]
    ]
    low = sum(said)
    high = low if len(said) == of else None
    qualifier = "exact" if high else "at_least"
    return area, day.isoformat(), low, low, high, qualifier, "total", len(said), of


def file(query: str, shape: str = "long") -> pd.DataFrame:
    params = dict(pair.split("=") for pair in query.split("&"))
    content = b"".join(formats.parts(from_query(params), Wish("csv", shape)))
    return pd.read_csv(io.BytesIO(content), dtype={"vintage": str})


def answered(query: str) -> pd.DataFrame:
    pages = walked(f"observations?{query}&limit=2")
    return pd.DataFrame([row for page in pages for row in page["rows"]])


def told(rows: pd.DataFrame) -> list[tuple[Any, ...]]:
    named = [
        "area_id",
        "as_of",
        "value",
        "low",
        "high",
        "qualifier",
        "carried",
        "parts",
        "expected",
    ]
    found = rows[named].astype(object)
    return [tuple(row) for row in found.where(found.notna(), None).itertuples(index=False)]


PLACES = "data=reported&sums=communes&area=2024-d911,2024-p91,2025-p91"
THEN = [
    expected("2024-d911", "teams", MAY, 3),
    expected("2024-p91", "teams", MAY, 3),
    ("2025-p91", "2025-09-30", 100, 100, 100, "exact", "own", None, None),
    expected("2025-p91", "teams", OCTOBER, 2),
]
TODAY = [
    *THEN[:2],
    expected("2025-p91", "teams", MAY, 3),  # which has the communes that Mây Trắng had then
    expected("2024-d911", "teams", SEPTEMBER, 2),
    expected("2024-p91", "teams", SEPTEMBER, 2),
    THEN[2],
    expected("2024-d911", "teams", OCTOBER, 2),
    expected("2024-p91", "teams", OCTOBER, 2),
    THEN[3],
]


@pytest.mark.parametrize("give", [file, answered])
@pytest.mark.parametrize(("units", "rows"), [("then", THEN), ("today", TODAY)])
def test_sums_stand_where_an_area_has_no_figure(
    give: Any, units: str, rows: list[tuple[Any, ...]]
) -> None:
    found = give(f"{PLACES}&indicator=teams&units={units}")
    assert told(found) == rows
    assert not found["origin"].duplicated().any()


@pytest.mark.parametrize("give", [file, answered])
def test_a_ratio_is_of_those_that_said_both_and_open(give: Any) -> None:
    found = give(f"{PLACES}&indicator=smartphone_rate")
    assert told(found) == [
        ("2025-p91", "2025-10-31", 75, None, None, "about", "ratio", 1, 2),
    ]


def test_without_the_choice_nothing_is_summed() -> None:
    assert set(answered("data=reported")["carried"]) == {"own"}
    assert "parts" not in file("data=reported")


def test_wide_files_say_of_how_many_each_sum_is() -> None:
    rows = file(f"{PLACES}&indicator=teams,population&first=2025-10-01", "wide")
    (row,) = rows.itertuples()
    assert (row.teams, row.teams_parts, row.teams_expected) == (18, 2, 2)
    assert (row.population, row.population_parts, row.population_expected) == (440, 2, 2)


def test_published_figures_are_not_summed() -> None:
    with pytest.raises(SelectionError, match="data=reported"):
        from_query({"sums": "communes"})
    answer = ask("observations?sums=communes")
    assert answer.status == 400
    assert answer.json["problems"][0]["parameter"] == "sums"


def test_a_district_without_communes_lies_in_its_province_for_both() -> None:
    """As island districts do."""
    with warehouse.shared().transaction() as cursor:
        cursor.execute(
            "insert into area select * replace ('2024-d919' as area_id, '919' as code) from area "
            "where area_id = '2024-d911'"
        )
        cursor.execute(
            "insert into observation select * replace ('2024-d919' as area_id, 'published' as "
            "dataset, 'f:island' as origin) from observation where origin = 'f:0'"
        )
    inside = "in=2024-p91&indicator=teams"
    assert list(file(inside)["origin"]) == list(answered(inside)["origin"])
    assert "f:island" in set(file(inside)["origin"])
