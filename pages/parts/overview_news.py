"""What is newest, and what changed."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.datasets import figures
from geo.areas import NATION
from pages.parts import overview_words, view
from pages.parts.asking import frame as ask
from pages.parts.datasets import named
from pages.parts.download import offer_csv, offer_table
from pages.parts.escape import escape
from pages.parts.language import _, either
from pages.parts.reader import kept_for_reader
from pages.parts.wording import date_in_words, place_in_words, value_in_words

NEWEST, CHANGES = 8, 8
MOST = 200_000  # figures; to look through a million takes seconds and a gigabyte
Said = tuple[Any, list[str]]  # the first figure of an area, and a line for each of its figures
# Why a change between two dates is not said.
LEFT_OUT = {
    "disputed": "sources disagree",
    "period": "counts of periods of unknown length",
    "method": "the method changed",
    "remarked": "a remark on the figure",
    "bounded": "bounds leave it open",
    "same": "unchanged",
}


def draw(now: view.View) -> None:
    """Draws both beside each other; of very many figures the way to a place's month instead."""
    if figures(now.dataset) > MOST:
        st.subheader(_("What is newest"))
        st.page_link(
            "commune.py",
            label=_("See what is new in a place: its month beside the month before"),
            icon=":material/calendar_month:",
            query_params=now.query(),
        )
        return
    newest, changed = st.columns(2, gap="medium")
    with newest:
        _draw_newest(now)
    with changed:
        _draw_changes(now)


def _draw_newest(now: view.View) -> None:
    """Draws the newest figures, each with the way to its trend."""
    rows = ask("newest_figures", most=NEWEST)
    st.subheader(_("What is newest"))
    if rows.empty:
        st.info(_("There is no dated figure."))
        return
    for first, lines in _newest():
        _draw_area(now, first, lines)
    said = _("A figure dated by the year alone counts from the first day of that year.")
    st.caption(named(said))
    offer_csv(rows, "newest", NATION)


def _draw_changes(now: view.View) -> None:
    """Draws the largest changes that are sure, each with the way to its trend."""
    every = ask("latest_changes")
    ours, others = _changed(of_teams=True), _changed(of_teams=False)
    st.subheader(_("What changed: the largest changes of the teams"))
    if not ours:
        st.info(_("No number of teams or members is known for two dates."))
    for first, lines in ours:
        _draw_area(now, first, lines)
    if others:
        n = sum(len(lines) for _first, lines in others)
        with st.expander(_("Other indicators ({n})", n=n)):
            for first, lines in others:
                _draw_area(now, first, lines)
    for sentence in _cautions():
        st.caption(sentence)
    if not every.empty:
        offer_table(every, "changes", NATION)


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


@kept_for_reader
def _newest() -> list[Said]:
    """The newest figures, area by area."""
    areas = overview_words.by_area(ask("newest_figures", most=NEWEST)).values()
    return [(own[0], [_news(row) for row in own]) for own in areas]


@kept_for_reader
def _changed(of_teams: bool) -> list[Said]:
    """The sure changes, area by area: the largest of the teams, or all of the others."""
    every = ask("latest_changes")
    changed = every[every["left_out"].isna()]
    # Ranks are places, not amounts: none of them is larger than another by a share.
    amounts = changed[changed["kind"] != "rank"]
    wanted = amounts[(amounts["pillar"] == "teams") == of_teams]
    areas = overview_words.by_area(wanted.head(CHANGES) if of_teams else wanted).values()
    return [
        (
            own[0],
            [f"{_name(row)}: {change_in_words(row)} · {overview_words.site(row)}" for row in own],
        )
        for own in areas
    ]


def _draw_area(now: view.View, first: Any, lines: list[str]) -> None:
    """Draws the name as a link to the trend of the first figure, and a line for each figure."""
    st.page_link(
        "trends.py",
        label=escape(
            place_in_words(
                *(first.short_name, first.level, first.vintage, first.province),
                view.area(first.area_id)["type"].iloc[0],
            )
        ),
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


@kept_for_reader
def _cautions() -> list[str]:
    """Sentences on what is not in the list, and why."""
    every = ask("latest_changes")
    first = _("Only changes are listed that are sure between two dates; bounds are carried along.")
    said = [named(first)]
    left = every["left_out"].dropna()
    if len(left):
        reasons = ", ".join(f"{_(LEFT_OUT[why])}: {n}" for why, n in left.value_counts().items())
        said.append(_("Left out ({n}): {reasons}.", n=len(left), reasons=reasons))
    ranks = int(((every["kind"] == "rank") & every["left_out"].isna()).sum())
    if ranks:
        said.append(_("Changes of rank ({n}) are in the file and on the page Trends.", n=ranks))
    return said
