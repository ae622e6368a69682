"""What is newest, and what changed."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data.cache import frame as ask
from pages.parts import overview_words, view
from pages.parts.download import offer_csv, offer_table
from pages.parts.escape import escape
from pages.parts.language import _, either
from pages.parts.wording import date_in_words, place_in_words, value_in_words

NEWEST, CHANGES = 8, 8
# Why a change between two dates is not said.
LEFT_OUT = {
    "disputed": "sources disagree",
    "period": "counts of periods of unknown length",
    "method": "the method changed",
    "remarked": "a remark on the figure",
    "bounded": "bounds leave it open",
    "same": "unchanged",
}


def draw_newest(now: view.View) -> None:
    """Draws the newest figures, each with the way to its trend."""
    rows = ask("newest_figures", most=NEWEST)
    st.subheader(_("What is newest"))
    if rows.empty:
        st.info(_("No dated figure was published."))
        return
    for own in overview_words.by_area(rows).values():
        _draw_area(now, own, [_news(row) for row in own])
    st.caption(_("A figure dated by the year alone counts from the first day of that year."))
    offer_csv(rows, "newest")


def draw_changes(now: view.View) -> None:
    """Draws the largest changes that are sure, each with the way to its trend."""
    every = ask("latest_changes")
    changed = every[every["left_out"].isna()]
    # Ranks are places, not amounts: none of them is larger than another by a share.
    amounts = changed[changed["kind"] != "rank"]
    ours = amounts[amounts["pillar"] == "teams"]
    others = amounts[amounts["pillar"] != "teams"]
    st.subheader(_("What changed: the largest changes of the teams"))
    if ours.empty:
        st.info(_("No number of teams or members was published for two dates."))
    _draw_changed(now, ours.head(CHANGES))
    if not others.empty:
        with st.expander(_("Other indicators ({n})", n=len(others))):
            _draw_changed(now, others)
    for sentence in _cautions(every):
        st.caption(sentence)
    if not every.empty:
        offer_table(every, "changes")


def change_in_words(row: Any) -> str:
    """Both values with their dates, and what of the change is sure."""
    units = (row.unit, row.unit_en, int(row.decimals))
    return _(
        "{before} ({before_day}) → **{after}** ({after_day}), {change}",
        before=value_in_words(row.from_value, row.from_qualifier, *units),
        before_day=date_in_words(row.from_as_of, row.from_precision),
        after=value_in_words(row.value, row.qualifier, *units),
        after_day=overview_words.day(row),
        change=_difference(row),
    )


def _difference(row: Any) -> str:
    """The sure part of the change in words, "tăng 3.071 người"."""
    least, most = abs(row.least), abs(row.most)
    # A share grows by points: half a per cent more of 60 % is not 60.5 %.
    points = _("percentage points")
    vietnamese, english = (points, points) if row.unit == "%" else (row.unit, row.unit_en)
    strict = row.qualifier == "more_than" or row.from_qualifier == "more_than"
    qualifier = "exact" if least == most else "more_than" if strict else "at_least"
    # Scores differ by less than their decimals show where these are those of the catalogue.
    words = value_in_words(round(least, 6), qualifier, vietnamese, english, 4)
    return _("▲ up {by}", by=words) if row.least > 0 else _("▼ down {by}", by=words)


def _draw_changed(now: view.View, rows: pd.DataFrame) -> None:
    for own in overview_words.by_area(rows).values():
        lines = [
            f"{_name(row)}: {change_in_words(row)} · {overview_words.site(row)}" for row in own
        ]
        _draw_area(now, own, lines)


def _draw_area(now: view.View, rows: list[Any], lines: list[str]) -> None:
    """Draws the name as a link to the trend of the first figure, and a line for each figure."""
    first = rows[0]
    st.page_link(
        "trends.py",
        label=escape(place_in_words(first.short_name, first.level, first.vintage, first.province)),
        icon=":material/show_chart:",
        query_params=now.query(indicator=first.indicator, areas=(first.area_id,)),
    )
    st.markdown("\n".join(f"- {line}" for line in lines))


def _news(row: Any) -> str:
    """A new figure with date and source, its remark below."""
    said = f"{_name(row)}: **{overview_words.value(row)}** ({overview_words.day(row)})"
    remark = f"  \n  ⚠ {escape(overview_words.remark(row))}" if row.remark_en else ""
    return f"{said} · {overview_words.site(row)}{remark}"


def _name(row: Any) -> str:
    return escape(either(row.name_vi, row.name_en))


def _cautions(every: pd.DataFrame) -> list[str]:
    """Sentences on what is not in the list, and why."""
    said = [_("Only changes are listed that are sure between two dates; bounds are carried along.")]
    left = every["left_out"].dropna()
    if len(left):
        reasons = ", ".join(f"{_(LEFT_OUT[why])}: {n}" for why, n in left.value_counts().items())
        said.append(_("Left out ({n}): {reasons}.", n=len(left), reasons=reasons))
    ranks = int(((every["kind"] == "rank") & every["left_out"].isna()).sum())
    if ranks:
        said.append(_("Changes of rank ({n}) are in the file and on the page Trends.", n=ranks))
    return said
