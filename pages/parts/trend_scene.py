"""One set of trends as it is shown: lines, targets, words, table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import streamlit as st

from data.cache import frame as ask
from figures import trend
from pages.parts import figures_table, legend
from pages.parts.catalogue import Indicator
from pages.parts.escape import escape
from pages.parts.language import _, current, either
from pages.parts.map_scene import CONFIG
from pages.parts.screen import ink, is_phone
from pages.parts.wording import date_in_words, operator_in_words, place_in_words


@dataclass(frozen=True)
class TrendScene:
    """The values of one indicator over time, for some areas.

    Attributes:
        indicator: What is measured.
        areas: Area ids in the order they were chosen.
    """

    indicator: Indicator
    areas: tuple[str, ...]

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Every figure of the areas, undated ones too."""
        return ask("trend_by_area", indicator=self.indicator.id, areas=list(self.areas))

    @cached_property
    def dated(self) -> pd.DataFrame:
        """The figures that have a place on a time axis."""
        return self.figures.dropna(subset=["as_of"])

    @cached_property
    def undated(self) -> pd.DataFrame:
        """The figures whose source gives no date."""
        return self.figures[self.figures["as_of"].isna()]

    @cached_property
    def targets(self) -> pd.DataFrame:
        """The targets of the areas."""
        return ask("targets_by_area", indicator=self.indicator.id, areas=list(self.areas))

    @cached_property
    def names(self) -> dict[str, str]:
        """What each area is called here: its short name, told apart where two share it."""
        rows = {code: ask("area_by_id", area=code).iloc[0] for code in self.areas}
        short = [row["short_name"] for row in rows.values()]
        return {
            code: row["short_name"]
            if short.count(row["short_name"]) == 1
            else place_in_words(row["short_name"], row["level"], row["vintage"], row["province"])
            for code, row in rows.items()
        }

    @property
    def silent(self) -> list[str]:
        """Names of the areas for which nobody published this indicator."""
        spoken = set(self.figures["area_id"]) | set(self.targets["area_id"])
        return [name for code, name in self.names.items() if code not in spoken]

    def draw(self, height: int, small: bool = False) -> None:
        """Draws the lines.

        Args:
            height: In pixels.
            small: Whether it stands beside something else and goes without labels.
        """
        points = self.dated.assign(
            hover=[
                figures_table.hover(
                    row, self.names[row.area_id], self.indicator.words(row.value, row.qualifier)
                )
                + "<br>"
                + figures_table.hover_source(row)
                for row in self.dated.itertuples()
            ]
        )
        breaks = ask("breaks_by_indicator", indicator=self.indicator.id)
        figure = trend.lines(
            points,
            self._worded_targets(),
            names={code: escape(name) for code, name in self.names.items()},
            unit=escape(either(self.indicator.unit_vi, self.indicator.unit_en)),
            breaks=[
                (pd.Timestamp(row.broke_on).date(), _("method changed"))
                for row in breaks.itertuples()
                if len(points)
                and points["starts_on"].min() < row.broke_on
                and points["as_of"].max() >= row.broke_on
            ],
            separators=",." if current() == "vi" else ".,",
            narrow=small or is_phone(),
            ink=ink(),
            reversed_axis=self.indicator.kind == "rank",
            height=height,
        )
        st.plotly_chart(
            figure, theme=None, key=f"trend-{height}", config=CONFIG, alt=self.indicator.name
        )

    def draw_legend(self) -> None:
        """Draws which colour is which area, and what the signs mean."""
        entries = [
            (trend.colour_of(place), name, "")
            for place, name in enumerate(self.names.values())
            if name not in self.silent
        ]
        legend.swatches(entries, _("Areas"))
        st.caption(
            _(
                "● exact · ○ about · △ more than this · ▽ less than this · ◆ target. A bar "
                "to the sides spans the days that a date such as “2022” may mean."
            )
        )

    def _worded_targets(self) -> pd.DataFrame:
        targets = self.targets.dropna(subset=["due"])
        labels = [
            _(
                "{area}: target {value} ({day})",
                area=escape(self.names[row.area_id]),
                value=operator_in_words(row.operator) + self.indicator.words(row.value),
                day=date_in_words(row.due, row.precision),
            )
            for row in targets.itertuples()
        ]
        hovers = [
            f"<b>{label}</b><br>{figures_table.hover_source(row)}"
            for row, label in zip(targets.itertuples(), labels, strict=True)
        ]
        return targets.assign(label=labels, hover=hovers)
