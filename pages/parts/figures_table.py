"""Tables of figures: sorted by value, read in words."""

from __future__ import annotations

import re
import textwrap
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from pages.parts import carried_words, datasets, in_units
from pages.parts.asking import frame as ask
from pages.parts.catalogue import PILLARS, Indicator
from pages.parts.download import offer_csv
from pages.parts.escape import escape, web_address
from pages.parts.language import _, either
from pages.parts.reader import kept_for_reader
from pages.parts.wording import (
    BASES,
    age_in_words,
    date_in_words,
    long_ago,
    operator_in_words,
    value_in_words,
)


def ranking(
    rows: pd.DataFrame, words: list[str], is_rank: bool, ascending: bool, seen_on: date
) -> tuple[Styler, list[str]]:
    """A ranked table of areas and the area id of each of its rows.

    Each cell holds its row's place and shows words, so that sorting by a column means by value.

    Args:
        rows: One row per area, with value, as_of, precision, short_name, in_conflict.
        words: The value of each row in words.
        is_rank: Whether the value is itself a rank, so that none is counted beside it.
        ascending: Whether the lowest value comes first.
        seen_on: The day from which a value's age is counted.
    """
    order = rows.assign(words=words).sort_values(
        ["value", "alphabetical"], ascending=[ascending, True], na_position="last", kind="stable"
    )
    place = order["value"].rank(method="min", ascending=ascending)
    columns = {
        _("Rank"): ["" if pd.isna(n) else f"{n:.0f}" for n in place],
        _("Area"): order["short_name"].tolist(),
        _("Value"): order["words"].tolist(),
        _("Date"): [
            "" if pd.isna(row.value) else _aged(row, seen_on) for row in order.itertuples()
        ],
    }
    if is_rank:
        del columns[_("Rank")]
    places = pd.DataFrame({column: range(len(order)) for column in columns})
    table = places.style.format({column: cells.__getitem__ for column, cells in columns.items()})
    return table, order["area_id"].tolist()


def _aged(row: Any, seen_on: date) -> str:
    """The date of a value and how old it is, as in "6/2022 · cũ 3 năm"."""
    said = (date_in_words(row.as_of, row.precision), age_in_words(row.as_of, seen_on))
    return " · ".join(part for part in said if part)


def signs(row: Any) -> str:
    """The signs that follow a value: ≠ where sources disagree, ⚠ where there is a remark.

    Args:
        row: A figure; where the query says that it is `disputed`, that counts.
    """
    disputed = row.in_conflict or getattr(row, "disputed", False)
    return (" ≠" if disputed else "") + (" ⚠" if row.remark_en else "")


def of_area(area_id: str, first: str) -> None:
    """Draws all figures of one area, each with date and source in full.

    Args:
        area_id: The area.
        first: The indicator whose figures come before the others.
    """
    table, notes = _of_area(area_id, first)
    if table.empty:
        st.info(_("There is no figure about this area."))
        datasets.offer_of_areas("map.py", [area_id])
        return
    with st.container(height=340, border=False):
        st.table(table, hide_index=True, border="horizontal")
    for note in notes:
        st.caption(note)
    offer_csv(ask("figures_by_area", area=area_id), "all", area_id)


