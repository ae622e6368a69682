"""The five areas that every view must be able to compare, in one table or as cards."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data import ratios
from data.agreement import contradict
from data.dates import first_day
from data.lazily import reckoned_once
from pages.parts import carried_words, in_units, overview_words, view
from pages.parts.datasets import named
from pages.parts.download import offer_csv
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.reader import kept_for_reader
from pages.parts.screen import is_phone
from pages.parts.wording import kind_in_words, rounded, value_in_words

MEASURES = ("teams", "members")
COVERAGE = {
    "villages_coverage_pct": "{value} of villages",
    "communes_coverage_pct": "{value} of communes",
}
GAP = "  \n"  # between the lines of a cell
Cell = list[tuple[str, ...]]  # what is said in it, each value with its date and source
NOTHING: Cell = []
DECIMALS = 1


class FiveAreas:
    """What was last said of the five areas, each cell in words with its date and source."""

    def __init__(self, units: str = "then") -> None:
        """Asks for the figures, in units of their time or carried over to today."""
        areas = view.FIVE_AREAS
        latest = in_units.latest(units, areas)
        self.latest = {(row.area_id, row.indicator): row for row in latest.itertuples()}
        self._latest = latest[latest["indicator"].isin([*MEASURES, *COVERAGE])]
        self._ever = {name: in_units.over_time(units, name, areas) for name in MEASURES}
        self._rivals = {
            (area_id, name): overview_words.rivals(rows)
            for name, ever in self._ever.items()
            for area_id, rows in overview_words.by_area(ever).items()
        }
        self._per_team = overview_words.by_area(_per_team(self._ever["members"], units))

    @reckoned_once
    def figures(self) -> pd.DataFrame:
        """The published figures in the cells, as rows of the view `figure`; ratios are none."""
        disputed = [row.origin for rows in self._rivals.values() for row in rows]
        seen = [ever[ever["origin"].isin(disputed)] for ever in self._ever.values()]
        return pd.concat([self._latest, *seen], ignore_index=True).drop_duplicates("origin")

    def count(self, name: str, area_id: str) -> Cell:
        """The latest count of teams or members, and what sources disagree about."""
        row = self.latest.get((area_id, name))
        if row is None:
            return NOTHING
        rivals = self._rivals.get((area_id, name), [])
        value = overview_words.value(row) + (" ≠" if rivals and not row.in_conflict else "")
        return [
            (value, _aged(row)),
            *(
                (f"{'≠ ' if place else ''}{overview_words.value_in_rows(rival)} ({_dated(rival)})",)
                for place, rival in enumerate(rivals)
            ),
        ]

    def per_team(self, area_id: str) -> Cell:
        """Members per team, from parts of the same time; beside a disputed one another."""
        newest = sorted(self._per_team.get(area_id, []), key=lambda row: row.as_of, reverse=True)
        shown = newest[:1]
        if shown and shown[0].in_conflict:
            shown += [row for row in newest if not row.in_conflict][:1]
        return [(self._ratio(row), _aged(row)) for row in shown]

    def _ratio(self, row: Any) -> str:
        """The ratio in words, with what it is by counts that contradict its part: "8,1 ≠ 4,4"."""
        if not row.in_conflict:
            return _rounded(row)
        own = {
            name: [each for each in ever.itertuples() if each.area_id == row.area_id]
            for name, ever in self._ever.items()
        }
        count = next(each for each in own["members"] if each.origin == row.origin)
        used = {(row.part_value, row.part_as_of)}
        parts = [each for each in own["teams"] if (each.value, each.as_of) in used]
        others = [
            ratios.quotient(ratios.number_of(count), ratios.number_of(each))
            for each in own["teams"]
            if any(contradict(part, each) for part in parts)
        ]
        said = [_rounded(other) for other in others if other]
        return " ≠ ".join([_rounded(row), *said]) if said else _rounded(row) + " ≠"

    def coverage(self, area_id: str) -> Cell:
        """The share of villages and of communes with a team."""
        known = ((name, self.latest.get((area_id, name))) for name in COVERAGE)
        return [
            (_(COVERAGE[name], value=overview_words.value(row)), _aged(row))
            for name, row in known
            if row is not None
        ]

    def draw(self, now: view.View) -> None:
        """Draws a table on a wide screen, a card for each area on a phone."""
        if not self.cells:
            return
        st.subheader(_("The five areas, each with its latest figures"))
        if is_phone():
            for area_id, cells in self.cells.items():
                self._draw_card(now, area_id, cells)
        else:
            st.table(self.table, hide_index=True, border="horizontal", alt=_("The five areas"))
            with st.container(horizontal=True, gap="small", key="five-on-the-map"):
                st.caption(_("Show on the map:"), width="content")
                for area_id in self.cells:
                    _link(now, area_id)
        said = _(
            "Members per team is reckoned from both counts where they are of the same time. "
            "≠ Sources disagree; each value is shown as its source has it. Two of the areas are "
            "districts, a level that ended on 1 July 2025."
        )
        st.caption(named(said))
        with st.container(horizontal=True, gap="small"):
            st.page_link(
                "compare.py",
                label=_("Compare the five areas"),
                icon=":material/table_chart:",
                query_params=now.query(areas=view.FIVE_AREAS),
            )
            if self.latest:
                offer_csv(self.figures, "five-areas")

    @reckoned_once
    def cells(self) -> dict[str, dict[str, Cell]]:
        """What is said of each area there is, by the head of the column."""
        return {
            area_id: {
                _("Teams"): self.count("teams", area_id),
                _("Members"): self.count("members", area_id),
                _("Members per team"): self.per_team(area_id),
                _("Covered"): self.coverage(area_id),
            }
            for area_id in view.FIVE_AREAS
            if not view.area(area_id).empty
        }

    @reckoned_once
    def table(self) -> pd.DataFrame:
        """The same as one line for each area."""
        return pd.DataFrame(
            {
                _("Area"): GAP.join(_place(view.area(area_id).iloc[0])),
                **{name: _said(cell, GAP, GAP) for name, cell in cells.items()},
            }
            for area_id, cells in self.cells.items()
        )

    def _draw_card(self, now: view.View, area_id: str, cells: dict[str, Cell]) -> None:
        with st.container(border=True):
            _link(now, area_id)
            st.caption(" · ".join(_place(view.area(area_id).iloc[0])[1:]))
            st.markdown(
                "\n".join(f"- {name}: {_said(cell, ' · ', '; ')}" for name, cell in cells.items())
            )


five_areas = kept_for_reader(FiveAreas)


def _link(now: view.View, area_id: str) -> None:
    st.page_link(
        "map.py",
        label=escape(view.area(area_id)["short_name"].iloc[0]),
        icon=":material/map:",
        query_params=now.at(area_id).query(),
    )


def _place(area: pd.Series) -> tuple[str, str, str]:
    """Name, level and time: "**Phú Bình**", "huyện, Thái Nguyên", "trước 7/2025"."""
    level = kind_in_words(area["level"], area["type"])
    within = f", {escape(area['province'])}" if area["level"] != "province" else ""
    when = _("before 7/2025") if area["vintage"] == "2024" else _("since 7/2025")
    return f"**{escape(area['short_name'])}**", _unbroken(level + within), _unbroken(when)


def _unbroken(text: str) -> str:
    """The text so that a narrow column of a table does not break it."""
    return text.replace(" ", "\u00a0")


def _per_team(members: pd.DataFrame, units: str) -> pd.DataFrame:
    """Members per team wherever both were counted in the same days."""
    if members.empty:
        return members
    places = set(zip(members["vintage"], members["level"], strict=True))
    parts = in_units.parts(units, "teams", places, view.FIVE_AREAS)
    found = ratios.divide(members, parts, "teams").dropna(subset=["value"])
    return found[[same_time(row) for row in found.itertuples()]]


def same_time(row: Any) -> bool:
    """Whether the days of both parts of a ratio may be the same.

    Args:
        row: Of `data.ratios.divide`.
    """
    starts_on = pd.Timestamp(first_day(row.part_as_of, row.part_precision))
    return bool(row.starts_on <= row.part_as_of and starts_on <= row.as_of)


def _rounded(ratio: Any) -> str:
    value = rounded(ratio.value, ratio.qualifier, DECIMALS)
    return value_in_words(value, ratio.qualifier, "", "", DECIMALS)


def _aged(row: Any) -> str:
    said = [overview_words.day_and_age(row), *map(escape, carried_words.lines(row))]
    return " · ".join([*said, overview_words.site(row)])


def _dated(row: Any) -> str:
    return f"{overview_words.day(row)} · {overview_words.site(row)}"


def _said(cell: Cell, within: str, between: str) -> str:
    """The cell as markup, with what stands within each of its parts and between them."""
    return between.join(within.join(part) for part in cell) or _("no figure")
