"""The provinces' latest numbers of teams as bars."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data.datasets import PUBLISHED
from data.lazily import reckoned_once
from figures.bars import bars
from pages.parts import (
    asking,
    carried_words,
    catalogue,
    disagreement,
    figures_table,
    in_units,
    overview_words,
    sharing,
    view,
)
from pages.parts.asking import frame as ask
from pages.parts.datasets import named
from pages.parts.escape import escape
from pages.parts.language import _, current
from pages.parts.reader import kept_for_reader
from pages.parts.screen import CONFIG, ink, is_phone
from pages.parts.wording import (
    date_in_words,
    rounded,
    value_in_words,
    vintage_in_words,
)

INDICATOR = "teams"
CHART = "overview-provinces"


class Provinces:
    """The latest number of teams of every province of one vintage that has one."""

    def __init__(self, vintage: str, units: str = "then") -> None:
        """Asks for the figures, in units of their time or carried over to today."""
        self.vintage, self.units = vintage, units
        self.indicator = catalogue.indicator(INDICATOR)
        place = {"vintage": vintage, "level": "province"}
        order = ask("areas_by_level", within="", **place).set_index("area_id")["alphabetical"]
        rows = in_units.of_level(units, self.indicator, **place)
        self.rows = rows.assign(alphabetical=rows["area_id"].map(order)).sort_values(
            ["value", "alphabetical"], ascending=[False, True], kind="stable"
        )

    @reckoned_once
    def names(self) -> dict[str, str]:
        """What each province is called; no two of a vintage are called the same."""
        return dict(zip(self.rows["area_id"], self.rows["short_name"], strict=True))

    @reckoned_once
    def rivals(self) -> pd.DataFrame:
        """What sources say of these provinces that cannot be true together."""
        ever = in_units.over_time(self.units, INDICATOR, self.rows["area_id"])
        origins = [
            row.origin
            for rows in overview_words.by_area(ever).values()
            for row in overview_words.rivals(rows)
        ]
        return ever[ever["origin"].isin(origins)]

    @reckoned_once
    def _disputed(self) -> dict[str, list[Any]]:
        return overview_words.by_area(self.rivals)

    @reckoned_once
    def title(self) -> str:
        """A sentence with the answer: who has the most, where the bounds leave no doubt."""
        first, others = self.rows.iloc[0], self.rows.iloc[1:]
        said = {
            "n": len(self.rows),
            "area": escape(first["short_name"]),
            "value": self.indicator.say(first) + self._sign(first),
            "day": date_in_words(first["as_of"], first["precision"]),
        }
        # Nothing is above an open end, and a bound that is not known is below nothing.
        sure = (first["low"] > others["high"]).all()
        if others.empty:
            return _("Only {area} has a figure: {value} ({day})", **said)
        if sure:
            return _(
                "Of {n} provinces with dated figures, {area} has most teams: {value} ({day})",
                **said,
            )
        return _("The latest numbers of teams of {n} provinces", **said)

    @reckoned_once
    def source_line(self) -> str:
        """Where the figures are from."""
        said = _(
            "{n} sources, each named at its figure and in the table. Latest figure of each, "
            "whatever its date; {units}.",
            n=self.rows["source_id"].nunique(),
            units=vintage_in_words(self.vintage),
        )
        return named(said)

    def _sign(self, row: pd.Series) -> str:
        return " ≠" if row["area_id"] in self._disputed else ""

    def draw(self, now: view.View) -> None:
        """Draws the bars with what they are drawn from."""
        if self.rows.empty:
            st.info(
                _(
                    "There is no dated number of teams of a province in {units}.",
                    units=vintage_in_words(self.vintage),
                )
            )
            return
        st.subheader(self.title)
        st.plotly_chart(self.chart, theme=None, key=CHART, config=CONFIG, alt=self.title)
        for sentence in self.cautions:
            st.caption(sentence)
        st.caption(self.source_line)
        figures = self.figures
        sharing.offer(
            CHART,
            self.title,
            self.source_line,
            INDICATOR,
            self.vintage,
            *filter(None, [now.named_units]),
            "province",
            figures=figures,
        )
        with st.expander(_("Table of figures ({n})", n=len(figures))):
            figures_table.draw_trend(self.table)
        st.page_link(
            "map.py",
            label=_("Number of teams on the map"),
            icon=":material/map:",
            query_params=now.query(**{**overview_words.WHOLE_COUNTRY, "indicator": INDICATOR}),
        )

    @reckoned_once
    def chart(self) -> Any:
        """The bars."""
        return bars(
            self.rows.assign(
                label=[escape(name) for name in self.rows["short_name"]],
                words=[self._words(row) for _index, row in self.rows.iterrows()],
                hover=[self._hover(row) for row in self.rows.itertuples()],
            ),
            self.rivals.assign(
                label=[escape(name) for name in self.rivals["short_name"]],
                hover=[self._hover(row) for row in self.rivals.itertuples()],
            ),
            narrow=is_phone(),
            ink=ink(),
            separators=",." if current() == "vi" else ".,",
        )

    @reckoned_once
    def figures(self) -> pd.DataFrame:
        """What is drawn: the latest figures, and those that sources disagree about."""
        seen = [self.rows, *([self.rivals] if len(self.rivals) else [])]
        return pd.concat(seen, ignore_index=True).drop_duplicates("origin")

    @reckoned_once
    def table(self) -> pd.DataFrame:
        """The same in words."""
        return figures_table.of_trend(self.figures, self.names)

    @reckoned_once
    def cautions(self) -> list[str]:
        """Sentences on what the bars cannot show: their signs, disagreement."""
        said = []
        if self.units == "today":
            said.append(_("Figures of before 1 July 2025 are carried over into units of today."))
        said += [
            f"{escape(row.short_name)}: {escape('; '.join(told))}."
            for row in self.rows.itertuples()
            if (told := carried_words.cautions(row))
        ]
        if set(self.rows["qualifier"]) != {"exact"}:
            said.append(_("▶ more than this · ◀ empty bar: less than this · a span: about"))
        for area_id, own in self._disputed.items():
            said.append(
                _(
                    "≠ {area}: sources disagree, {values} (ticks).",
                    area=escape(self.names[area_id]),
                    values=disagreement.in_words(own),
                )
            )
        if undrawn := self._undrawn():
            said.append(
                _(
                    "Not drawn, since the date is missing or leaves open whether it is of the "
                    "units before or since 1 July 2025: {figures}.",
                    figures="; ".join(undrawn),
                )
            )
        return said

    def _undrawn(self) -> list[str]:
        """Figures of provinces that are not among the bars, each with date and source."""
        there = ask("areas_with_figures", indicator=INDICATOR)
        without = there[
            (there["level"] == "province")
            & (there["vintage"] == self.vintage)
            & ~there["area_id"].isin(self.rows["area_id"])
        ]
        undated = ask("trend_by_area", indicator=INDICATOR, areas=list(without["area_id"]))
        open_ = ask("unplaced_figures").query(
            "indicator_id == @INDICATOR and level == 'province' and measure == 'result'"
            " and reason == 'vintage_open'"
        )
        if asking.dataset() != PUBLISHED:  # none but published files have such figures
            open_ = open_[:0]
        words = self.indicator.words
        return [
            f"{escape(row.short_name)}, {words(row.value, row.qualifier)}"
            f" ({overview_words.day(row)}) · {overview_words.site(row)}"
            for row in undated.itertuples()
        ] + [
            f"{escape(row.area)}, {words(row.value, row.qualifier)}"
            f" ({escape(row.as_of) or _('undated')}) · {overview_words.site(row)}"
            for row in open_.itertuples()
        ]

    def _words(self, row: pd.Series) -> str:
        qualifier = carried_words.qualifier_of(row)
        value = value_in_words(rounded(row["value"], qualifier, 0), qualifier, "", "", 0)
        said = carried_words.called(row, value) + self._sign(row)
        return f"{said} · {overview_words.day_and_age(row)}"

    def _hover(self, row: Any) -> str:
        shown = figures_table.hover(row, self.names[row.area_id], self.indicator.say(row))
        said = [shown, *map(escape, carried_words.lines(row)), figures_table.hover_source(row)]
        return "<br>".join(said)


provinces_of = kept_for_reader(Provinces)