@kept_for_reader
def _of_area(area_id: str, first: str) -> tuple[pd.DataFrame, list[str]]:
    """The figures as they are read, and what must be known of them."""
    found = ask("figures_by_area", area=area_id)
    if found.empty:  # what its communes reported is summed, of each indicator the newest
        found = in_units.latest("then", (area_id,))
    order = {pillar: place for place, pillar in enumerate(PILLARS)}
    places = found["pillar"].map(order).mask(found["indicator"] == first, -1)
    rows = list(found.loc[places.sort_values(kind="stable").index].itertuples())
    table = pd.DataFrame(
        {
            _("Indicator"): [escape(either(r.name_vi, r.name_en)) for r in rows],
            _("Value"): [
                value_in_words(r.value, r.qualifier, r.unit, r.unit_en, int(r.decimals))
                + signs(r)
                + f" ({date_in_words(r.as_of, r.precision)}{long_ago(r.as_of)}{_parts(r)})"
                for r in rows
            ],
            _("Source"): [linked(r.source, r.url) for r in rows],
        }
    )
    notes = [
        f"⚠ {escape(either(row.name_vi, row.name_en))}: "
        f"{escape(either(row.remark_vi, row.remark_en))}"
        for row in rows
        if row.remark_en
    ]
    if any(row.in_conflict for row in rows):
        notes.append(_("≠ Sources disagree about this figure; each is shown as its source has it."))
    return table, notes


def _parts(row: Any) -> str:
    """Of how many communes a sum is, behind its date; "" for a figure of the area's own."""
    return "".join(f"; {said}" for said in carried_words.lines(row))


def linked(title: str, url: str) -> str:
    """The title as a link where the source has an address that can be one."""
    address = re.fullmatch(r"https?://[^\s<>()]+", url)
    return f"[{escape(title)}](<{url}>)" if address else escape(title)


def hover(row: Any, name: str, words: str, seen_on: date | None = None) -> str:
    """What a pointer over an area or a point shows of its figure, as escaped markup."""
    lines = [f"<b>{escape(name)}</b>", words]
    if not pd.isna(row.value):
        lines.append(_aged(row, seen_on or row.as_of))
        if row.in_conflict:
            lines.append("≠ " + _("another source says otherwise"))
        if remark := either(row.remark_vi, row.remark_en):
            lines.append("⚠ " + _wrapped(remark))
    return "<br>".join(lines)


def hover_source(row: Any) -> str:
    """The title of a figure's source for a pointer, as escaped markup; empty without a figure."""
    return "" if pd.isna(row.value) else _wrapped(datasets.titled(row.source))


def _wrapped(text: str) -> str:
    lines = textwrap.wrap(text, width=52, max_lines=3, placeholder=" …")
    return "<br>".join(map(escape, lines))


def of_trend(rows: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """All figures of a trend in words: area, value, date and how it is known, source."""
    return pd.DataFrame(
        {
            _("Area"): [names[code] for code in rows["area_id"]],
            _("Value"): [
                value_in_words(r.value, r.qualifier, r.unit, r.unit_en, 4) + signs(r)
                for r in rows.itertuples()
            ],
            _("Date"): [date_in_words(r.as_of, r.precision) for r in rows.itertuples()],
            _("How the date is known"): [_(BASES[r.basis]) for r in rows.itertuples()],
            _("Source"): rows["source"].tolist(),
            _("Remark"): [either(r.remark_vi, r.remark_en) for r in rows.itertuples()],
            _("Link"): [web_address(url) for url in rows["url"]],
        }
    )


def draw_trend(table: pd.DataFrame) -> None:
    """Draws a table as `of_trend` gives it."""
    st.dataframe(
        table,
        hide_index=True,
        height=min(38 + 35 * len(table), 400),
        column_config={_("Link"): st.column_config.LinkColumn(display_text=_("open"))},
    )


def of_targets(rows: pd.DataFrame, names: dict[str, str], indicator: Indicator) -> None:
    """Draws the targets of a trend: whose, how much, by when, from which source."""
    table = pd.DataFrame(
        {
            _("Area"): [names[code] for code in rows["area_id"]],
            _("Target"): [
                operator_in_words(r.operator) + indicator.words(r.value) for r in rows.itertuples()
            ],
            _("Due"): [date_in_words(r.due, r.precision) for r in rows.itertuples()],
            _("Source"): rows["source"].tolist(),
            _("Link"): [web_address(url) for url in rows["url"]],
        }
    )
    st.dataframe(
        table,
        hide_index=True,
        column_config={_("Link"): st.column_config.LinkColumn(display_text=_("open"))},
    )
