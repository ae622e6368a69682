"""What is said of trends in units of today: what is not carried over, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from data import carrying
from pages.parts import asking, carried_words, catalogue
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.wording import date_in_words, number

if TYPE_CHECKING:
    from pages.parts.trend_scene import TrendScene


def remarks(scene: TrendScene) -> Iterator[str]:
    """Why figures stay in their old units, which sums nothing is said of, which are disputed."""
    if scene.units == "then":
        return
    reason = carried_words.why_not(catalogue.row_of(scene.indicator.id))
    if reason:
        yield reason
    dataset = asking.dataset()
    for code in carrying.unsaid(scene.indicator.id, dataset, areas=scene.areas):
        yield _(
            "The figures of its parts leave every sum possible: {area}.",
            area=escape(scene.names[code]),
        )
    for row in scene.dated[scene.dated["in_conflict"]].itertuples():
        if carried_words.is_carried(row):
            yield _(
                "≠ {area}, {day}: sources disagree about a part of this sum.",
                area=escape(scene.names[row.area_id]),
                day=date_in_words(row.as_of, row.precision),
            )


def summed(scene: TrendScene) -> Iterator[str]:
    """Of how many of all communes the newest sum of each area is, the nation's beside it too."""
    names = scene.names | scene.benchmark_names
    drawn = pd.concat([scene.rows, scene.benchmarks]).sort_values("as_of", kind="stable")
    newest = {row.area_id: row for row in drawn.itertuples()}
    said = [
        _(
            "{area} {n} of {all} ({month})",
            area=escape(names[area_id]),
            n=number(newest[area_id].parts, 0),
            all=number(newest[area_id].expected, 0),
            month=date_in_words(newest[area_id].as_of, "month"),
        )
        for area_id in names
        if area_id in newest
        and carried_words.is_summed(newest[area_id])
        and newest[area_id].expected > 1
    ]
    if said:
        yield _(
            "Of how many communes the newest sums are: {areas}. All communes of the area count.",
            areas="; ".join(said),
        )
