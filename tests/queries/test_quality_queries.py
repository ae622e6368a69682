"""What is asked about the quality of reports, each figure another way over a handful of rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from math import log
from statistics import median
from typing import Any

import pytest

import queries
from data.warehouse import Warehouse
from tests.monthly_rows import DATASET, add_batch, add_report, add_source, add_value
from tests.world import build_world

JUNE, JULY, AUGUST, SEPTEMBER = (
    date(2025, 6, 30),
    date(2025, 7, 31),
    date(2025, 8, 31),
    date(2025, 9, 30),
)
LEAF, SHORE, CLEAR, DRY = "2025-c91001", "2025-c91002", "2025-c92001", "2025-c92002"
TEAMS, PEOPLE, PHONES = "teams", "population", "smartphone_users"
# (commune, month, indicator): value, or value and qualifier. Dry has not reported September.
VALUES: dict[tuple[str, date, str], Any] = {
    (LEAF, JULY, TEAMS): 100,
    (LEAF, AUGUST, TEAMS): 200,
    (LEAF, SEPTEMBER, TEAMS): 198,  # one per cent less, which is let pass
    (SHORE, JULY, TEAMS): 1000,
    (SHORE, AUGUST, TEAMS): 1010,
    (SHORE, SEPTEMBER, TEAMS): 999,  # more than one per cent less
    (CLEAR, JULY, TEAMS): 50,  # August is blank: September's step is unknown, its fall is not
    (CLEAR, SEPTEMBER, TEAMS): 40,
    (DRY, AUGUST, TEAMS): 7,
    (LEAF, SEPTEMBER, PEOPLE): 500,
    (LEAF, SEPTEMBER, PHONES): 501,  # a part above its whole
    (SHORE, SEPTEMBER, PEOPLE): (500, "about"),  # 450 to 550
    (SHORE, SEPTEMBER, PHONES): 540,  # may be true
    (SHORE, SEPTEMBER, "cards"): 3000,  # which Leaf, of the same province, left blank
    (CLEAR, SEPTEMBER, PHONES): -4,
    (LEAF, SEPTEMBER, "smartphone_rate"): 100.5,
    (SHORE, SEPTEMBER, "smartphone_rate"): 100,
}
REPORTED = {(area, day) for area, day, _ in VALUES}
SPAN = {"first": date(2025, 9, 1), "last": SEPTEMBER, "dataset": DATASET}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    warehouse = build_world(tmp_path_factory.mktemp("quality") / "atlas.duckdb")
    with warehouse.transaction() as cursor:
        add_source(cursor)
        add_source(cursor, "s-other")
        cursor.execute(
            "insert into indicator select * replace ('cards' as indicator_id) from indicator "
            "where indicator_id = 'population'"
        )
        add_batch(cursor, "first", day=1)
        add_batch(cursor, "again", day=5)
        add_batch(cursor, "undone", state="undone", day=7)
        for area, day in sorted(REPORTED):
            add_report(cursor, area, day, datetime(2025, 10, 1), batch="first")
        add_report(cursor, DRY, SEPTEMBER, datetime(2025, 10, 7), batch="undone", state="undone")
        add_value(cursor, DRY, TEAMS, SEPTEMBER, 9, batch="undone", holds=False)
        lines = {LEAF: 3, SHORE: 4, CLEAR: 5, DRY: 6}
        for (area, day, indicator), said in VALUES.items():
            value, qualifier = said if isinstance(said, tuple) else (said, "exact")
            # Shore's teams of September were sent again: 900 first, then what holds.
            batch = "again" if (area, day, indicator) == (SHORE, SEPTEMBER, TEAMS) else "first"
            if batch == "again":
                add_value(cursor, area, indicator, day, 900, batch="first", line=4, holds=False)
            add_value(
                cursor,
                *(area, indicator, day, value),
                batch=batch,
                qualifier=qualifier,
                line=lines[area],
            )
        for line, code in ((4, "negative"), (4, "fell"), (99, "negative")):
            cursor.execute(
                "insert into problem values ('first', ?, 'T', ?, 'E', 'population', '-3', '')",
                [code, line],
            )
    yield warehouse
    warehouse.close()


def ask(world: Warehouse, name: str, **params: Any) -> list[Any]:
    with world.cursor() as cursor:
        return list(queries.run(cursor, name, **params).itertuples(index=False))


def test_blank_fields_are_those_of_reports_that_came(world: Warehouse) -> None:
    fields = [TEAMS, PEOPLE, PHONES]
    asked = ask(world, "blank_fields_by_commune", areas=["vn"], indicators=fields, **SPAN)
    found = [row for row in asked if row.indicator in fields]
    expected = {
        (area, field)
        for area, day in REPORTED
        for field in fields
        if day == SEPTEMBER and (area, day, field) not in VALUES
    }
    assert {(row.area_id, row.indicator) for row in found} == expected == {(CLEAR, PEOPLE)}
    assert len(found) == len(expected)


def test_what_others_of_the_province_report_is_asked_of_all(world: Warehouse) -> None:
    found = ask(world, "blank_fields_by_commune", areas=["vn"], indicators=[], **SPAN)
    came = [area for area, day in REPORTED if day == SEPTEMBER]
    told = {(area, field) for area, day, field in VALUES if day == SEPTEMBER}
    expected = {
        (area, field): sum(each[6:8] == area[6:8] for each in came)
        for area in came
        for other, field in told
        if other[6:8] == area[6:8] and (area, field) not in told and "rate" not in field
    }
    assert {(row.area_id, row.indicator): row.asked for row in found} == expected
    assert expected == {(LEAF, "cards"): 2}


def test_each_way_to_be_wrong_is_found_once_and_what_may_be_true_is_not(
    world: Warehouse,
) -> None:
    found = ask(world, "broken_values_by_commune", areas=["vn"], **SPAN)
    assert {(row.area_id, row.kind, row.indicator, row.value) for row in found} == {
        (CLEAR, "negative", PHONES, -4),
        (LEAF, "above_100", "smartphone_rate", 100.5),
        (LEAF, "part_above_whole", PHONES, 501),
        (SHORE, "fell", TEAMS, 999),
        (CLEAR, "fell", TEAMS, 40),
    }
    assert len(found) == 5
    before = {
        row.area_id: (row.other, row.other_as_of.date()) for row in found if row.kind == "fell"
    }
    assert before == {SHORE: (1010, AUGUST), CLEAR: (50, JULY)}
    whole = next(row for row in found if row.kind == "part_above_whole")
    assert (whole.whole, whole.other) == (PEOPLE, 500)


def test_only_the_place_and_the_month_asked_for_are_looked_at(world: Warehouse) -> None:
    found = ask(world, "broken_values_by_commune", areas=["2024-d921"], **SPAN)
    assert {row.area_id for row in found} == {CLEAR}
    august = SPAN | {"first": date(2025, 8, 1), "last": AUGUST}
    assert ask(world, "broken_values_by_commune", areas=["vn"], **august) == []


@pytest.mark.parametrize(
    ("least", "most", "broken"),
    [
        (None, 1, {LEAF}),  # 501 : 500
        (None, 1.002, set()),
        (1.003, None, {LEAF}),
        (0, None, set()),
    ],
)
def test_a_rule_is_broken_by_exact_figures_alone(
    world: Warehouse, least: float | None, most: float | None, broken: set[str]
) -> None:
    rule = {"left": [PHONES], "right": [PEOPLE], "least": least, "most": most, "parts": 2}
    found = ask(world, "broken_rules_by_commune", areas=["vn"], **rule, **SPAN)
    assert {row.area_id for row in found} == broken
    assert all((row.one, row.other) == (501, 500) for row in found)


def test_what_an_import_left_out_is_found_by_its_row(world: Warehouse) -> None:
    asked = {"codes": ["negative"], "areas": ["2025-p91"]}
    found = ask(world, "left_out_by_commune", **asked, **SPAN)
    # Line 4 is Shore's; no value of line 99 was stored; `fell` keeps nothing out.
    assert [(row.area_id, row.code, row.file_name, row.line) for row in found] == [
        (SHORE, "negative", "first.xlsx", 4)
    ]


def test_a_step_is_that_of_two_months_that_follow(world: Warehouse) -> None:
    asked = SPAN | {"first": date(2025, 7, 1)}
    found = {
        (row.area_id, row.indicator): row
        for row in ask(world, "changes_by_commune", areas=["vn"], **asked)
    }
    assert set(found) == {(LEAF, TEAMS), (SHORE, TEAMS)}
    for area in (LEAF, SHORE):
        july, august, september = (VALUES[area, day, TEAMS] for day in (JULY, AUGUST, SEPTEMBER))
        earlier = [log((august + 1) / (july + 1))]
        row = found[area, TEAMS]
        assert (row.value, row.before, row.steps) == (september, august, 1)
        assert row.step == pytest.approx(log((september + 1) / (august + 1)))
        assert row.usual == pytest.approx(median(earlier))
        assert row.spread == pytest.approx(0)
        assert row.province_id == "2025-p91"


def test_what_holds_now_stands_beside_what_was_said_first(world: Warehouse) -> None:
    found = ask(world, "corrections_by_commune", areas=["2024-p91"], **SPAN)
    assert [
        (row.area_id, row.indicator, row.before, row.value, row.file_name) for row in found
    ] == [(SHORE, TEAMS, 900, 999, "again.xlsx")]


def test_files_taken_back_are_those_of_the_place(world: Warehouse) -> None:
    (only,) = ask(world, "undone_by_area", areas=["2024-d921"], dataset=DATASET)
    assert (only.batch_id, only.areas, only.undone_by) == ("undone", 1, "chief")
    assert ask(world, "undone_by_area", areas=["2025-p91"], dataset=DATASET) == []


def test_groups_are_districts_that_go_on_or_provinces_of_the_time(world: Warehouse) -> None:
    districts = ask(
        world, "groups_by_commune", areas=["2025-p92"], level="district", vintage="2024"
    )
    assert {(row.commune_id, row.group_id) for row in districts} == {
        (area, "2024-d921") for area in (CLEAR, DRY, "2024-c92001", "2024-c92002")
    }
    provinces = ask(world, "groups_by_commune", areas=["vn"], level="province", vintage="2025")
    assert {row.commune_id: row.group_id for row in provinces}["2024-c92002"] == "2025-p92"
    assert len(provinces) == len({row.commune_id for row in provinces}) == 9
