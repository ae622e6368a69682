"""The map of the change between two dates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pandas as pd

from data.cache import kept
from data.carrying import OWN
from data.lazily import reckoned_once
from data.ratios import LOWER, UPPER
from data.series import GROWING, between
from figures.theme import change_colours
from geo.diverging import Diverging, diverging_classes
from pages.parts import editions, view
from pages.parts.escape import escape
from pages.parts.figures_table import signs
from pages.parts.language import _
from pages.parts.map_scene import MapScene
from pages.parts.map_scenes import prepared, subject_of
from pages.parts.map_words import subtitle_of
from pages.parts.trend_measure import Measure
from pages.parts.wording import date_in_words, number

# What a file says of a change, and how its columns are called there.
COLUMNS = {
    "area_id": "area_id",
    "area": "area",
    "province": "province",
    "indicator": "indicator",
    "base_value": "earlier_value",
    "base_as_of": "earlier_as_of",
    "base_source": "earlier_source",
    "later": "later_value",
    "as_of": "later_as_of",
    "source": "later_source",
    "amount": "change",
    "low": "change_low",
    "high": "change_high",
    "qualifier": "qualifier",
    "percent": "change_percent",
    "dataset": "dataset",
}


@dataclass(frozen=True)
class ChangeScene(MapScene):
    """A map of changes: `history` holds one row per area that has one, as `between` gives them.

    Attributes:
        since: The earlier day; `day` is the later one.
        dates: The days with values.
    """

    since: date = date.min
    dates: tuple[date, ...] = ()

    @property
    def plays(self) -> bool:
        """Never: a change is of two dates."""
        return False

    @property
    def steps(self) -> list[date]:
        """The later day alone."""
        return [self.day]

    @property
    def percent(self) -> bool:
        """Whether the changes are in percent of the value before."""
        return self.now.two == "percent"

    @reckoned_once
    def classes(self) -> Diverging:  # type: ignore[override]  # asked by what is below alone
        """The classes of the changes."""
        decimals = 1 if self.percent else self.indicator.decimals
        return diverging_classes(self.history["value"], decimals)

    def class_of(self, rows: pd.DataFrame) -> Any:
        """The index of each row's class; of its own where the direction is not known."""
        falls = rows["value"] < 0
        inward = rows["qualifier"].isin(LOWER).where(falls, rows["qualifier"].isin(UPPER))
        return self.classes.index(rows["value"], inward & (rows["value"] != 0), inward)

    @reckoned_once
    def labels(self) -> list[str]:
        """Each class in words."""
        unit = " %" if self.percent else ""
        return self.classes.labels(
            lambda edge: number(edge, self.classes.decimals) + unit,
            _("{edge} and more"),
            _("unchanged"),
            _("direction not known"),
        )

    def colours_on(self, *, dark: bool) -> list[str]:
        """The colour of each class on a dark background or a light one, "no data" last."""
        return change_colours(self.classes.side, dark)

    def words(self, row: Any) -> str:
        """The change in words, with its direction, and the signs that follow it."""
        told = SimpleNamespace(
            value=row.amount,
            qualifier=row.qualifier,
            percent=row.percent,
            carried=getattr(row, "carried", OWN),
        )
        return Measure(self.indicator, "change").words(told) + signs(row)

    @reckoned_once
    def superseded(self) -> int:
        """None: what does not compare has no change."""
        return 0

    @reckoned_once
    def older(self) -> int:
        """None: a change is of the two dates that were asked for."""
        return 0

    @property
    def span(self) -> str:
        """The two dates in words."""
        return " – ".join(date_in_words(day, "day") for day in (self.since, self.day))

    @reckoned_once
    def title(self) -> str:
        """A sentence with the answer in it, as escaped markup."""
        row = self.known.iloc[0] if self.opened is None and len(self.known) else self.opened
        if row is None or pd.isna(row["value"]):
            where = escape(self.indicator.name if row is None else self.name_of(row))
            return _("{area}: no change can be reckoned ({span})", area=where, span=self.span)
        said = {"area": escape(self.name_of(row)), "value": self.words(row), "span": self.span}
        if self.opened is None and row["value"] > 0:
            return _("Largest rise in {area}: {value} ({span})", **said)
        return _("{area}: {value} ({span})", **said)

    @property
    def subtitle(self) -> str:
        """What is measured between which dates, and for how many areas it is known, as markdown."""
        rule = _("only between two values that compare")
        return f"{subtitle_of(self)} · {self.span}, {rule}"

    @property
    def table(self) -> pd.DataFrame:
        """What is seen, for a file: both values, their dates and sources, and the change."""
        return self.known[list(COLUMNS)].rename(columns=COLUMNS)


def change_of(now: view.View, indicator_id: str) -> ChangeScene:
    """The map of the change between the two dates of a view.

    Args:
        now: The view, with a second date.
        indicator_id: What is measured where the view names nothing.
    """
    subject = replace(subject_of(now, indicator_id), other=now.other, two=now.two)
    seen = replace(now, marks="areas")  # a fall has no size that a bubble could have
    return _changed(subject, date.today()).seen(seen)


@kept
def _changed(subject: view.View, today: date) -> ChangeScene:
    scene = prepared(replace(subject, other=None, two="beside"), today)
    since, day = sorted([scene.day, subject.other or scene.day])
    kind = scene.indicator.kind
    breaks = editions.breaks_of(scene.indicator.id)
    # Only what either date's map shows: ranks of one edition, nothing from before a new method.
    shown = [
        editions.comparable(scene.history, scene.indicator.id, kind, at) for at in (since, day)
    ]
    history = pd.concat(shown)
    history = history[~history.index.duplicated()].sort_index()
    changes = between(history, breaks, kind in GROWING, since, day)
    changes = changes.assign(amount=changes["value"], later=scene.history["value"])
    if kind == "rank":  # up means towards the first place
        changes["value"] = -changes["value"]
    if subject.two == "percent":
        changes = changes.assign(value=changes["percent"]).dropna(subset=["value"])
    return ChangeScene(
        indicator=replace(scene.indicator, polarity="more"),  # rises first
        history=changes,
        areas=scene.areas,
        day=day,
        now=subject,
        undated=0,
        today=today,
        since=since,
        dates=tuple(scene.steps),
    ).whole()
