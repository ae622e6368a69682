"""The nation in a few figures: the title, the picture of its teams, the key figures."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data.lazily import reckoned_once
from geo.areas import NATION
from pages.parts import (
    carried_words,
    catalogue,
    disagreement,
    figures_table,
    in_units,
    overview_words,
    sharing,
)
from pages.parts.datasets import named
from pages.parts.escape import escape
from pages.parts.language import _, either
from pages.parts.reader import kept_for_reader
from pages.parts.trend_scene import trend_of

# Short labels, of which three stand side by side on a phone.
LABELS = {"teams": "Teams", "members": "Members", "provinces_covered": "With teams"}
KEY = tuple(LABELS)
# What else is known of the whole country; those that nobody published are passed over.
FURTHER = ("dti_score", "digital_signature_adult_rate", "communes_with_radio_rate")
HEIGHT = 300


class Nation:
    """What was last said of the whole country."""

    def __init__(self) -> None:
        """Asks for the figures."""
        self.rows = {row.indicator: row for row in in_units.latest("then", (NATION,)).itertuples()}
        self.teams = trend_of(catalogue.indicator(KEY[0]), (NATION,))

    def known(self, indicators: tuple[str, ...]) -> list[Any]:
        """The rows of those of the indicators that were published, in their order."""
        return [self.rows[name] for name in indicators if name in self.rows]

    @reckoned_once
    def title(self) -> str:
        """A sentence with the answer: how many teams and members, and when."""
        said = [(overview_words.value(row), overview_words.day(row)) for row in self.known(KEY[:2])]
        days = {day for _value, day in said}
        if not said:
            return _("Whole country: the number of teams is not known")
        if len(days) == 1:
            values = ", ".join(value for value, _day in said)
            return _("Whole country: {values} ({day})", values=values, day=days.pop())
        values = ", ".join(f"{value} ({day})" for value, day in said)
        return _("Whole country: {values}", values=values)

    @reckoned_once
    def source_line(self) -> str:
        """Where the figures in the picture are from."""
        return named(_sources(self.teams.dated))

    @reckoned_once
    def table(self) -> pd.DataFrame:
        """What is in the picture, in words."""
        return figures_table.of_trend(self.teams.figures, self.teams.names)

    @reckoned_once
    def disputes(self) -> str:
        """What sources disagree about in the picture; or ""."""
        disputed = self.teams.dated[self.teams.dated["in_conflict"]]
        return disagreement.in_words(disputed.itertuples())

    def draw_picture(self) -> None:
        """Draws the nation's teams over time with source, files and table."""
        if self.teams.dated.empty:
            st.info(_("There is no dated number of teams of the whole country."))
            return
        self.teams.draw(height=HEIGHT, small=True)
        if self.disputes:
            st.caption(_("≠ Sources disagree: {values}.", values=self.disputes))
        st.caption(self.source_line)
        figures = self.teams.figures
        sharing.offer(
            f"trend-{HEIGHT}", self.title, self.source_line, "teams", NATION, figures=figures
        )
        with st.expander(_("Table of figures ({n})", n=len(figures))):
            figures_table.draw_trend(self.table)

    def draw_key_figures(self) -> None:
        """Draws three figures large, the others as lines, each with date and source."""
        known = self.known(KEY)
        columns = st.columns(len(KEY), gap="small", wrap=False)
        for column, row in zip(columns, known, strict=False):
            with column:
                st.metric(_(LABELS[row.indicator]), overview_words.value(row))
                st.caption(f"{_dated(row)} · {overview_words.site(row)}")
        lines = [
            f"- {escape(either(row.name_vi, row.name_en))}: **{overview_words.value(row)}** "
            f"({_dated(row)}) · {overview_words.titled(row)}"
            for row in self.known(FURTHER)
        ]
        if lines:
            st.markdown("\n".join(lines))
        for row in self.known(KEY + FURTHER):
            if row.remark_en:
                st.caption(f"⚠ {escape(overview_words.remark(row))}")


nation = kept_for_reader(Nation)


def _dated(row: Any) -> str:
    """The date of a figure, and of how many communes it was summed."""
    return "; ".join([overview_words.day_and_age(row), *map(escape, carried_words.lines(row))])


def _sources(rows: pd.DataFrame) -> str:
    titles = rows["source"].unique()
    if len(titles) == 1:
        return _("Source: {source}.", source=escape(titles[0]))
    return _("{n} sources, each named at its figure and in the table.", n=len(titles))
