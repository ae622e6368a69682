"""What would be added, changed and left alone: counted, and figure by figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from data.cache import frame as ask
from data.imports.forms import choices
from data.imports.storing import Counts
from pages.parts.import_words import roles
from pages.parts.language import _, either
from pages.parts.wording import date_in_words, missing, number, value_in_words

STATUSES = {
    "changed": "Changed: old and new value ({n})",
    "added": "New ({n})",
    "same": "Stored already ({n})",
}


def draw_counts(counts: Counts) -> None:
    """Draws how the file's figures stand to those stored."""
    said = {
        _("New"): counts.added,
        _("Changed"): counts.changed,
        _("Stored already"): counts.same,
        _("Left out, with errors"): counts.left_out,
        _("Empty cells"): counts.missing,
    }
    with st.container(horizontal=True, gap="small"):
        for label, value in said.items():
            st.metric(label, number(value, 0), width="content", border=True)
    st.caption(_("Empty is not zero: empty cells change nothing that is stored."))


def draw(
    kind: str, counts: Counts, changes: Callable[[str], pd.DataFrame], *, typed: bool = False
) -> None:
    """Draws the figures that would change, old and new; the new ones; those stored already.

    Args:
        kind: Of the file.
        counts: How many there are.
        changes: Gives the first ones of a status.
        typed: Whether it was typed on the page, so that it has no rows to speak of.
    """
    for status, label in STATUSES.items():
        total = getattr(counts, status)
        if not total:
            continue
        with st.expander(_(label, n=number(total, 0)), expanded=status == "changed"):
            rows = changes(status)
            table = TABLES[kind](rows, status)
            if typed:
                table = table.drop(columns=_("Row")).rename(
                    columns={_("In the file"): _("In the report")}
                )
            st.dataframe(table, hide_index=True, height=min(35 * (len(rows) + 1) + 3, 320))
            if total > len(rows):
                st.caption(_("The first {n} are listed.", n=number(len(rows), 0)))


def _results(rows: pd.DataFrame, status: str) -> pd.DataFrame:
    """One row per figure."""
    table = {
        _("Row"): rows["row"],
        _("Area"): _areas(rows),
        _("Indicator"): [either(row.name_vi, row.name_en) for row in rows.itertuples()],
        _("Date"): [date_in_words(row.as_of, row.precision) for row in rows.itertuples()],
    }
    if status == "changed":
        table[_("Stored now")] = [_value(row, "old_") for row in rows.itertuples()]
    table[_("In the file")] = [_value(row, "") for row in rows.itertuples()]
    found = pd.DataFrame(table)
    if rows["sheet"].nunique() > 1:
        found.insert(0, _("Sheet"), rows["sheet"])
    return found


def _targets(rows: pd.DataFrame, status: str) -> pd.DataFrame:
    """One row per target, with what kind of target it is and how it is compared."""
    found = _results(rows, status)
    place = found.columns.get_loc(_("Date"))
    said = {
        _("Comparison"): [_chosen("operator", each) for each in rows["operator"]],
        _("Kind of target"): [_chosen("target_kind", each) for each in rows["kind"]],
    }
    for label, words in said.items():
        if any(words):
            found.insert(place, label, words)
    return found


def _chosen(field: str, value: Any) -> str:
    return "" if missing(value) else _choice(field, value)


def _areas(rows: pd.DataFrame) -> list[str]:
    """The areas with what they lie in: "Xã Lá Xanh, Huyện Đồi Cỏ, Mây Trắng"."""
    found = ask("areas_by_id", areas=sorted(set(rows["area_id"])))
    words = {}
    for row in found.itertuples():
        above = [] if row.level in ("nation", "province") else [row.parent_name, row.province]
        if row.province and row.parent_name.endswith(row.province):
            above = above[:1]
        words[row.area_id] = ", ".join(filter(None, (row.name, *above)))
    return [words[area_id] for area_id in rows["area_id"]]


def _value(row: Any, which: str) -> str:
    value, qualifier = getattr(row, f"{which}value"), getattr(row, f"{which}qualifier")
    known = None if missing(qualifier) else qualifier
    return value_in_words(value, known, row.unit_vi, row.unit_en, max(int(row.decimals), 2))


def _teams(rows: pd.DataFrame, status: str) -> pd.DataFrame:
    """One row per team: all that is told; of changed ones what differs, old → new."""
    before = rows["old"] if status == "changed" else [None] * len(rows)
    return pd.DataFrame(
        {
            _("Row"): rows["row"],
            _("Area"): _areas(rows),
            _("Village"): rows["village"],
            _("Date"): [date_in_words(row.as_of, row.precision) for row in rows.itertuples()],
            _("In the file"): [_told(*pair) for pair in zip(rows["told"], before, strict=True)],
        }
    )


def _told(told: Mapping[str, Any], old: Mapping[str, Any] | None) -> str:
    names = roles("teams")
    said = []
    for field, value in told.items():
        before = old[field] if old else None
        if field not in names or (missing(value) and missing(before)) or value == before:
            continue
        text = _("none") if missing(value) else _choice(field, value)
        change = text if missing(before) else f"{_choice(field, before)} → {text}"
        said.append(f"{names[field]}: {change}")
    return "; ".join(said)


def _choice(field: str, value: Any) -> str:
    words = {each.choice: either(each.name_vi, each.name_en) for each in choices().get(field, ())}
    return words.get(value, str(value))


TABLES = {"results": _results, "targets": _targets, "teams": _teams}
