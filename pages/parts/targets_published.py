"""Targets that sources state of a place, and of the nation, with the newest result where known."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data import cache
from data.datasets import PUBLISHED
from data.reaching import REACHED, state_of
from geo.areas import NATION
from pages.parts import asking, catalogue, sharing, view
from pages.parts.datasets import label as label_of
from pages.parts.datasets import named
from pages.parts.escape import escape, web_address
from pages.parts.language import _
from pages.parts.reader import kept_for_reader
from pages.parts.targets_scene import STATES
from pages.parts.targets_tables import widths
from pages.parts.wording import date_in_words, missing, operator_in_words

WIDTHS = {  # pixels, as in targets_tables
    "Service": 270,
    "Target": 150,
    "Due": 72,
    "Newest result": 186,
    "State": 176,
    "Source": 196,
}


def draw(area_id: str) -> bool:
    """Draws the published targets of the place, or of the nation; whether there are any."""
    table, rows = published(area_id)
    if table.empty:
        return False
    if asking.dataset() != PUBLISHED:  # targets may stand beside other figures, results may not
        table = table.drop(columns=[_("Newest result"), _("State")])
    if area_id == NATION:
        st.subheader(_("National targets, as published"))
    else:
        st.subheader(_("Targets of this place, as published"))
    st.dataframe(
        table,
        hide_index=True,
        column_config=widths(WIDTHS)
        | {_("Link"): st.column_config.LinkColumn(display_text=_("open"), width=52)},
    )
    titles = "; ".join(map(escape, dict.fromkeys(rows["source"])))
    st.caption(named(_("Sources: {sources}.", sources=titles), PUBLISHED))
    if asking.dataset() == PUBLISHED:
        sharing.offer_table(f"targets-{area_id}", "targets", area_id, rows=rows)
    else:  # a file from a page of other figures would pass for theirs
        here = view.current().query(dataset=PUBLISHED, areas=(area_id,), opened="", date=None)
        label = _("Show and save them among: {figures}", figures=label_of(PUBLISHED))
        st.page_link("targets.py", label=label, icon=":material/database:", query_params=here)
    return True


@kept_for_reader
def published(area_id: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The targets in words, and as they are kept; the newest result counts, before or after due."""
    rows = list(cache.rows("target_versions_by_area", areas=(area_id,), dataset=PUBLISHED))
    results: dict[str, Any] = {}
    for row in cache.rows("figures_by_area", area=area_id, dataset=PUBLISHED):
        known = results.get(row.indicator)
        if not missing(row.as_of) and (known is None or row.as_of > known.as_of):
            results[row.indicator] = row
    rows.sort(key=lambda row: (missing(row.due), row.due if not missing(row.due) else 0))
    shown = [catalogue.indicator(row.indicator_id) for row in rows]
    beside = [results.get(row.indicator_id) for row in rows]
    table = pd.DataFrame(
        {
            _("Service"): [each.name for each in shown],
            _("Target"): [
                (_("sign not stated:") + " " if missing(row.operator) else _sign(row.operator))
                + each.words(row.value)
                for row, each in zip(rows, shown, strict=True)
            ],
            _("Due"): [date_in_words(row.due, row.precision) for row in rows],
            _("Newest result"): [
                _result(each, row) for each, row in zip(shown, beside, strict=True)
            ],
            _("State"): [
                _state(target, each, row)
                for target, each, row in zip(rows, shown, beside, strict=True)
            ],
            _("Source"): [row.source for row in rows],
            _("Link"): [web_address(row.url) for row in rows],
        }
    )
    return table, pd.DataFrame(rows)


def _sign(operator: str) -> str:
    return "= " if operator == "=" else operator_in_words(operator)


def _result(shown: catalogue.Indicator, row: Any) -> str:
    if row is None:
        return _("no published result")
    said = shown.words(row.value, row.qualifier)
    disputed = " ≠" if row.in_conflict else ""
    return f"{said}{disputed} ({date_in_words(row.as_of, row.precision)})"


def _state(target: Any, shown: catalogue.Indicator, row: Any) -> str:
    if row is None:
        return _("no published result")
    state = state_of(
        target.value,
        None if missing(row.low) else row.low,
        None if missing(row.high) else row.high,
        operator=None if missing(target.operator) else target.operator,
    )
    is_early = not missing(target.due) and row.as_of < target.due
    if is_early and state != REACHED:
        return _("result of before the due date")
    return _("? how to compare is not stated") if missing(target.operator) else _(STATES[state])
