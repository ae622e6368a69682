"""One map as it is shown: its classes, words, picture, legend and key figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from figures.map import choropleth
from figures.theme import class_colours
from geo.classes import Classes, rank_classes, round_classes
from geo.geometry import layer_name
from pages.parts import figures_table, legend, view
from pages.parts.catalogue import Indicator
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.screen import is_phone
from pages.parts.wording import age_in_words, date_in_words, number

CONFIG = {"displayModeBar": False, "scrollZoom": True}


@dataclass(frozen=True)
class MapScene:
    """What a map shows.

    Attributes:
        indicator: What is measured.
        rows: One row per area of the level, value missing where nothing was published.
        all_values: Every value of every period: the classes are the same for all of them.
        day: The latest day of the values shown.
        now: The view.
        drawn_codes: Codes of the areas that have geometry.
        nation: The row of the nation, value missing where nothing was published.
        undated: How many areas have figures without a date only, so none on the map.
    """

    indicator: Indicator
    rows: pd.DataFrame
    all_values: Iterable[float]
    day: date
    now: view.View
    drawn_codes: frozenset[int]
    nation: pd.Series
    undated: int

    @cached_property
    def known(self) -> pd.DataFrame:
        """The rows that have a value, best first."""
        return self.rows.dropna(subset=["value"]).sort_values(
            ["value", "alphabetical"],
            ascending=[self.indicator.less_is_better, True],
            kind="stable",
        )

    @cached_property
    def opened(self) -> pd.Series | None:
        """The row of the area that is opened, if it is one of this map."""
        own = self.rows[self.rows["area_id"].isin(self.now.areas[:1])]
        return None if own.empty else own.iloc[0]

    @cached_property
    def classes(self) -> Classes:
        """The classes, fixed over all periods."""
        if self.indicator.kind == "rank":
            return rank_classes(int(max(*self.all_values, len(self.rows))))
        return round_classes(self.all_values)

    @cached_property
    def words(self) -> list[str]:
        """The value of each row in words."""
        return [self.indicator.words(row.value, row.qualifier) for row in self.rows.itertuples()]

    @property
    def coverage(self) -> str:
        """How many of the areas have a figure, in words."""
        return _("{n} of {total} provinces have figures", n=len(self.known), total=len(self.rows))

    @property
    def title(self) -> str:
        """A sentence with the answer in it."""
        row = self.known.iloc[0] if self.opened is None and len(self.known) else self.opened
        if row is None:
            return _("{name}: no figures up to then", name=escape(self.indicator.name))
        if pd.isna(row["value"]):
            return _("{area}: no published figure", area=escape(row["short_name"]))
        said = {
            "area": escape(row["short_name"]),
            "value": self.indicator.words(row["value"], row["qualifier"]),
            "day": date_in_words(row["as_of"], row["precision"]),
        }
        if self.opened is not None:
            return _("{area}: {value} ({day})", **said)
        if len(self.known) == 1:
            return _("Only {area} has a figure: {value} ({day})", **said)
        if self.indicator.kind == "rank":
            return _("{area} leads: {value} ({day})", **said)
        return _("Highest in {area}: {value} ({day})", **said)

    @property
    def subtitle(self) -> str:
        """What is measured, and for how many areas it is known."""
        said = f"**{escape(self.indicator.name)}** · {self.coverage}"
        older = sum(bool(age_in_words(as_of, self.day)) for as_of in self.known["as_of"])
        if older:
            said += ", " + _("{n} of them older than a month", n=older)
        if self.undated:
            said += " · " + _("{n} more only without a date, not on the map", n=self.undated)
        return said

    @property
    def source_line(self) -> str:
        """Where the figures and the boundaries are from."""
        titles = self.known["source"].unique()
        source = (
            escape(titles[0])
            if len(titles) == 1
            else _("{n} sources, each named at its figure and on the page Sources", n=len(titles))
        )
        return _(
            "Source: {source}. Figures as published, latest up to {day}. Approximate "
            "boundaries of {units}, made from open packages.",
            source=source,
            day=date_in_words(self.day, "day"),
            units=_("March 2025") if self.now.vintage == "2024" else _("July 2025"),
        )

    @property
    def nation_line(self) -> str:
        """The figure of the nation up to the same day, or "" where there is none."""
        if pd.isna(self.nation["value"]):
            return ""
        return _(
            "Whole country: **{value}** ({day}; {source})",
            value=self.indicator.words(self.nation["value"], self.nation["qualifier"]),
            day=date_in_words(self.nation["as_of"], self.nation["precision"]),
            source=escape(self.nation["source"]),
        )

    def draw(self) -> None:
        """Draws the map; a click on an area opens it."""
        areas = pd.DataFrame(
            {
                "code": self.rows["code"].astype(int),
                "class_index": self.classes.index(self.rows["value"]),
                "hover": [
                    figures_table.hover(row, row.area, words, self.day)
                    for row, words in zip(self.rows.itertuples(), self.words, strict=True)
                ],
                "source": [figures_table.hover_source(row) for row in self.rows.itertuples()],
            }
        )
        figure = choropleth(
            areas[areas["code"].isin(self.drawn_codes)],
            "/api/layers/" + layer_name(self.now.vintage, self.now.level),
            self.colours,
            opened=None if self.opened is None else int(self.opened["code"]),
            boundary_note=_(
                "Approximate boundaries,{gap}not for determining administrative borders",
                gap="<br>" if is_phone() else " ",
            ),
            archipelago_label=_("{name} islands"),
            narrow=is_phone(),
        )
        st.plotly_chart(
            figure,
            theme=None,
            key="map",
            on_select=_open_clicked,
            selection_mode="points",
            config=CONFIG,
            alt=f"{self.title}. {self.coverage}.",
        )

    @cached_property
    def colours(self) -> list[str]:
        """The colour of each class, "no data" last."""
        return class_colours(len(self.classes.edges), not self.indicator.less_is_better)

    def draw_legend(self) -> None:
        """Draws the classes with their counts, "no data" and what could not be drawn."""
        counts = self.classes.counts(self.rows["value"])
        labels = self.classes.labels(
            lambda edge: number(edge, self.indicator.decimals),
            self.indicator.decimals == 0,
            _("{edge} and more"),
        )
        entries = [
            (colour, label, f"({count})")
            for colour, label, count in zip(
                self.colours, [*labels, _("no data")], counts, strict=True
            )
        ]
        undrawn = sum(code not in self.drawn_codes for code in self.rows["code"].astype(int))
        entries.append(("transparent", _("no boundary on this map"), f"({undrawn})"))
        legend.swatches(entries, _("Legend"))

    def draw_key_figures(self) -> None:
        """Draws three figures: coverage, the first and the last."""
        coverage, first, last = st.columns(3, gap="small", wrap=False)
        _key_figure(
            coverage, _("With figures"), f"{len(self.known)}/{len(self.rows)}", _("provinces")
        )
        if len(self.known) > 1:
            for column, label, row in (
                (first, _("First of {n}", n=len(self.known)), self.known.iloc[0]),
                (last, _("Last of {n}", n=len(self.known)), self.known.iloc[-1]),
            ):
                words = self.indicator.words(row["value"], row["qualifier"])
                day = date_in_words(row["as_of"], row["precision"])
                _key_figure(column, f"{label} ({day})", row["short_name"], words)


def _key_figure(column: DeltaGenerator, label: str, value: str, words: str) -> None:
    column.metric(label, value, words, delta_color="off", delta_arrow="off")


def _open_clicked() -> None:
    points = st.session_state["map"]["selection"]["points"]
    now = view.current()
    if points:
        code = f"{int(points[0]['location']):02d}"
        view.go(areas=(f"{now.vintage}-p{code}", *now.areas[1:]))
