"""What was found in a boundary file: how much fits, what does not, and a picture."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.boundaries import words
from data.boundaries.draft import Draft
from data.boundaries.unattended import names
from geo.boundaries.report import Finding
from pages.parts.escape import escape
from pages.parts.language import _, current
from pages.parts.wording import number

ICONS = {
    "error": ":material/error:",
    "warning": ":material/warning:",
    "notice": ":material/info:",
}
SHOWN_AS = {"error": st.error, "warning": st.warning, "notice": st.info}
READ_BY = {
    "code_column": "codes from the column {column}",
    "name_column": "names from the column {column}",
    "parent_column": "units above from the column {column}",
}


def draw(draft: Draft) -> None:
    """Draws the report of a file that was held against the units."""
    report = draft.report
    missing = report.units - report.matched
    said = {
        _("Units matched"): f"{number(report.matched, 0)} / {number(report.units, 0)}",
        _("Units missing"): number(missing, 0),
        _("Features"): number(report.features, 0),
    }
    beside, picture = st.columns([3, 2]) if draft.picture else (st.container(), None)
    with beside:
        for column, (label, value) in zip(
            st.columns(len(said), gap="small", wrap=False), said.items(), strict=True
        ):
            column.metric(label, value)
        st.caption(" · ".join(_how_read(draft)))
        for finding in report.findings:
            _draw(finding, draft)
        if not report.findings:
            st.success(_("Nothing wrong was found."), icon=":material/check_circle:")
    if picture:
        legend = _("New outlines in blue, those that stay in grey")
        picture.image(draft.picture, caption=legend, alt=legend, width="stretch")


def _how_read(draft: Draft) -> list[str]:
    report = draft.report
    columns = {name: getattr(report, name) for name in READ_BY}
    return [
        escape(report.kind),
        escape(report.crs),
        *(_(READ_BY[name], column=escape(column)) for name, column in columns.items() if column),
    ]


def _draw(finding: Finding, draft: Draft) -> None:
    sentence = words.sentence(finding, current())
    SHOWN_AS[finding.severity](escape(sentence), icon=ICONS[finding.severity])
    if not finding.examples:
        return
    label = (
        _("The first {n}", n=len(finding.examples))
        if finding.count > len(finding.examples)
        else _("Which they are")
    )
    with st.expander(label):
        st.dataframe(_table(finding, names(draft.vintage)), hide_index=True)


def _table(finding: Finding, called: dict[str, str]) -> pd.DataFrame:
    """The examples, without columns that none of them fills."""
    said = [words.said_in_words(example, called) for example in finding.examples]
    language = current()
    table = pd.DataFrame(
        {
            _("Row"): [str(example.row or "") for example in finding.examples],
            _("Unit"): [words.unit_in_words(each.area_id, called) for each in finding.examples],
            _("Found"): [found for found, _expected in said],
            _("Expected"): [expected for _found, expected in said],
            _("By how much"): [
                words.amount_in_words(finding.code, example.amount, language)
                for example in finding.examples
            ],
        }
    )
    return table.loc[:, [name for name in table if table[name].any()]]
