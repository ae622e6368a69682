"""One map as it is shown: its areas with their latest values, its classes and its words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from data.boundaries import codes_in_layer
from data.cache import frame as ask
from data.cache import kept
from figures.theme import CATEGORIES
from geo.classes import Classes
from geo.geometry import ISLAND_DISTRICTS
from pages.parts import boundary_words, catalogue, editions, view
from pages.parts.catalogue import Indicator
from pages.parts.datasets import named
from pages.parts.escape import escape
from pages.parts.filters import widest_date
from pages.parts.language import _
from pages.parts.map_classes import classes_of, colours_of, labels_of
from pages.parts.map_entries import Entries, entries_of
from pages.parts.map_history import divided, history_of, unsaid
from pages.parts.map_words import picture_title_of, title_of
from pages.parts.ranking_lines import lines_of
from pages.parts.screen import is_dark
from pages.parts.wording import age_in_words, date_in_words

COVERAGE = {
    "province": "{n} of {total} provinces have figures",
    "district": "{n} of {total} districts have figures",
    "commune": "{n} of {total} communes have figures",
}
SUPERSEDED = {
    True: "{n} more in an older edition only, which does not compare",
    False: "{n} more only from before the method changed, which does not compare",
}
AS_SEEN = {
    "then": "Source: {source}. Figures as in the source, latest up to {day}.",
    "today": "Source: {source}. Latest up to {day}; figures of before 1 July 2025 carried over "
    "into units of today.",
}


# What follows from the other attributes whichever areas are opened.
SHARED = (
    *("rows", "known", "older", "superseded", "undrawn"),
    *("classes", "labels", "entries", "lines"),
)


@dataclass(frozen=True)
class MapScene:
    """What a map shows.

    Attributes:
        indicator: What is measured, as it is shown: divided where the view says so.
        history: Rows of history_by_area, divided likewise: every date the classes are to serve.
        areas: Every area of the level, rows of areas_by_level.
        day: The latest day of the values shown.
        now: The view.
        undated: How many areas have figures without a date only, so none on the map.
        today: The day on which the map is seen.
        unsaid: Of how many areas the old units' figures leave everything open.
    """

    indicator: Indicator
    history: pd.DataFrame
    areas: pd.DataFrame
    day: date
    now: view.View
    undated: int
    today: date = field(default_factory=date.today)
    unsaid: int = 0

    @property
    def seen_on(self) -> date:
        """The day to which ages are counted: today at the last step of time, else the step's."""
        last = self.history["as_of"].max()
        return self.day if pd.Timestamp(self.day) < last else max(self.day, self.today)

    @cached_property
    def rows(self) -> pd.DataFrame:
        """One row per area with its latest value up to the day, missing where there is none."""
        shown = editions.comparable(self.history, self.indicator.id, self.indicator.kind, self.day)
        latest = shown.groupby("area_id", sort=False).tail(1)
        kept = [column for column in self.areas.columns if column != "area_id"]
        said = latest.drop(columns=[column for column in kept if column in latest])
        return self.areas.rename(columns={"name": "area"}).merge(
            said.drop(columns="area", errors="ignore"), on="area_id", how="left"
        )

    @cached_property
    def known(self) -> pd.DataFrame:
        """The rows that have a value, best first."""
        return self.rows.dropna(subset=["value"]).sort_values(
            ["value", "alphabetical"],
            ascending=[self.indicator.less_is_better, True],
            kind="stable",
        )

    @cached_property
    def entries(self) -> Entries:
        """The values as the component reads them."""
        return entries_of(self)

    @cached_property
    def lines(self) -> list[list[Any]]:
        """The ranked list, line by line."""
        return lines_of(self)

    def seen(self, now: view.View) -> MapScene:
        """The same map with other areas opened; what does not depend on them is shared."""
        made = replace(self, now=now)
        made.__dict__.update({name: getattr(self, name) for name in SHARED})
        return made

    @cached_property
    def marked(self) -> list[pd.Series]:
        """The rows of the areas of this map that the view names, in its order."""
        if not self.now.areas:
            return []
        named = self.rows[self.rows["area_id"].isin(self.now.areas)]
        rows = {row["area_id"]: row for _index, row in named.iterrows()} | self._islands
        return [rows[code] for code in self.now.areas if code in rows]

    @cached_property
    def mark_colours(self) -> dict[str, str]:
        """The colour of each marked area, by its place in the view: the trends have the same."""
        return {
            row["area_id"]: CATEGORIES[self.now.areas.index(row["area_id"])] for row in self.marked
        }

    @cached_property
    def _islands(self) -> dict[str, pd.Series]:
        """The districts without communes that the view names and a map of communes draws too."""
        if self.now.level != "commune":
            return {}
        named = [view.area(code).iloc[0] for code in self.now.areas]
        return {
            row["area_id"]: row.reindex(self.rows.columns)
            for row in named
            if row["level"] == "district"
            and row["province_id"] == self.now.within
            and int(row["code"]) in ISLAND_DISTRICTS
        }

    @property
    def opened(self) -> pd.Series | None:
        """The row of the area that is opened: of the marked ones the view's, else the first."""
        wanted = [row for row in self.marked if row["area_id"] == self.now.opened]
        return next(iter(wanted or self.marked), None)

    @cached_property
    def undrawn(self) -> int:
        """How many of the areas have no boundary."""
        drawn = codes_in_layer(self.now.vintage, self.now.level, self.now.within[-2:] or None)
        return int((~self.areas["code"].astype(int).isin(drawn)).sum())

    @cached_property
    def classes(self) -> Classes:
        """The classes, fixed over all periods."""
        return classes_of(self)

    @cached_property
    def labels(self) -> list[str]:
        """Each class in words."""
        return labels_of(self)

    @cached_property
    def colours(self) -> list[str]:
        """The colour of each class, "no data" last."""
        return colours_of(self, dark=is_dark())

    @property
    def coverage(self) -> str:
        """How many of the areas have a figure, in words."""
        return _(COVERAGE[self.now.level], n=len(self.known), total=len(self.areas))

    @cached_property
    def title(self) -> str:
        """A sentence with the answer in it, as escaped markup."""
        return title_of(self)

    @property
    def picture_title(self) -> str:
        """The title for a picture that stands alone: with the indicator and the date."""
        return picture_title_of(self)

    @cached_property
    def older(self) -> int:
        """How many of the values are older than a month on the day."""
        return sum(bool(age_in_words(as_of, self.seen_on)) for as_of in self.known["as_of"])

    @cached_property
    def superseded(self) -> int:
        """How many of the areas without a value have an older one that does not compare."""
        past = self.history[self.history["as_of"] <= pd.Timestamp(self.day)]
        return int(past["area_id"].nunique()) - len(self.known)

    @property
    def subtitle(self) -> str:
        """What is measured, and for how many areas it is known, as markdown."""
        said = f"**{escape(self.indicator.name)}** · {self.coverage}"
        if self.older:
            said += ", " + _("{n} of them older than a month", n=self.older)
        if self.superseded:
            reason = SUPERSEDED[self.indicator.kind == "rank"]
            said += " · " + _(reason, n=self.superseded)
        if self.undated:
            said += " · " + _("{n} more only without a date, not on the map", n=self.undated)
        if self.unsaid:
            said += " · " + _("{n} more whose old units leave it open", n=self.unsaid)
        return said

    @property
    def source_line(self) -> str:
        """Where the figures and the boundaries are from, as escaped markup."""
        boundaries = boundary_words.line(self.now.vintage, self.now.level)
        if self.known.empty:
            return named(boundaries, self.now.dataset)
        titles = self.known["source"].unique()
        source = (
            escape(titles[0])
            if len(titles) == 1
            else _("{n} sources, each named at its figure and on the page Sources", n=len(titles))
        )
        line = _(AS_SEEN[self.now.units], source=source, day=date_in_words(self.day, "day"))
        said = filter(None, [line, self.part_line, boundaries])
        return named(" ".join(said), self.now.dataset)

    @property
    def part_line(self) -> str:
        """What the values were divided by, of when and by whom; "" where they were not."""
        if not self.now.per or self.known.empty:
            return ""
        sources = self.known["part_source"].unique()
        days = sorted({int(day.year) for day in self.known["part_as_of"]})
        return _(
            "Divided by: {sources} ({years}).",
            sources="; ".join(map(escape, sources[:3])),
            years=f"{days[0]}" if len(days) == 1 else f"{days[0]}–{days[-1]}",
        )


def scene_of(now: view.View, indicator_id: str) -> MapScene:
    """The scene of a view.

    Args:
        now: The view.
        indicator_id: What is measured where the view names nothing.
    """
    subject = replace(
        now,
        indicator=indicator_id,
        areas=(),
        opened="",
        series="values",
        against=None,
        problems=(),
        lost=(),
    )
    return _prepared(subject, date.today()).seen(now)


@kept
def _prepared(subject: view.View, today: date) -> MapScene:
    place = {"vintage": subject.vintage, "level": subject.level, "within": subject.within}
    measured = catalogue.indicator(str(subject.indicator))
    history = divided(history_of(subject), subject)
    covered = catalogue.covered(subject.dataset, *subject.place)
    undated = covered.set_index("indicator_id")["undated"]
    return MapScene(
        catalogue.divided(measured, subject.per),
        history,
        ask("areas_by_level", **place),
        subject.date
        or widest_date(history, editions.breaks_of(measured.id), measured.kind == "rank"),
        subject,
        int(undated.get(measured.id, 0)),
        today,
        len(unsaid(subject)),
    )
