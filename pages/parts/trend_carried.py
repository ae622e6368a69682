"""What is said of trends in units of today: what is not carried over, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from data import carrying
from pages.parts import asking, carried_words, catalogue
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.wording import date_in_words

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
