"""Teams of a day, their rules and the villages without one, from a handful of teams."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd
import pytest

import queries
from data import team_counts, team_rules
from data.warehouse import Warehouse
from tests.teams import APRIL, AUGUST, JUNE, OCTOBER, SAID, STATES, TEAMS, build

MAY = date(2025, 5, 31)
FIELDS = ("members", *SAID, "leader_role")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    warehouse = build(tmp_path_factory.mktemp("teams") / "atlas.duckdb")
    yield warehouse
    warehouse.close()


def asked(world: Warehouse, name: str, area: str, day: date, **more: object) -> list[Any]:
    params = {"area": area, "day": day, "dataset": "reported", **more}
    with world.cursor() as cursor:
        return list(queries.run(cursor, name, **params).itertuples(index=False))


def sizes(world: Warehouse, area: str, day: date) -> list[Any]:
    return asked(world, "team_sizes_by_commune", area, day, aged=date(2025, 5, 1))


def rules(world: Warehouse, area: str, day: date) -> dict[tuple[str, str], tuple[Any, ...]]:
    found = team_rules.by_commune(asked(world, "team_rules_by_commune", area, day))
    return {
        key: (one.area_id, one.low, one.high, one.carried)
        for key, one in found.items()
        if key[1] == "village"
    }


def standing(day: date, communes: set[str]) -> dict[str, dict[str, Any]]:
    """The last state of each team of the communes, by plain Python."""
    of_team = {team: commune for team, commune, _level, _village in TEAMS}
    found: dict[str, dict[str, Any]] = {}
    for team, as_of, *said in sorted(STATES, key=lambda row: row[1]):
        is_old = of_team[team].startswith("2024") and day >= date(2025, 7, 1)
        if of_team[team] in communes and as_of <= day and (not is_old or as_of.month > 6):
            found[team] = dict(zip(FIELDS, said, strict=True))
    return found


PLACES = [
    ("2024-p91", APRIL, {"2024-c91001", "2024-c91002", "2024-c91003"}, {"now": 2}),
    ("2024-d911", JUNE, {"2024-c91001", "2024-c91002", "2024-c91003"}, {"now": 4}),
    ("2024-c91001", MAY, {"2024-c91001"}, {"now": 1}),
    ("2025-p91", AUGUST, {"2025-c91001", "2024-c91002"}, {"now": 1, "old": 1}),
    ("2024-d911", OCTOBER, {"2025-c91001", "2025-c91002", "2024-c91002"}, {"now": 2, "old": 1}),
    ("2025-c91002", OCTOBER, {"2025-c91002", "2024-c91002"}, {"now": 1, "old": 1}),
    ("2025-c92002", OCTOBER, {"2024-c92002"}, {"maybe": 1}),
    ("2025-p92", OCTOBER, {"2024-c92002"}, {"old": 1}),
    ("vn", OCTOBER, {commune for _t, commune, *_r in TEAMS}, {"now": 2, "old": 2}),
]


@pytest.mark.parametrize(("area", "day", "communes", "stands"), PLACES)
def test_the_latest_state_up_to_the_day_counts(
    world: Warehouse, area: str, day: date, communes: set[str], stands: dict[str, int]
) -> None:
    expected = standing(day, communes)
    listed = asked(world, "team_list", area, day)
    assert {row.team_id for row in listed} == set(expected)
    for row in listed:
        for field, value in expected[row.team_id].items():
            cell = getattr(row, field)
            assert (None if pd.isna(cell) else cell) == value
    counted: dict[str, int] = {}
    for row in sizes(world, area, day):
        counted[row.stands] = counted.get(row.stands, 0) + row.teams
    assert counted == stands


@pytest.mark.parametrize(("area", "day", "communes", "stands"), PLACES)
def test_levels_are_counted_apart_and_what_is_not_said_is_left_out(
    world: Warehouse, area: str, day: date, communes: set[str], stands: dict[str, int]
) -> None:
    expected = {} if "maybe" in stands else standing(day, communes)
    levels = {team: level for team, _commune, level, _village in TEAMS}
    tallies = team_counts.tallies(sizes(world, area, day), {}, lambda row: row.commune_id)
    for level in ("village", "commune"):
        own = [said for team, said in expected.items() if levels[team] == level]
        found = team_counts.together(tallies, level)
        assert found.teams == len(own)
        assert found.members == sum(said["members"] or 0 for said in own)
        assert found.unsaid == sum(said["members"] is None for said in own)
        for group in SAID:
            both = [s for s in own if s[group] is not None and s["members"] is not None]
            share = found.shares[group]
            assert share.teams == len(both)
            assert share.people == sum(said[group] for said in both)
            assert share.members == sum(said["members"] for said in both)
        assert found.core_told == sum(said["core_members"] is not None for said in own)
        assert found.with_core == sum((said["core_members"] or 0) > 0 for said in own)
        assert found.leaders["unsaid"] == sum(said["leader_role"] is None for said in own)
        assert found.verdicts == ({"no_rule": len(own)} if own else {})


def test_training_and_age_are_those_of_the_state(world: Warehouse) -> None:
    for day, in_person, aged in ((JUNE, [4], 0), (MAY, [], 1)):
        (size,) = sizes(world, "2024-c91001", day)
        assert size.aged == aged
        listed = asked(world, "team_list", "2024-c91001", day)
        assert [row.in_person for row in listed if not pd.isna(row.in_person)] == in_person
        assert all(pd.isna(row.online) for row in listed)


def test_the_nearest_dated_rule_is_in_force_from_its_day(world: Warehouse) -> None:
    communes = ["2024-c91001", "2024-c91002", "2024-c91003"]
    province, district = ("2024-p91", 2, 8, False), ("2024-d911", 5, None, False)
    assert rules(world, "2024-p91", date(2025, 1, 30)) == {}
    assert rules(world, "2024-p91", MAY) == {(each, "village"): province for each in communes}
    assert rules(world, "2024-p91", JUNE) == {(each, "village"): district for each in communes}
    assert rules(world, "2024-p92", JUNE) == {}


def test_an_old_rule_goes_on_where_all_came_from_under_it(world: Warehouse) -> None:
    found = rules(world, "2025-p91", AUGUST)
    assert found["2025-c91001", "village"] == ("2024-d911", 5, None, True)
    assert found["2025-c91002", "village"] == ("2024-d911", 5, None, True)
    assert found["2024-c91002", "village"] == ("2024-d911", 5, None, True)


def test_a_rule_of_today_holds_for_teams_in_old_communes_too(world: Warehouse) -> None:
    assert rules(world, "2025-p92", AUGUST) == {}
    found = rules(world, "2025-p92", OCTOBER)
    assert set(found.values()) == {("2025-p92", None, 4, False)}
    assert {"2025-c92001", "2025-c92002", "2024-c92002"} <= {commune for commune, _ in found}


def test_an_old_rule_ends_where_land_came_from_elsewhere(world: Warehouse) -> None:
    with world.transaction() as cursor:
        cursor.execute(
            "insert into lineage (old_id, new_id, kind, share, new_share, margin, carries, basis) "
            "values ('2024-c92001', '2025-c91002', 'sliver', 0.01, 0.01, 0.1, true, 'estimate')"
        )
    try:
        found = rules(world, "2025-p91", AUGUST)
        assert ("2025-c91002", "village") not in found
        assert ("2025-c91001", "village") in found
    finally:
        with world.transaction() as cursor:
            cursor.execute("delete from lineage where new_id = '2025-c91002' and kind = 'sliver'")


def test_villages_are_covered_lacking_or_unclear(world: Warehouse) -> None:
    def counted(area: str, day: date) -> dict[str, tuple[int, ...]]:
        rows = asked(world, "villages_by_commune", area, day)
        return {r.commune_id: (r.villages, r.covered, r.unclear, r.lacking) for r in rows}

    assert counted("2024-p91", JUNE) == {
        "2024-c91001": (2, 1, 0, 1),
        "2024-c91002": (1, 1, 0, 0),
        "2024-c91003": (1, 1, 0, 0),
    }
    # In April no list told of v-d's team yet, and none said when it was set up.
    assert counted("2024-p91", APRIL)["2024-c91003"] == (1, 0, 1, 0)
    assert counted("vn", OCTOBER) == {
        "2025-c91001": (2, 1, 0, 1),
        "2025-c91002": (1, 0, 1, 0),  # t2 still stands in the old commune
        "2025-c92002": (1, 0, 1, 0),  # t5 may be here
    }


@pytest.mark.parametrize("day", [APRIL, JUNE, AUGUST, OCTOBER])
def test_the_list_of_villages_is_what_was_counted(world: Warehouse, day: date) -> None:
    listed = asked(world, "villages_without_team", "vn", day)
    unclear = sum(bool(row.told_later or row.old_teams) for row in listed)
    counted = asked(world, "villages_by_commune", "vn", day)
    assert unclear == sum(row.unclear for row in counted)
    assert len(listed) - unclear == sum(row.lacking for row in counted)


def test_another_dataset_has_none_of_it(world: Warehouse) -> None:
    for name in ("team_list", "villages_by_commune", "villages_without_team"):
        assert asked(world, name, "vn", OCTOBER, dataset="demo") == []
