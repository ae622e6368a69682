"""Ranks are shown within one edition, and nothing is carried over a change of method."""

from datetime import date

import pandas as pd
import pytest

from data.cache import frame as ask
from pages.parts import editions, trend_words
from pages.parts.catalogue import indicator
from pages.parts.filters import widest_date
from pages.parts.map_picture import payload
from pages.parts.trend_scene import trend_of
from tests.pages.mapping import days, scene, shown

pytestmark = pytest.mark.usefixtures("released", "session")
PLACE = {"vintage": "2024", "level": "province"}


def ranks(day: date) -> pd.DataFrame:
    return ask(
        "latest_by_area", indicator="dti_rank", date=day, dataset="published", **PLACE
    ).dropna(subset=["value"])


def at(*found: tuple[str, str, float]) -> pd.DataFrame:
    rows = pd.DataFrame(found, columns=["area_id", "as_of", "value"])
    return rows.assign(as_of=pd.to_datetime(rows["as_of"]))


@pytest.mark.parametrize(
    ("day", "edition", "areas"),
    [
        (date(2020, 12, 31), 2020, 6),
        (date(2022, 12, 31), 2022, 63),
        (date(2023, 12, 30), 2022, 63),
        (date(2023, 12, 31), 2023, 5),
        (date(2025, 6, 30), 2024, 3),
    ],
)
def test_ranks_are_those_of_the_newest_edition_up_to_the_day(
    day: date, edition: int, areas: int
) -> None:
    found = ranks(day)
    assert set(found["as_of"].dt.year) == {edition}
    assert len(found) == areas
    assert list(found["value"]).count(1) <= 1


def test_scores_are_carried_to_the_next_edition() -> None:
    found = ask(
        "latest_by_area",
        indicator="dti_score",
        date=date(2024, 12, 31),
        dataset="published",
        **PLACE,
    )
    assert set(found["as_of"].dropna().dt.year) == {2021, 2022, 2023, 2024}


def test_the_map_says_how_many_have_an_older_rank(session: dict[str, object]) -> None:
    drawn = scene(indicator="dti_rank", date=date(2024, 12, 31))
    assert set(drawn.known["as_of"].dt.year) == {2024}
    assert len(drawn.lines) == 63
    assert [line[1] for line in drawn.lines].count("") == 60
    assert drawn.superseded == 60
    assert "60 nơi nữa chỉ có hạng của kỳ trước, không so sánh được" in drawn.subtitle
    first = scene(indicator="dti_rank", date=date(2022, 12, 31))
    assert first.superseded == 0
    assert "kỳ trước" not in first.subtitle


def test_play_shows_at_each_step_its_own_edition_only() -> None:
    drawn = payload(scene(indicator="dti_rank"))
    assert drawn["since"] == list(range(len(drawn["steps"])))
    for step, day in enumerate(days(drawn)):
        found = shown(drawn, step)
        assert {place.note[0] for place in found.values()} == {str(day.year)}
        assert [place.words for place in found.values()].count("hạng 1") <= 1
    assert payload(scene(indicator="teams"))["since"] == [0] * len(
        payload(scene(indicator="teams"))["steps"]
    )


def test_nothing_is_carried_over_a_change_of_method() -> None:
    history = at(("a", "2024-06-30", 1), ("b", "2024-09-30", 2), ("a", "2025-03-31", 3))
    breaks = [pd.Timestamp("2025-01-01")]
    dates = history["as_of"]
    assert editions.since(date(2024, 12, 31), dates, breaks, False) == pd.Timestamp.min
    assert editions.since(date(2025, 1, 1), dates, breaks, False) == breaks[0]
    assert editions.since(date(2025, 3, 31), dates, breaks, True) == dates.max()
    assert widest_date(history) == date(2025, 3, 31)
    assert widest_date(history, breaks) == date(2024, 9, 30)
    assert widest_date(history, (), is_rank=True) == date(2025, 3, 31)


def test_the_map_carries_no_score_over_the_new_method_of_2025() -> None:
    before, after = (
        scene(indicator="dti_score", date=day) for day in (date(2024, 12, 31), date(2025, 1, 1))
    )
    assert len(before.known) == 21
    assert (len(after.known), after.superseded) == (0, 21)
    assert "21 nơi nữa chỉ có số trước khi đổi cách tính" in after.subtitle


def test_first_is_said_of_those_with_figures_and_leads_of_rank_one_only() -> None:
    assert " dẫn đầu: hạng 1 (2022)" in scene(indicator="dti_rank").title
    early = scene(indicator="dti_rank", date=date(2020, 12, 31))
    best = early.known.iloc[0]
    assert early.title == f"Trong 6 nơi có hạng, {best['short_name']} đứng đầu: hạng 14 (2020)"
    areas = ("2024-p38", "2024-p96")
    said = trend_words.title(trend_of(indicator("dti_rank"), areas))
    assert "dẫn đầu" not in said


def test_areas_side_by_side_are_ranked_within_one_edition() -> None:
    found = ask(
        "latest_by_indicator",
        dataset="published",
        areas=["2024-p01", "2024-p38", "2024-p96", "2024-p34"],
    )
    own = found[found["indicator"] == "dti_rank"]
    newest = own["as_of"].max()
    assert list(own["superseded"]) == list(own["as_of"] < newest)
    assert not found[found["indicator"] == "teams"]["superseded"].any()
    alone = ask("latest_by_indicator", dataset="published", areas=["2024-p38"])
    assert not alone["superseded"].any()
