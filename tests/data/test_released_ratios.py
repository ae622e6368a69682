"""Ratios of the figures as released, against the files read with nothing of ours."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

from data import warehouse
from data.cache import frame as ask
from data.ratios import PARTS, divide, divisible, parts_of
from data.warehouse import Warehouse
from tests.data.conftest import Line

DAY = pd.Timestamp("2026-12-31").date()


@pytest.fixture(scope="module")
def released(seeded: Warehouse) -> Iterator[None]:
    """The pages' way of asking, on the warehouse of the release."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(warehouse, "shared", lambda: seeded)
        yield


@pytest.mark.parametrize(
    ("indicator", "per", "can"),
    [
        ("teams", "people", True),
        ("members", "teams", True),
        ("teams", "teams", False),
        ("dti_rank", "people", False),
        ("dti_score", "people", False),
        ("smartphone_rate", "communes", False),
        ("population", "communes", False),
        ("communes_total", "people", False),
        ("members_per_team_min", "people", False),
        ("support_vnd_per_team_month", "teams", False),
        ("administrative_procedures_configured", "people", False),
    ],
)
def test_only_counts_that_add_up_are_divided(
    released: None, indicator: str, per: str, can: bool
) -> None:
    row = ask("indicators").set_index("indicator_id", drop=False).loc[indicator]
    assert divisible(row, per) is can


def latest(indicator: str, vintage: str, level: str) -> pd.DataFrame:
    place = {"vintage": vintage, "level": level}
    return ask("latest_by_area", dataset="published", indicator=indicator, **place, date=DAY)


@pytest.mark.parametrize(
    ("per", "area", "above", "below", "qualifier"),
    [
        ("people", "2024-p34", 17, "published_population.csv:Thái Bình", "about"),
        ("people", "2024-p38", 94, "published_population.csv:Thanh Hóa", "more_than"),
        ("people", "2024-d173", 4, "published_figures.csv:10", "exact"),
        ("communes", "2024-d173", 4, "published_figures.csv:3", "exact"),
    ],
)
def test_teams_of_the_five_areas_by_hand(
    released: None,
    printed: dict[str, Line],
    per: str,
    area: str,
    above: int,
    below: str,
    qualifier: str,
) -> None:
    file, _, place = below.partition(":")
    named = [
        line
        for origin, line in printed.items()
        if origin == below or (origin.startswith(file) and line["area"] == place)
    ]
    x, y = Fraction(printed[f"published_figures.csv:{above}"]["value"]), named[0]["value"]
    level = "district" if "-d" in area else "province"
    spread = 50 if named[0]["qualifier"] == "about" else 0  # in thousands with one decimal
    found = divide(latest("teams", "2024", level), parts_of(per, "2024", level, "published"), per)
    row = found.set_index("area_id").loc[area]
    low = x / (Fraction(y) + spread) * PARTS[per].factor
    assert row.low == pytest.approx(float(low))
    assert row.qualifier == qualifier
    assert row.part_source == named[0]["source_title"]


def test_communes_after_the_merger_divide_nothing_before_it(released: None) -> None:
    """Line 98 prints 166 communes for June 2025; Thanh Hóa had 547 until the merger."""
    found = divide(
        latest("teams", "2024", "province"),
        parts_of("communes", "2024", "province", "published"),
        "communes",
    )
    row = found.set_index("area_id").loc["2024-p38"]
    assert (row.part_value, row.value) == (547, pytest.approx(4000 / 547))
    assert row.qualifier == "more_than"


def test_two_lower_bounds_say_nothing_of_thanh_hoa(released: None) -> None:
    rows, parts = (
        latest("members", "2024", "province"),
        parts_of("teams", "2024", "province", "published"),
    )
    found = divide(rows, parts, "teams").set_index("area_id")
    assert (rows.set_index("area_id").loc["2024-p38", "qualifier"]) == "more_than"
    assert pd.isna(found.loc["2024-p38", "value"])
    assert found.loc["2024-p34", "value"] == pytest.approx(12000 / 1797)
    assert found.loc["2024-p34", "qualifier"] == "nearly"
    assert pd.isna(found.loc["2024-p96", "value"])


def test_counts_of_communes_are_those_of_the_registry(released: None) -> None:
    file = Path(__file__).parents[2] / "geo" / "registry" / "areas.csv.gz"
    registry = pd.read_csv(file, dtype=str, keep_default_na=False)
    communes = registry[registry["level"] == "commune"]
    for vintage, level, column in (
        ("2024", "province", "province_id"),
        ("2024", "district", "parent_id"),
        ("2025", "province", "province_id"),
    ):
        found = ask("commune_counts", vintage=vintage, level=level)
        expected = communes[communes["vintage"] == vintage][column].value_counts()
        assert dict(zip(found["area_id"], found["value"], strict=True)) == expected.to_dict()
        day = "2025-03-31" if vintage == "2024" else "2025-07-01"
        assert set(found["as_of"]) == {pd.Timestamp(day)}
    assert ask("commune_counts", vintage="2025", level="commune").empty
    assert list(parts_of("communes", "2024", "commune", "published").columns) == list(found.columns)
