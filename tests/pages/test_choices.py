"""What arrives first, and how it is listed."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

import queries
from data import warehouse
from geo.classes import classes_by, rank_classes
from pages.parts import catalogue
from pages.parts.filters import widest_date
from pages.parts.view import BREAKS
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
    ("figures", "widest"),
    [
        ("a2022", "2022"),
        ("a2021 b2021 a2022 b2022 c2022 c2024", "2022"),  # as many as in 2024, more of its own
        ("a2021 b2022 a2023", "2023"),  # as many, as fresh: the later
        ("a2021 b2021 c2021 a2023 a2024 d2024", "2024"),  # one more area, though most are old
        ("a2021 a2022 a2023 b2020", "2023"),
    ],
)
def test_the_widest_date(figures: str, widest: str) -> None:
    rows = pd.DataFrame([(name[0], f"{name[1:]}-12-31") for name in figures.split()])
    rows.columns = pd.Index(["area_id", "as_of"])
    rows["as_of"] = pd.to_datetime(rows["as_of"])
    for order in (rows, rows.iloc[::-1]):
        assert widest_date(order) == date(int(widest), 12, 31)


def test_without_figures_the_date_is_today() -> None:
    assert widest_date(pd.DataFrame({"area_id": [], "as_of": []})) == date.today()


def test_of_every_indicator_the_widest_date_shows_most_areas() -> None:
    """On random histories, against counting area by area."""
    random = np.random.default_rng(7)
    for _ in range(100):
        n = int(random.integers(1, 30))
        rows = pd.DataFrame(
            {
                "area_id": random.integers(0, 8, n),
                "as_of": pd.to_datetime(
                    [f"2024-{month:02d}-01" for month in random.integers(1, 9, n)]
                ),
            }
        ).drop_duplicates()
        pairs = [(int(a), d.date()) for a, d in rows.itertuples(index=False)]
        reach = {
            day: (len({a for a, d in pairs if d <= day}), sum(d == day for _, d in pairs), day)
            for _, day in pairs
        }
        assert widest_date(rows) == max(reach.values())[2]


@pytest.mark.usefixtures("released")
@pytest.mark.parametrize("vintage", ["2024", "2025"])
def test_the_list_holds_each_indicator_once_by_pillar(vintage: str) -> None:
    found = catalogue.covered("published", vintage, "province")
    assert found["indicator_id"].is_unique
    places = [catalogue.PILLARS.index(pillar) for pillar in found["pillar"]]
    assert places == sorted(places)
    for _, rows in found.groupby("pillar"):
        assert rows["areas"].is_monotonic_decreasing
    labels = catalogue.labels("en", "published", vintage, "province")
    assert list(labels) == found["indicator_id"].tolist()
    assert len(set(labels.values())) == len(labels)
    areas = {"2024": 63, "2025": 23}[vintage]
    assert labels["population"] == f"Population ({areas})"
    assert (
        catalogue.labels("vi", "published", vintage, "province")["population"]
        == f"Dân số ({areas})"
    )


@pytest.mark.usefixtures("released")
def test_no_two_classes_of_a_map_read_alike() -> None:
    with warehouse.shared().cursor() as cursor:
        indicators = queries.run(cursor, "indicators").set_index("indicator_id")
        seen = 0
        for vintage in ("2024", "2025"):
            place = {"vintage": vintage, "level": "province", "within": ""}
            for indicator_id in queries.run(
                cursor, "coverage_by_indicator", dataset="published", **place
            )["indicator_id"]:
                values = queries.run(
                    cursor, "history_by_area", dataset="published", indicator=indicator_id, **place
                )["value"]
                decimals = int(indicators.loc[indicator_id, "decimals"])
                is_rank = indicators.loc[indicator_id, "kind"] == "rank" and len(values)
                cuts = [classes_by(breaks, values, decimals) for breaks in BREAKS]
                for classes in [rank_classes(int(values.max()))] if is_rank else cuts:
                    labels = classes.labels(
                        lambda edge, d=decimals: number(edge, d),  # type: ignore[misc]
                        decimals == 0,
                        "{edge}+",
                    )
                    assert len(set(labels)) == len(labels), (indicator_id, labels)
                assert [v for v in values if round(v, decimals) != v] == [], indicator_id
                seen += len(values)
    assert seen > 300
