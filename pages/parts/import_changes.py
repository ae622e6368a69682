"""What would be added, changed and left alone: counted, and figure by figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from data.imports.forms import choices
from data.imports.incoming import DryRun
from data.imports.storing import Counts
from pages.parts.import_words import roles
from pages.parts.language import _, either
from pages.parts.wording import date_in_words, missing, number, value_in_words

MOST = 500
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


def draw(run: DryRun) -> None:
    """Draws the figures that would change, old and new; the new ones; those stored already."""
    for status, label in STATUSES.items():
        total = getattr(run.counts, status)
        if not total:
            continue
        with st.expander(_(label, n=number(total, 0)), expanded=status == "changed"):
            rows = run.changes(status, MOST)
            is_teams = run.delivery.kind == "teams"
            table = _teams(rows, status) if is_teams else _worded(rows, status)
            st.dataframe(table, hide_index=True, height=min(35 * (len(rows) + 1) + 3, 320))
            if total > len(rows):
                st.caption(_("The first {n} are listed.", n=number(len(rows), 0)))


def _worded(rows: pd.DataFrame, status: str) -> pd.DataFrame:
    table = {
        _("Row"): rows["row"],
        _("Area"): rows["area"],
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
            _("Area"): rows["area"],
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
