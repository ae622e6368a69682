"""The lists below the picture; what is long is asked for when its tab is opened."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import streamlit as st

from pages.parts import asking, catalogue, quality_findings, quality_round, tabs
from pages.parts.download import offer_table
from pages.parts.language import _
from pages.parts.quality_checks import (
    asked,
    blank_rows,
    fields,
    of_blanks,
    of_left_out,
    required,
)
from pages.parts.quality_doubts import everything, of_changes, of_conflicts, of_rules, of_totals
from pages.parts.quality_heat import draw_table
from pages.parts.quality_reports import Reports
from pages.parts.quality_words import share_in_words
from pages.parts.wording import number, time_in_words

DECIMALS = 2


def draw(reports: Reports) -> None:
    """Draws the tabs, and the content of the one that is open.

    Args:
        reports: Of the place and month.
    """
    contents = {
        "round": (_("To send round"), _reminders),
        "blanks": (_("Blank fields"), _blanks),
        "rules": (_("Rules broken"), _rules),
        "changes": (_("To look at again"), _changes),
        "disputed": (_("Disagreements"), _disagreements),
        "corrected": (_("Corrected, taken back"), _corrections),
        "follow": (_("Follow-up list"), _follow_up),
        "table": (_("Table"), draw_table),
    }
    tabs.draw("quality", contents, reports)


def _reminders(reports: Reports) -> None:
    quality_round.draw(reports)


def _blanks(reports: Reports) -> None:
    if not reports.received:
        st.info(_("No report of this month has come yet, so no field can be blank."))
        return
    rows = blank_rows(reports)
    blank = Counter(row.indicator for row in rows)
    of = dict.fromkeys(fields(), reports.received) | {row.indicator: row.asked for row in rows}
    musts = set(required())
    codes = sorted(of, key=lambda code: (code not in musts, -blank[code]))
    st.caption(
        _(
            "Of the {n} reports received: fields of the monthly form of today, which says what is "
            "required, and counts that others of the same province report. A blank is not zero.",
            n=number(reports.received, 0),
        )
    )
    table = pd.DataFrame(
        {
            _("Indicator"): [catalogue.indicator(code).name for code in codes],
            _("Required"): [_("yes") if code in musts else _("no") for code in codes],
            _("Communes that left it blank"): [blank[code] for code in codes],
            _("Filled in"): [share_in_words(of[code] - blank[code], of[code]) for code in codes],
        }
    )
    st.dataframe(table, hide_index=True, height=38 + 35 * len(table))
    saved = {
        "dataset": asking.dataset(),
        "area_id": reports.place["area_id"],
        "as_of": reports.month.ends,
        "indicator": codes,
        "required": [code in musts for code in codes],
        "communes_blank": [blank[code] for code in codes],
        "communes_received": [of[code] for code in codes],
    }
    offer_table(pd.DataFrame(saved), "quality", "fields")
    quality_findings.draw(reports, of_blanks(reports), _("No field was left blank."), "blank")


def _rules(reports: Reports) -> None:
    st.caption(
        _(
            "A part above its whole, a share above 100 %, a cumulative figure more than 1 % below "
            "the one before, a rule of the form between two figures; and values that an import "
            "could not store."
        )
    )
    found = (*of_rules(reports), *of_left_out(reports))
    quality_findings.draw(reports, found, _("No value of this month breaks a rule."), "rules")


def _changes(reports: Reports) -> None:
    st.caption(
        _(
            "Changes from the month before that are far from those of the province's other "
            "communes and from the commune's own earlier ones (robust: median and median distance "
            "of the logarithms, more than five deviations). Such a change may be right."
        )
    )
    found = of_changes(reports)
    quality_findings.draw(reports, found, _("No change of this month stands out."), "unusual")


def _disagreements(reports: Reports) -> None:
    found = (*of_conflicts(reports), *of_totals(reports))
    st.caption(
        _(
            "Sources that cannot both be right, and totals of a district or province that the sum "
            "of its communes contradicts. Both figures are kept and never averaged."
        )
    )
    quality_findings.draw(
        reports, found, _("No two sources disagree about this month."), "disagreements"
    )


def _corrections(reports: Reports) -> None:
    names = {row.area_id: row.area for row in reports.of_month}
    again = [row for row in reports.of_month if row.versions > 1]
    st.caption(
        _(
            "Reports of this month sent more than once: {n}. The first decides whether it is late.",
            n=number(len(again), 0),
        )
    )
    rows = asking.rows("corrections_by_commune", **asked(reports))
    if rows:
        table = pd.DataFrame(
            {
                _("Area"): [names.get(row.area_id, row.area_id) for row in rows],
                _("Indicator"): [catalogue.indicator(row.indicator).name for row in rows],
                _("Before"): [number(row.before, DECIMALS) for row in rows],
                _("Now"): [number(row.value, DECIMALS) for row in rows],
                _("Corrected"): [time_in_words(row.corrected_at) for row in rows],
                _("File"): [row.file_name for row in rows],
            }
        )
        st.dataframe(table, hide_index=True, height=min(38 + 35 * len(table), 400))
        saved = pd.DataFrame(rows).assign(dataset=asking.dataset())
        offer_table(saved, "quality", "corrections", *reports.named)
    else:
        st.caption(_("No value of this month was changed by a later file."))
    undone = asking.rows("undone_by_area", areas=asked(reports)["areas"])
    if undone:
        st.caption(_("Files of this place that were taken back, of any month:"))
        table = pd.DataFrame(
            {
                _("File"): [row.file_name for row in undone],
                _("Stored"): [time_in_words(row.created_at) for row in undone],
                _("Taken back"): [time_in_words(row.undone_at) for row in undone],
                _("By"): [row.undone_by for row in undone],
                _("Areas of this place in it"): [row.areas for row in undone],
            }
        )
        st.dataframe(table, hide_index=True, height=min(38 + 35 * len(table), 400))
        saved = pd.DataFrame(undone).assign(dataset=asking.dataset())
        offer_table(saved, "quality", "taken-back", *reports.named)
    else:
        st.caption(_("No file with figures of this place was taken back."))


def _follow_up(reports: Reports) -> None:
    found = everything(reports)
    counts = Counter(each.kind for each in found)
    said = ", ".join(
        f"{_(quality_findings.KINDS[kind])}: {number(counts[kind], 0)}"
        for kind in quality_findings.KINDS
        if counts[kind]
    )
    if said:
        st.caption(said)
    quality_findings.draw(
        reports, found, _("Nothing is to be followed up this month."), "follow-up"
    )
