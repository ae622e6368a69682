"""One map as it is shown: its areas with their latest values, its classes and its words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Self

import pandas as pd

from data.boundaries import codes_in_layer
from data.lazily import reckoned_once
from data.ratios import UPPER
from figures.theme import CATEGORIES
from geo.classes import Classes
from geo.geometry import ISLAND_DISTRICTS
from pages.parts import boundary_words, editions, map_words, view
from pages.parts.catalogue import Indicator
from pages.parts.datasets import named
from pages.parts.escape import escape
from pages.parts.figures_table import signs
from pages.parts.language import _
from pages.parts.map_classes import classes_of, colours_of, labels_of
from pages.parts.map_entries import Entries, entries_of
from pages.parts.ranking_lines import lines_of
from pages.parts.wording import age_in_words, date_in_words

AS_SEEN = {
    "then": "Source: {source}. Figures as in the source, latest up to {day}.",
    "today": "Source: {source}. Latest up to {day}; figures of before 1 July 2025 carried over "
    "into units of today.",
}


# What follows from the other attributes whichever areas are opened.
SHARED = (
    *("rows", "known", "older", "superseded", "undrawn"),
    *("classes", "labels", "entries", "lines", "leaves_open"),
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
        today: The day to which ages are counted at the last step of time; date.min of reports.
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
        """The day to which ages are counted: at the last step of time `today`, else the step's."""
        last = self.history["as_of"].max()
        return self.day if pd.Timestamp(self.day) < last else max(self.day, self.today)

    @property
    def is_wide(self) -> bool:
        """Whether the areas are all districts or communes of the nation."""
        return self.now.level != "province" and not self.now.within

    @property
    def plays(self) -> bool:
        """Whether each date is sent, so that time plays in the browser."""
        return self.now.level != "commune" and not self.is_wide

    def name_of(self, row: Any) -> str:
        """The area's name, with its province where all of the nation are shown."""
        if not self.is_wide:
            return str(row.short_name)
        own = row.area if row.short_name.isdigit() else row.short_name  # "Phường 1", not "1"
        return f"{own}, {row.province}"

    @reckoned_once
    def rows(self) -> pd.DataFrame:
        """One row per area with its latest value up to the day, missing where there is none."""
        shown = editions.comparable(self.history, self.indicator.id, self.indicator.kind, self.day)
        latest = shown.groupby("area_id", sort=False).tail(1)
        kept = [column for column in self.areas.columns if column != "area_id"]
        said = latest.drop(columns=[column for column in kept if column in latest])
        return self.areas.rename(columns={"name": "area"}).merge(
            said.drop(columns="area", errors="ignore"), on="area_id", how="left"
        )

    @reckoned_once
    def known(self) -> pd.DataFrame:
        """The rows that have a value, best first."""
        return self.rows.dropna(subset=["value"]).sort_values(
            ["value", "alphabetical"],
            ascending=[self.indicator.less_is_better, True],
            kind="stable",
        )

    @property
    def steps(self) -> list[date]:
        """The days of the time bar: those with values, and the one that is shown."""
        dates = {day.date() for day in self.history["as_of"].unique()}
        return sorted({*dates, self.day}) if dates else []

    @reckoned_once
    def entries(self) -> Entries:
        """The values as the component reads them."""
        return entries_of(self)

    @reckoned_once
    def lines(self) -> list[list[Any]]:
        """The ranked list, line by line."""
        return lines_of(self)

    def whole(self) -> Self:
        """The same scene with all that it shares reckoned, so that nobody reckons it beside."""
        for name in SHARED:
            getattr(self, name)
        return self

    def seen(self, now: view.View) -> Self:
        """The same map with other areas opened; what does not depend on them is shared."""
        made = replace(self, now=now)
        made.__dict__.update({name: getattr(self, name) for name in SHARED})
        return made

    @reckoned_once
    def marked(self) -> list[pd.Series]:
        """The rows of the areas of this map that the view names, in its order."""
        if not self.now.areas:
            return []
        named = self.rows[self.rows["area_id"].isin(self.now.areas)]
        rows = {row["area_id"]: row for _index, row in named.iterrows()} | self._islands
        return [rows[code] for code in self.now.areas if code in rows]

    @reckoned_once
    def mark_colours(self) -> dict[str, str]:
        """The colour of each marked area, by its place in the view: the trends have the same."""
        return {
            row["area_id"]: CATEGORIES[self.now.areas.index(row["area_id"])] for row in self.marked
        }

    @reckoned_once
    def _islands(self) -> dict[str, pd.Series]:
        """The districts without communes that the view names and a map of communes draws too."""
        if self.now.level != "commune":
            return {}
        named = [view.area(code).iloc[0] for code in self.now.areas]
        return {
            row["area_id"]: row.reindex(self.rows.columns)
            for row in named
            if row["level"] == "district"
            and self.now.within in ("", row["province_id"])
            and int(row["code"]) in ISLAND_DISTRICTS
        }

    @property
    def opened(self) -> pd.Series | None:
        """The row of the area that is opened: of the marked ones the view's, else the first."""
        wanted = [row for row in self.marked if row["area_id"] == self.now.opened]
        return next(iter(wanted or self.marked), None)

    @reckoned_once
    def undrawn(self) -> pd.DataFrame:
        """The rows of the areas that have no boundary, by name."""
        drawn = codes_in_layer(self.now.vintage, self.now.level, self.now.within[-2:] or None)
        missing = self.rows[~self.rows["code"].astype(int).isin(drawn)]
        return missing.sort_values("alphabetical")

    @reckoned_once
    def classes(self) -> Classes:
        """The classes, fixed over all periods."""
        return classes_of(self)

    def words(self, row: Any) -> str:
        """The value of a row, with its qualifier, its unit and the signs that follow it."""
        return self.indicator.say(row) + signs(row)

    def class_of(self, rows: pd.DataFrame) -> Any:
        """The index of each row's class."""
        return self.classes.index(rows["value"], rows["qualifier"].isin(UPPER))

    @reckoned_once
    def labels(self) -> list[str]:
        """Each class in words."""
        return labels_of(self)

    def colours_on(self, *, dark: bool) -> list[str]:
        """The colour of each class on a dark background or a light one, "no data" last."""
        return colours_of(self, dark=dark)

    @reckoned_once
    def leaves_open(self) -> bool:
        """Whether who is first is not certain, since sums lack what some communes did not say."""
        rows = self.known
        return "expected" in rows and bool((rows["parts"] < rows["expected"]).any())

    @property
    def coverage(self) -> str:
        """How many of the areas have a figure, in words."""
        return map_words.coverage_of(self)

    @reckoned_once
    def title(self) -> str:
        """A sentence with the answer in it, as escaped markup."""
        return map_words.title_of(self)

    @property
    def picture_title(self) -> str:
        """The title for a picture that stands alone: with the indicator and the date."""
        return map_words.picture_title_of(self)

    @reckoned_once
    def older(self) -> int:
        """How many of the values are older than a month on the day."""
        days = self.known["as_of"].value_counts()
        return sum(int(n) for day, n in days.items() if age_in_words(day, self.seen_on))

    @reckoned_once
    def superseded(self) -> int:
        """How many of the areas without a value have an older one that does not compare."""
        first = self.history.drop_duplicates("area_id")  # rows come in the order of their dates
        return int((first["as_of"] <= pd.Timestamp(self.day)).sum()) - len(self.known)

    @property
    def subtitle(self) -> str:
        """What is measured, and for how many areas it is known, as markdown."""
        return map_words.subtitle_of(self)

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
        said = filter(None, [line, map_words.part_line_of(self), boundaries])
        return named(" ".join(said), self.now.dataset)
