"""What is to be followed up in the reports of a month: one finding per commune and matter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pages.parts import asking, catalogue, download
from pages.parts.datasets import label
from pages.parts.language import _
from pages.parts.quality_reports import Reports

KINDS = {
    "missing": "report missing",
    "late": "report late",
    "blank": "field left blank",
    "left_out": "value left out at import",
    "rule": "rule broken",
    "outlier": "unusual change, to be looked at again",
    "conflict": "sources disagree",
    "total": "total other than the sum",
}
MOST_SEEN = 1000


@dataclass(frozen=True)
class Finding:
    """One thing to ask a commune, or an area above it, about.

    Attributes:
        kind: One of KINDS.
        area_id: Whom to ask.
        area: Its name.
        indicator: Id; "" where it is about the report as a whole.
        value: What was found, in words; "" where nothing was.
        expected: What would do or what it differs from, in words; "" where nothing can be said.
        hint: What to do.
    """

    kind: str
    area_id: str
    area: str
    indicator: str
    value: str
    expected: str
    hint: str


def listed(reports: Reports, findings: Iterable[Finding]) -> pd.DataFrame:
    """The findings as they are read and saved: one row each, in their order.

    Args:
        reports: Of the place and month, whose groups the areas are in.
        findings: Of one kind or several.
    """
    found = tuple(findings)
    names = {
        code: catalogue.indicator(code).name for code in {each.indicator for each in found} if code
    }
    groups = reports.groups
    # An area above the communes has no group, nor a commune that is one of its own.
    within = [
        groups[each.area_id].label
        if each.area_id in groups and groups[each.area_id].id != each.area_id
        else ""
        for each in found
    ]
    return pd.DataFrame(
        {
            _("Area"): [each.area for each in found],
            _("Group"): within,
            _("Matter"): [_(KINDS[each.kind]) for each in found],
            _("Indicator"): [names.get(each.indicator, "") for each in found],
            _("Value"): [each.value for each in found],
            _("To compare with"): [each.expected for each in found],
            _("What to do"): [each.hint for each in found],
        }
    )


def draw(reports: Reports, findings: Iterable[Finding], nothing: str, named: str) -> None:
    """Draws the list of findings, or says that there are none.

    Args:
        reports: Of the place and month.
        findings: Of one kind or several.
        nothing: What is said where there are none.
        named: What they are, for the name of the file.
    """
    found = tuple(findings)
    if not found:
        st.success(nothing, icon=":material/check:")
        return
    table = listed(reports, found[:MOST_SEEN])
    hints = {each.hint for each in found}
    if len(hints) == 1:
        st.caption(next(iter(hints)))
    is_alike = len(hints) == 1 and len({each.kind for each in found}) == 1
    alike = {_("Matter"), _("What to do")} if is_alike else set()
    empty = {column for column in table if not table[column].any()}
    st.dataframe(
        table.drop(columns=[column for column in table if column in alike | empty]),
        hide_index=True,
        height=min(38 + 35 * len(table), 480),
        column_config={
            _("Indicator"): st.column_config.TextColumn(width="medium"),
            _("To compare with"): st.column_config.TextColumn(width="medium"),
        },
    )
    if len(found) > MOST_SEEN:
        st.caption(_("The first {n} are shown; the file has all.", n=MOST_SEEN))
    offer(reports, found, named)


def offer(reports: Reports, findings: Iterable[Finding], *named: str) -> None:
    """Draws the button that saves the findings.

    Args:
        reports: Of the place and month.
        findings: In the order of the file.
        named: What is inside, for the name of the file.
    """
    found = tuple(findings)
    seen = asking.dataset()
    rows = listed(reports, found)
    rows.insert(0, "area_id", [each.area_id for each in found])
    rows.insert(0, _("Month"), reports.month.words)
    rows.insert(0, _("Figures"), label(seen))
    rows.insert(0, "dataset", seen)
    download.offer_table(rows, "quality", *named, *reports.named)
