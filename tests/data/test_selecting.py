"""Selections: what an address means, and that it gives the stored figures it names, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import queries
from data import selecting, warehouse
from data.selecting import Problem, Selection, SelectionError
from data.unchanged import FiguresChanged
from geo.areas import LEVELS, VINTAGES
from tests.carried import DAY, LATER, Line, Value, fill
from tests.world import AREAS, INDICATORS, build_world

AREA_IDS = [line.split(" |")[0] for line in AREAS.strip().splitlines()[1:]]
INDICATOR_IDS = [line.split(" |")[0] for line in INDICATORS.strip().splitlines()[1:]]
# What lies in some places, at both times. Districts and provinces of the same communes are alike.
OF_MAY_TRANG = {area for area in AREA_IDS if re.match(r"202.-[pdcv]91", area)}
INSIDE = {
    "": set(AREA_IDS),
    "2024-p91": OF_MAY_TRANG,
    "2025-p91": OF_MAY_TRANG,
    "2024-d911": OF_MAY_TRANG,
    "2024-c91001": {"2024-c91001", "2024-v91001-xom-go"},
    "2025-p92": {area for area in AREA_IDS if re.match(r"202.-[pdc]92", area)},
    "2024-p93": {"2024-p93"},
}


@pytest.fixture(scope="module", autouse=True)
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[warehouse.Warehouse]:
    """The tiny world with a reported figure beside, as pages ask for it."""
    world = build_world(Path(tmp_path_factory.mktemp("selecting")) / "atlas.duckdb")
    with world.transaction() as cursor:
        cursor.execute(
            "insert into observation select * replace ('reported' as dataset, 7 as value, "
            "concat(origin, ' again') as origin) from observation where area_id = '2024-p91'"
        )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(warehouse, "shared", lambda: world)
        yield world
    world.close()


days = st.none() | st.dates(date(2024, 5, 1), date(2025, 12, 31))


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    """Any selection of the tiny world that an address may name."""
    first, last = draw(days), draw(days)
    if first and last and first > last:
        first, last = last, first
    level, vintage = draw(st.sampled_from(["", *LEVELS])), draw(st.sampled_from(["", *VINTAGES]))
    units = draw(st.sampled_from(selecting.UNITS)) if vintage != "2024" else "then"
    return Selection(
        dataset=draw(st.sampled_from(["published", "reported"])),
        indicators=tuple(draw(st.lists(st.sampled_from(INDICATOR_IDS), unique=True))),
        areas=tuple(draw(st.lists(st.sampled_from(AREA_IDS), unique=True, max_size=6))),
        level="" if level == "district" and (vintage == "2025" or units == "today") else level,
        within=draw(st.sampled_from(sorted(INSIDE))),
        vintage=vintage,
        first=first,
        last=last,
        units=units,
    )


def meant(selection: Selection, raw: pd.DataFrame) -> list[str]:
    """Origins of the figures that the selection means, in order, found one by one."""
    found = []
    for row in raw.itertuples():
        dated = not pd.isna(row.as_of)
        day = row.as_of.date() if dated else date.max
        spanned = selection.first or selection.last
        if (
            row.dataset == selection.dataset
            and row.indicator_id in (selection.indicators or INDICATOR_IDS)
            and row.area_id in (selection.areas or AREA_IDS)
            and row.level in ((selection.level,) if selection.level else LEVELS)
            and row.area_id in INSIDE[selection.within]
            and (not selection.vintage or row.area_id[:4] in (selection.vintage, "vn"))
            and (dated or not spanned)
            and (selection.first or date.min) <= day
            and (day <= (selection.last or date.max))
        ):
            found.append((row.indicator_id, day, row.area_id, row.origin))
    return [origin for *_, origin in sorted(found)]


def read(selection: Selection, batch_rows: int = selecting.BATCH_ROWS) -> pd.DataFrame:
    return pd.concat([pd.DataFrame({"origin": []}), *selecting.batches(selection, batch_rows)])


@given(selection=selections(), batch_rows=st.sampled_from([1, 3, 20_000]))
@settings(deadline=None, max_examples=50)
def test_what_is_stored_of_a_selection(
    there: warehouse.Warehouse, selection: Selection, batch_rows: int
) -> None:
    selection = replace(selection, units="then")
    with there.cursor() as cursor:
        raw = cursor.execute("select * from observation join area using (area_id)").df()
    expected = meant(selection, raw)
    frames = list(selecting.batches(selection, batch_rows))
    assert [origin for frame in frames for origin in frame["origin"]] == expected
    assert all(0 < len(frame) <= batch_rows for frame in frames)
    assert selecting.count(selection) == len(expected)


@given(selections())
@settings(deadline=None, max_examples=100)
def test_an_address_gives_its_selection_again(selection: Selection) -> None:
    query = selection.to_query()
    assert set(query) <= set(selecting.PARAMETERS)
    assert selecting.from_query({**query, "lang": "en", "format": "csv"}) == selection


def test_an_address_that_says_nothing_means_all_that_is_published() -> None:
    assert selecting.from_query({}) == Selection()
    assert selecting.from_query({"data": "", "in": "vn", "units": ""}) == Selection()
    assert Selection().to_query() == {}


FIRST_OF_LAST = ("2025-06-30 or later",)
DATE_FORM = ("year-month-day, such as 2025-06-30",)
NO_DISTRICT = ("nation", "province", "commune", "village")


@pytest.mark.parametrize(
    ("query", "problems"),
    [
        ({"data": "demos"}, [("data", "demos", ("published", "reported", "submitted", "demo"))]),
        ({"indicator": "teams,team"}, [("indicator", "team", ("teams",))]),
        ({"indicator": "x"}, [("indicator", "x", tuple(sorted(INDICATOR_IDS)))]),
        ({"area": "2024-p91,2024-p19"}, [("area", "2024-p19", selecting.AREA_FORMS)]),
        ({"area": "91"}, [("area", "91", ("2025-p91", "2024-p91"))]),
        ({"area": ",".join(map(str, range(501)))}, [("area", "501", ("at most 500",))]),
        ({"in": "2024-p91,2024-p92"}, [("in", "2", ("at most 1",))]),
        ({"level": "moon"}, [("level", "moon", LEVELS)]),
        ({"vintage": "2023"}, [("vintage", "2023", VINTAGES)]),
        ({"first": "20250630"}, [("first", "20250630", DATE_FORM)]),
        ({"last": "2025-02-30"}, [("last", "2025-02-30", DATE_FORM)]),
        ({"first": "2025-06-30", "last": "2025-06-29"}, [("last", "2025-06-29", FIRST_OF_LAST)]),
        ({"units": "now"}, [("units", "now", ("then", "today"))]),
        ({"level": "district", "vintage": "2025"}, [("level", "district", NO_DISTRICT)]),
        ({"level": "district", "units": "today"}, [("level", "district", NO_DISTRICT)]),
        ({"vintage": "2024", "units": "today"}, [("units", "today", ("then",))]),
        (
            {"units": "now", "data": "demos", "first": "x"},
            [
                ("data", "demos", ("published", "reported", "submitted", "demo")),
                ("first", "x", DATE_FORM),
                ("units", "now", ("then", "today")),
            ],
        ),
    ],
)
def test_all_that_an_address_names_wrongly_is_said(
    query: dict[str, str], problems: list[tuple[Any, ...]]
) -> None:
    with pytest.raises(SelectionError) as error:
        selecting.from_query(query)
    assert error.value.problems == tuple(Problem(*each) for each in problems)
    assert all(f"{each[0]}={each[1]!r}" in str(error.value) for each in problems)


def test_a_reading_ends_where_figures_are_stored_meanwhile(there: warehouse.Warehouse) -> None:
    frames = selecting.batches(Selection(), 1)
    next(frames)
    with there.transaction() as cursor:
        cursor.execute("update observation set value = value")
    with pytest.raises(FiguresChanged):
        next(frames)


def test_the_queries_mean_the_same_areas() -> None:
    """They cannot share the words, so they are held to be the same."""
    of_areas = [
        queries.sql_of(name).partition("with inside as (")[2].partition("\n)\n\nselect")[0]
        for name in ("selected_areas", "selected_figures", "selected_count")
    ]
    areas, figures, count = (text.partition("\n),\n\n-- joined")[0] for text in of_areas)
    assert len(areas) > 500
    assert areas == figures == count


@pytest.mark.parametrize("within", ["", "2024-p91", "2025-p92"])
def test_units_of_today_hold_what_is_stored_of_today(within: str) -> None:
    today = Selection(within=within, units="today")
    stored = read(replace(today, units="then", vintage="2025"))
    rows = read(today)
    assert set(rows["origin"]) >= set(stored["origin"])
    assert selecting.count(today) == len(rows)


def test_figures_are_carried_an_indicator_at_a_time(tmp_path: Path) -> None:
    world = build_world(tmp_path / "carried.duckdb")
    fill(
        world,
        [Line("a", "A"), Line("b", "A"), Line("c", "B")],
        [
            Value("a", 5),
            Value("b", 7),
            Value("A", 13, LATER),
            Value("A", 14, LATER, "nearly"),  # both stay
            Value("c", 4),
            Value("a", 20, indicator="population"),
            Value("b", 30, indicator="population"),
            Value("a", 2, indicator="smartphone_users"),
            Value("b", 3, indicator="smartphone_users"),
        ],
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(warehouse, "shared", lambda: world)
        rows = read(Selection(units="today"), 1)
        told = rows[["indicator", "area_id", "as_of", "value", "carried"]]
        assert [(*row[:2], row[2].date(), *row[3:]) for row in told.itertuples(index=False)] == [
            ("population", "2025-c91001", DAY, 50, "sum"),
            ("smartphone_rate", "2025-c91001", DAY, 10, "sum"),
            ("smartphone_users", "2025-c91001", DAY, 5, "sum"),
            ("teams", "2025-c91001", DAY, 12, "sum"),
            ("teams", "2025-c91002", DAY, 4, "own"),
            ("teams", "2025-c91001", LATER, 13, "own"),
            ("teams", "2025-c91001", LATER, 14, "own"),
        ]
        since = Selection(units="today", first=DAY + timedelta(days=1))
        assert list(read(since)["value"]) == [13, 14]
        until = Selection(units="today", last=DAY, indicators=("teams", "population"))
        assert list(read(until)["value"]) == [50, 12, 4]
        one = Selection(units="today", areas=("2025-c91002",))
        assert list(read(one)["value"]) == [4]
    world.close()
