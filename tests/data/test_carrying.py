"""What pages and files get of carried figures: series, ratios, the latest, what is left unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd
import pytest

from data import carrying, ratios, warehouse
from data.cache import frame as ask
from data.warehouse import Warehouse
from tests.carried import DAY, LATER, Line, Value, fill
from tests.data.conftest import Line as Printed

MERGED = [Line("a", "A"), Line("b", "A"), Line("c", "B")]
TEAMS = ("teams", "published")


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch, world: Warehouse) -> Warehouse:
    """The tiny world, as pages ask for it."""
    monkeypatch.setattr(warehouse, "shared", lambda: world)
    return world


@pytest.fixture(scope="module")
def released(seeded: Warehouse) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(warehouse, "shared", lambda: seeded)
        yield


def told(rows: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    picked = rows[["area_id", "as_of", *columns]].itertuples(index=False)
    return [(row.area_id, row.as_of.date(), *row[2:]) for row in picked]


def test_own_and_carried_values_make_one_series(there: Warehouse) -> None:
    values = [
        Value("a", 5),
        Value("b", 7),
        Value("A", 13, LATER),
        Value("c", 4),
        Value("B", 6, DAY),
    ]
    fill(there, MERGED, values)
    rows = carrying.history(*TEAMS, "commune")
    assert told(rows, "value", "carried", "missing_parts") == [
        ("2025-c91001", DAY, 12, "sum", ""),
        ("2025-c91001", LATER, 13, "own", ""),
        ("2025-c91002", DAY, 6, "own", ""),  # its own of that day, not that of the old one
    ]
    assert carrying.history(*TEAMS, "commune", "2025-p92").empty
    assert list(rows.columns) == [
        *ask("history_by_area", indicator="teams", vintage="2025", level="commune", within="",
             dataset="published").columns,
        *carrying.SAID,
    ]  # fmt: skip


def test_what_leaves_everything_open_is_named_and_not_shown(there: Warehouse) -> None:
    fill(there, MERGED, [Value("a", 5, DAY, "nearly"), Value("c", 4)])
    assert set(carrying.history(*TEAMS, "commune")["area_id"]) == {"2025-c91002"}
    assert carrying.unsaid(*TEAMS, "commune") == ("2025-c91001",)
    fill(there, MERGED, [Value("a", 5, DAY, "nearly"), Value("a", 5, date(2024, 1, 31))])
    assert carrying.unsaid(*TEAMS, "commune") == ()


def test_a_ratio_is_reckoned_from_its_carried_counts(there: Warehouse) -> None:
    values = [
        Value("a", 60, DAY, indicator="smartphone_users"),
        Value("b", 30, DAY, indicator="smartphone_users"),
        Value("a", 100, date(2025, 4, 30), indicator="population"),
        Value("b", 80, date(2024, 9, 30), indicator="population"),
        Value("a", 55, DAY, indicator="smartphone_rate"),  # printed, and of an old unit that ended
        Value("c", 64, DAY, "nearly", indicator="smartphone_rate"),
    ]
    fill(there, MERGED, values)
    rows = carrying.carried("smartphone_rate", "published", "commune")
    assert told(rows, "value", "qualifier", "carried", "unit") == [
        ("2025-c91001", DAY, 50.0, "exact", "sum", "%"),
        ("2025-c91002", DAY, 64.0, "nearly", "own", "%"),
    ]
    assert rows["oldest_as_of"][0].date() == date(2024, 9, 30)
    # Half of the people missing: a number of people that is at least 100 makes at most 90 of 100.
    fill(there, MERGED, [value for value in values if value.value != 80])
    row = carrying.carried("smartphone_rate", "published", "commune").iloc[0]
    assert (row["value"], row["qualifier"], row["missing_parts"]) == (90, "at_most", "Bờ Cát")


def test_counts_more_than_a_year_apart_make_no_ratio(there: Warehouse) -> None:
    long_ago = date(2024, 1, 31)
    values = [Value(old, 60, DAY, indicator="smartphone_users") for old in "ab"]
    values += [Value(old, 90, long_ago, indicator="population") for old in "ab"]
    fill(there, MERGED, values)
    assert carrying.carried("smartphone_rate", "published", "commune").empty


def test_the_latest_is_the_newest_of_own_and_carried(there: Warehouse) -> None:
    fill(there, MERGED, [Value("a", 5), Value("b", 7), Value("A", 9, date(2025, 4, 30))])
    rows = carrying.latest(("2025-c91001", "2024-c91001"), "published")
    assert told(rows, "value", "carried", "name_en", "superseded") == [
        ("2024-c91001", DAY, 5, "own", "Teams", False),
        ("2025-c91001", DAY, 12, "sum", "Teams", False),
    ]
    fill(there, MERGED, [Value("a", 5), Value("b", 7), Value("A", 13, LATER)])
    row = carrying.latest(("2025-c91001",), "published").iloc[0]
    assert (row["value"], row["carried"]) == (13, "own")


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        ("teams", ""),
        ("villages_coverage_pct", ""),  # both counts are in the catalogue
        ("coverage_4g_rate", "ratio"),
        ("dti_rank", "rank"),
        ("dti_score", "score"),
        ("support_vnd_per_team_month", "amount"),
        ("members_per_team_max", "count"),
    ],
)
def test_why_an_indicator_is_not_carried(released: None, indicator: str, expected: str) -> None:
    row = ask("indicators").set_index("indicator_id", drop=False).loc[indicator]
    assert carrying.why_not(row) == expected


def test_the_published_figures_of_quang_ngai_meet_at_the_break(
    released: None, printed: dict[str, Printed]
) -> None:
    def published(area: str, day: str) -> float:
        (value,) = {
            float(line["value"])
            for line in printed.values()
            if (line["area"], line["as_of"], line["indicator"]) == (area, day, "teams")
        }
        return value

    parts = published("Quảng Ngãi", "2023-10") + published("Kon Tum", "2024")
    rows = carrying.history(*TEAMS, "province").query("area_id == '2025-p51'").iloc[-2:]
    assert parts == published("Quảng Ngãi", "2025-07") == 1707
    assert told(rows, "value", "qualifier", "carried", "missing_parts") == [
        ("2025-p51", date(2024, 12, 31), parts, "exact", "sum", ""),
        ("2025-p51", date(2025, 7, 31), 1707, "exact", "own", ""),
    ]
    oldest = rows["oldest_as_of"].iloc[0], rows["oldest_precision"].iloc[0]
    assert oldest == (pd.Timestamp(2023, 10, 31), "month")


def test_populations_of_both_definitions_are_never_in_one_ratio(released: None) -> None:
    rows = carrying.history(*TEAMS, "province")
    parts = ratios.parts_of("people", "2025", "province", "published")
    divided = ratios.divide(rows, parts, "people").dropna(subset=["value"])
    assert set(divided["carried"]) == {"own", "sum"}
    assert divided["part_source"].nunique() == 1
    assert divided["part_as_of"].min() >= carrying.CHANGED_ON


def test_the_old_population_is_carried_but_does_not_compare(released: None) -> None:
    rows = carrying.history("population", "published", "province").query("area_id == '2025-p51'")
    (day,) = ask("breaks_by_indicator", indicator="population")["broke_on"]
    before, since = rows[rows["as_of"] < day], rows[rows["as_of"] >= day]
    assert (len(before), len(since)) == (1, 1)
    assert before["carried"].tolist() == ["sum"]
    own = ask("trend_by_area", indicator="population", dataset="published",
              areas=["2024-p51", "2024-p62"])  # fmt: skip
    assert before["value"].iloc[0] == own["value"].sum()


def test_coverage_counts_what_is_carried(there: Warehouse) -> None:
    fill(
        there, MERGED, [Value("a", 5), Value("B", 6, LATER), Value("c", 3, indicator="population")]
    )
    counted = ask("coverage_carried", dataset="published", level="commune", within="")
    assert counted.values.tolist() == [["population", 1, 0], ["teams", 2, 0]]
