"""One set of trends: what is drawn, what it is compared with, how its areas are called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from data import carrying, series
from data.lazily import reckoned_once
from data.ratios import Number, divide
from geo.areas import NATION
from pages.parts import in_units, trend_picture
from pages.parts.asking import frame as ask
from pages.parts.catalogue import Indicator
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.reader import kept_for_reader
from pages.parts.screen import CONFIG
from pages.parts.trend_measure import Measure
from pages.parts.wording import date_in_words, place_in_words, rounded, value_in_words

# A province's score is compared with the mean of the provinces: the nation's own is another index.
MEANS = {"dti_score": "dti_province_mean"}
COMPARED = ("ratio", "score")
MOST_OLD = 6  # old units whose lines can be told apart beside those of today


@dataclass(frozen=True)
class TrendScene:
    """The values of one indicator over time, for some areas.

    Attributes:
        indicator: What is measured.
        areas: Area ids in the order they were chosen.
        series: What is shown of the values: "values", "index" or "change".
        per: What they are divided by, a key of `data.ratios.PARTS`, or "".
        units: "today" where figures are carried over 1 July 2025, else "then".
    """

    indicator: Indicator
    areas: tuple[str, ...]
    series: str = "values"
    per: str = ""
    units: str = "then"

    @reckoned_once
    def measure(self) -> Measure:
        """How a value reads."""
        return Measure(self.indicator, self.series, self.per)

    @reckoned_once
    def figures(self) -> pd.DataFrame:
        """Every figure of the areas, undated ones too."""
        return self._said(self.indicator.id, self.areas)

    @reckoned_once
    def dated(self) -> pd.DataFrame:
        """The figures that have a place on a time axis."""
        return self.figures.dropna(subset=["as_of"])

    @reckoned_once
    def undated(self) -> pd.DataFrame:
        """The figures whose source gives no date."""
        return self.figures[self.figures["as_of"].isna()]

    @reckoned_once
    def targets(self) -> pd.DataFrame:
        """The targets of the areas."""
        return ask("targets_by_area", indicator=self.indicator.id, areas=list(self.areas))

    @reckoned_once
    def breaks(self) -> pd.DataFrame:
        """The days, between the figures, on which the method changed."""
        days = ask("breaks_by_indicator", indicator=self.indicator.id)
        first, last = self.dated["starts_on"].min(), self.dated["as_of"].max()
        return days[(days["broke_on"] > first) & (days["broke_on"] <= last)]

    @reckoned_once
    def rows(self) -> pd.DataFrame:
        """What is drawn: one row per dated value, or per value reckoned from them."""
        days = list(self.breaks["broke_on"])
        if self.series == "index":
            return series.index(self.dated, days)
        if self.series == "change":
            return series.change(self.dated, days, self.measure.growing)
        return self._divided(self.dated)

    @reckoned_once
    def benchmarks(self) -> pd.DataFrame:
        """The same of the nation and of the provinces around, where that can be compared.

        A share, a score or a ratio can; of a count the whole is above every part of it, an index
        has a base of its own, and a rank is a place among equals.
        """
        compared = self.series == "values" and (self.per or self.indicator.kind in COMPARED)
        if not compared:
            return self._of_old_units
        drawn = [self._places[code] for code in self.rows["area_id"].unique()]
        around = {str(row["province_id"]) for row in drawn if row["province_id"]}
        if self.per == "people":  # a district's people are counted otherwise than its province's
            around = set()
        wanted = [code for code in (NATION, *sorted(around)) if code not in self.areas]
        if self.indicator.kind == "score":
            wanted = wanted[:1] if self.indicator.id in MEANS else []
        found = self._said(MEANS.get(self.indicator.id, self.indicator.id), wanted)
        around_them = self._divided(found.dropna(subset=["as_of"]))
        return pd.concat([around_them, self._of_old_units])

    @reckoned_once
    def names(self) -> dict[str, str]:
        """What each area is called here: its short name, told apart where two share it."""
        short = [row["short_name"] for row in self._places.values()]
        return {
            code: row["short_name"]
            if short.count(row["short_name"]) == 1
            else place_in_words(
                row["short_name"], row["level"], row["vintage"], row["province"], row["type"]
            )
            for code, row in self._places.items()
        }

    @reckoned_once
    def benchmark_names(self) -> dict[str, str]:
        """What each benchmark is called."""
        return {
            row.area_id: self._benchmark_name(row)
            for row in self.benchmarks.drop_duplicates("area_id").itertuples()
        }

    def _benchmark_name(self, row: Any) -> str:
        if row.area_id in self._old_units:
            return _("{area} (before 7/2025)", area=row.short_name)
        if self.indicator.id in MEANS:
            return _("Mean of the provinces")
        if row.area_id == NATION:
            return _("{area} (whole country)", area=row.short_name)
        return _("{area} (province)", area=row.short_name)

    @property
    def drawable(self) -> bool:
        """Whether there is anything for a chart: values, or a target beside values as they are."""
        targets = not (self.measure.derived or self.targets.empty)
        return targets or not (self.rows.empty and self.benchmarks.empty)

    @property
    def mixed(self) -> bool:
        """Whether what is drawn was divided by populations of different sources."""
        by_people = self.per == "people" and not self.rows.empty
        return by_people and self.rows["part_source"].nunique() > 1

    @property
    def silent(self) -> list[str]:
        """Names of the areas for which nobody published this indicator."""
        spoken = set(self.figures["area_id"]) | set(self.targets["area_id"])
        return [name for code, name in self.names.items() if code not in spoken]

    @reckoned_once
    def shares(self) -> dict[str, tuple[Number, Any]]:
        """By origin of a count, its share of the province's or the nation's of the same days."""
        row = ask("indicators").set_index("indicator_id").loc[self.indicator.id]
        if self.measure.derived or row["kind"] != "count" or row["rollup"] != "sum":
            return {}
        whole_of = {
            code: NATION if place["level"] == "province" else place["province_id"]
            for code, place in self._places.items()
            if place["level"] != "nation"
        }
        wholes = self._said(self.indicator.id, sorted(set(whole_of.values())))
        return series.shares(self.dated, wholes.dropna(subset=["as_of"]), whole_of)

    def share_in_words(self, origin: str) -> str:
        """A count's share of its whole, with the whole and its date; "" where there is none."""
        if origin not in self.shares:
            return ""
        share, whole = self.shares[origin]
        value = rounded(share.value, share.qualifier, 1)
        return _(
            "{share} of {area} ({value}, {day})",
            share=value_in_words(value, share.qualifier, "%", "%", 1),
            area=escape(whole.short_name),
            value=self.indicator.words(whole.value, whole.qualifier),
            day=date_in_words(whole.as_of, whole.precision),
        )

    def draw(self, height: int, small: bool = False, place: int = 0, alt: str = "") -> None:
        """Draws the chart: lines, small multiples of them, or bars of change.

        Args:
            height: In pixels, of a chart with all lines together.
            small: Whether it stands beside something else and goes without labels.
            place: Whose colour the first line has, counted from 0.
            alt: What it shows, for those who do not see it; the indicator's name if left out.
        """
        st.plotly_chart(
            trend_picture.chart(self, height, small, place),
            theme=None,
            key=f"trend-{height}" if small else "trend",
            config=CONFIG,
            alt=alt or self.measure.name,
        )

    @reckoned_once
    def _places(self) -> dict[str, pd.Series]:
        return {code: ask("area_by_id", area=code).iloc[0] for code in self.areas}

    @reckoned_once
    def _old_units(self) -> list[str]:
        """What today's areas were made of, where it is few enough to be drawn beside them."""
        if self.units == "then" or self.measure.derived:
            return []
        made = [list(carrying.made_of(code)["area_id"]) for code in self.areas]
        found = [code for old in made if len(old) > 1 for code in old]
        new = [code for code in dict.fromkeys(found) if code not in self.areas]
        few = self.rows["area_id"].nunique() <= trend_picture.MOST_TOGETHER
        return new if few and len(new) <= MOST_OLD else []

    @property
    def _of_old_units(self) -> pd.DataFrame:
        """Their own figures, of before they became others."""
        if not self._old_units:
            return self.dated[:0]
        found = self._said(self.indicator.id, self._old_units)
        return found[found["as_of"] < carrying.CHANGED_ON]

    def _said(self, indicator_id: str, areas: Iterable[str]) -> pd.DataFrame:
        return in_units.over_time(self.units, indicator_id, areas)

    def _divided(self, rows: pd.DataFrame) -> pd.DataFrame:
        if not self.per or rows.empty:
            return rows
        places = {
            ("2024" if pd.isna(vintage) else vintage, level)
            for vintage, level in zip(rows["vintage"], rows["level"], strict=True)
        }
        parts = in_units.parts(self.units, self.per, places, rows["area_id"].unique())
        return divide(rows, parts, self.per).dropna(subset=["value"])


trend_of = kept_for_reader(TrendScene)
