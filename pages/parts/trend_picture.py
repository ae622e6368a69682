"""The chart of a set of trends: lines together, small multiples, or bars of change."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from data import carrying, series
from figures import changes, multiples, trend
from pages.parts import carried_words, figures_table
from pages.parts.escape import escape
from pages.parts.language import _, current
from pages.parts.reader import kept_for_reader
from pages.parts.screen import ink, is_phone
from pages.parts.trend_measure import MIRRORED
from pages.parts.wording import date_in_words, operator_in_words

if TYPE_CHECKING:
    from pages.parts.trend_scene import TrendScene

MOST_TOGETHER = 4  # more lines than this in one chart cannot be told apart


@kept_for_reader
def chart(scene: TrendScene, height: int, small: bool, place: int = 0) -> Any:
    """The figure of what is drawn.

    Args:
        scene: What is drawn.
        height: In pixels, of a chart with all lines together.
        small: Whether it goes without labels.
        place: Whose colour the first line has, counted from 0.
    """
    common: dict[str, Any] = {
        "unit": escape(scene.measure.unit),
        "separators": ",." if current() == "vi" else ".,",
        "narrow": small or is_phone(),
        "ink": ink(),
    }
    if scene.series == "change":
        places = {code: place for place, code in enumerate(scene.areas)}
        return changes.bars(_changes(scene), places=places, **common)
    common |= {
        "names": {code: escape(name) for code, name in scene.names.items()},
        "benchmarks": {code: escape(name) for code, name in scene.benchmark_names.items()},
        "breaks": [
            (pd.Timestamp(day).date(), _("method changed")) for day in scene.breaks["broke_on"]
        ],
        "marks": _marks(scene),
        "from_zero": scene.series == "values",
        "reversed_axis": scene.indicator.kind == "rank",
    }
    points = pd.concat([_hovered(scene, scene.rows), _hovered(scene, scene.benchmarks)])
    if scene.rows["area_id"].nunique() <= MOST_TOGETHER:
        return trend.lines(points, _worded_targets(scene), height=height, place=place, **common)
    answers = {
        row.area_id: f"{scene.measure.words(row)} ({date_in_words(row.as_of, row.precision)})"
        for row in series.latest(scene.rows).itertuples()
    }
    return multiples.grid(points, _worded_targets(scene), answers=answers, **common)


def days_of_change(row: Any) -> str:
    """The two dates between which a change took place."""
    earlier = date_in_words(row.base_as_of, row.base_precision)
    return f"{earlier} → {date_in_words(row.as_of, row.precision)}"


def _marks(scene: TrendScene) -> list[tuple[date, str]]:
    """1 July 2025, where the figures lie on both sides of it."""
    days = pd.concat([scene.rows["as_of"], scene.benchmarks["as_of"]])
    if days.empty or not days.min() < carrying.CHANGED_ON <= days.max():
        return []
    return [(carrying.CHANGED_ON.date(), _("7/2025: new units"))]


def _hovered(scene: TrendScene, rows: pd.DataFrame) -> pd.DataFrame:
    names = scene.names | scene.benchmark_names
    hovers = []
    for row in rows.itertuples():
        said = [
            figures_table.hover(row, names[row.area_id], scene.measure.words(row)),
            scene.share_in_words(row.origin),
            scene.measure.origin(row),
            *map(escape, carried_words.lines(row)),
            figures_table.hover_source(row),
        ]
        hovers.append("<br>".join(filter(None, said)))
    return rows.assign(hover=hovers)


def _changes(scene: TrendScene) -> pd.DataFrame:
    """The changes from the top down: of many areas the newest of each, the best first."""
    rows = _hovered(scene, scene.rows)
    if many := rows["area_id"].nunique() > MOST_TOGETHER:
        rows = series.latest(rows)
    drawn = rows.assign(
        place=rows["area_id"].map(scene.areas.index),
        label=[
            f"<b>{escape(scene.names[row.area_id])}</b> · {days_of_change(row)}: "
            + scene.measure.words(row)
            for row in rows.itertuples()
        ],
    )
    if scene.measure.growing:
        drawn = drawn.assign(
            length=drawn["percent"], low=drawn["percent_low"], high=drawn["percent_high"]
        )
    elif scene.indicator.kind == "rank":  # a place gained is a step to the right
        drawn = drawn.assign(
            length=-drawn["value"],
            low=-drawn["high"],
            high=-drawn["low"],
            qualifier=drawn["qualifier"].map(lambda said: MIRRORED.get(said, said)),
        )
    else:
        drawn = drawn.assign(length=drawn["value"])
    if many:
        return drawn.sort_values("length", ascending=False, kind="stable")
    return drawn.sort_values(["place", "as_of"], kind="stable")


def _worded_targets(scene: TrendScene) -> pd.DataFrame:
    """The targets that have a date; none beside what is reckoned, which they are not of."""
    shown = scene.targets[:0] if scene.measure.derived else scene.targets
    targets = shown.dropna(subset=["due"])
    # Of those registered anew each month only the last; the page of targets draws them all.
    is_last = ~targets.duplicated(["area_id", "kind"], keep="last")
    targets = targets[is_last | (targets["kind"] != "registered")]
    labels = [
        _(
            "{area}: target {value} ({day})",
            area=escape(scene.names[row.area_id]),
            value=operator_in_words(row.operator) + scene.indicator.words(row.value),
            day=date_in_words(row.due, row.precision),
        )
        for row in targets.itertuples()
    ]
    hovers = [
        f"<b>{label}</b><br>{figures_table.hover_source(row)}"
        for row, label in zip(targets.itertuples(), labels, strict=True)
    ]
    return targets.assign(label=labels, hover=hovers)
