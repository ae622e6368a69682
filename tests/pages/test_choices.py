"""What arrives first, and how it is listed."""

from datetime import date

import pandas as pd
import pytest

import queries
from data import warehouse
from geo.classes import rank_classes, round_classes
from pages.parts import catalogue, language
from pages.parts.filters import widest_date
from pages.parts.wording import number

pytestmark = pytest.mark.usefixtures("session")


@pytest.mark.parametrize(
    ("found", "widest"),
    [
        ([], None),
        ([("a", "teams", 3), ("b", "index", 63), ("c", "society", 9)], "b"),
        ([("people", "context", 63), ("a", "teams", 3)], "a"),
        ([("people", "context", 63), ("land", "context", 34)], "people"),
        ([("a", "teams", 3), ("b", "index", 3)], "a"),
    ],
)
def test_the_widest_indicator(found: list[tuple[str, str, int]], widest: str | None) -> None:
    frame = pd.DataFrame(found, columns=["indicator_id", "pillar", "areas"])
    assert catalogue.widest(frame) == widest


@pytest.mark.parametrize(
    ("coverage", "widest"),
    [
        ([("2022-12-31", 63, 63)], "2022-12-31"),
        ([("2021-12-31", 22, 20), ("2022-12-31", 63, 63), ("2024-12-31", 63, 4)], "2022-12-31"),
        ([("2023-12-31", 7, 1), ("2024-12-31", 10, 1), ("2025-06-30", 10, 1)], "2025-06-30"),
    ],
)
def test_the_widest_date(coverage: list[tuple[str, int, int]], widest: str) -> None:
    frame = pd.DataFrame(coverage, columns=["as_of", "areas", "fresh"])
    frame["as_of"] = pd.to_datetime(frame["as_of"])
    for rows in (frame, frame.iloc[::-1]):
        assert widest_date(rows) == date.fromisoformat(widest)


@pytest.mark.usefixtures("released")
@pytest.mark.parametrize("vintage", ["2024", "2025"])
def test_the_list_holds_each_indicator_once_by_pillar(vintage: str) -> None:
    found = catalogue.covered(vintage, "province")
    assert found["indicator_id"].is_unique
    places = [catalogue.PILLARS.index(pillar) for pillar in found["pillar"]]
    assert places == sorted(places)
    for _, rows in found.groupby("pillar"):
        assert rows["areas"].is_monotonic_decreasing
    language.use("en")
    labels = found.apply(catalogue.option_label, axis=1)
    assert labels.is_unique
    row = found[found["indicator_id"] == "population"].iloc[0]
    areas = {"2024": 63, "2025": 23}[vintage]
    assert catalogue.option_label(row) == f"Population ({areas})"


@pytest.mark.usefixtures("released")
def test_no_two_classes_of_a_map_read_alike() -> None:
    with warehouse.shared().cursor() as cursor:
        indicators = queries.run(cursor, "indicators").set_index("indicator_id")
        seen = 0
        for vintage in ("2024", "2025"):
            for indicator_id in queries.run(
                cursor, "coverage_by_indicator", vintage=vintage, level="province"
            )["indicator_id"]:
                place = {"indicator": indicator_id, "vintage": vintage, "level": "province"}
                values = queries.run(cursor, "values_by_indicator", **place)["value"]
                decimals = int(indicators.loc[indicator_id, "decimals"])
                is_rank = indicators.loc[indicator_id, "kind"] == "rank" and len(values)
                classes = rank_classes(int(values.max())) if is_rank else round_classes(values)
                labels = classes.labels(
                    lambda edge, d=decimals: number(edge, d),  # type: ignore[misc]
                    decimals == 0,
                    "{edge}+",
                )
                assert len(set(labels)) == len(labels), (indicator_id, labels)
                assert [v for v in values if round(v, decimals) != v] == [], indicator_id
                seen += len(values)
    assert seen > 300
