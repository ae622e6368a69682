"""The audit as a list: chosen by what, how it ended, who and when, with its CSV."""

from __future__ import annotations

from datetime import datetime

import pandas as pd
import streamlit as st

from data.access import audit, words
from data.access.audit import DONE, REFUSED, Counted, Line
from data.access.people import API, COMMAND_LINE, PAGE
from data.access.rights import Action
from pages.parts import download, visitors
from pages.parts.language import _, current
from pages.parts.wording import number, time_in_words

SHOWN = 200  # lines at once
ALL = ""
OUTCOMES = {ALL: "All", DONE: "Done", REFUSED: "Refused"}
WAYS = {PAGE: "Page", API: "API", COMMAND_LINE: "Command line"}
OTHERS = {
    audit.SIGN_IN: "Sign in",
    audit.SIGN_OUT: "Sign out",
    audit.SIGN_OUT_EVERYWHERE: "Sign out everywhere",
    audit.MAKE_TOKEN: "Make an API token",
    audit.END_TOKEN: "End an API token",
    audit.SUBMIT: "Submit for approval",
    audit.APPROVE: "Approve",
    audit.RETURN: "Return with a remark",
    audit.WITHDRAW: "Withdraw a submission",
    audit.SETTING: "Setting changed",
    audit.ROLES_FILE: "Roles changed",
}


def draw() -> Counted:
    """How many lines were chosen, after drawing the choices and a part of the list."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        actions = [ALL, *map(str, Action), *OTHERS]
        action = st.selectbox(_("What was done"), actions, format_func=_name, key="audit_action")
        outcome = st.selectbox(
            _("How it ended"), list(OUTCOMES), format_func=lambda o: _(OUTCOMES[o]), key="audit_end"
        )
        subject = st.text_input(_("Who (id)"), key="audit_subject", max_chars=40).strip()
        first = st.date_input(_("From"), None, format="DD/MM/YYYY", key="audit_first")
        last = st.date_input(_("Until"), None, format="DD/MM/YYYY", key="audit_last")
    chosen = (action or ALL, subject, outcome or ALL, first, last)
    found = audit.counted(*chosen)
    if not found.lines:
        st.info(_("Nothing in the audit fits. Choose less, or wait until something is done."))
        return found
    skipped = SHOWN * (_page(found.lines) - 1)
    seen = audit.lines(*chosen, most=SHOWN, skipped=skipped)
    st.dataframe(_table(seen), hide_index=True, width="stretch")
    if found.lines > SHOWN:
        begin, end, all_ = (number(n, 0) for n in (skipped + 1, skipped + len(seen), found.lines))
        st.caption(
            _("Lines {first} to {last} of {n}, the latest first.", first=begin, last=end, n=all_)
        )
    lines = min(found.lines, audit.MOST)
    st.download_button(
        _("CSV of what was chosen (lines: {n})", n=number(lines, 0)),
        download.recorded(
            lambda: audit.as_csv(audit.lines(*chosen)), visitors.current(), f"audit: {lines} lines"
        ),
        file_name="atlas_audit.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )
    return found


def title(found: Counted) -> str:
    """The answer in a sentence.

    Args:
        found: How many lines were chosen.
    """
    if not found.lines:
        return _("Access: nothing was done yet that fits")
    return _(
        "Access: {n} lines in the audit, {refused} refused, the latest of {time}",
        n=number(found.lines, 0),
        refused=number(found.refused, 0),
        time=time_in_words(datetime.fromisoformat(found.latest)),
    )


def _page(lines: int) -> int:
    """Which part of the list is seen, the first being 1."""
    parts = -(-lines // SHOWN)
    # Of other choices it begins anew.
    return int(st.pagination(parts, key=f"audit_part_{parts}")) if parts > 1 else 1


def _table(found: list[Line]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("When"): [time_in_words(_moment(line)) for line in found],
            _("What was done"): [_name(line.action) for line in found],
            _("How it ended"): [_(OUTCOMES[line.outcome]) for line in found],
            _("Of what"): [line.about for line in found],
            _("Who (id)"): [line.subject or "–" for line in found],
            _("Through"): [_(WAYS[line.way]) for line in found],
            _("From where"): [line.address for line in found],
        }
    )


def _name(action: str) -> str:
    if action in OTHERS:
        return _(OTHERS[action])
    return words.RIGHT_NAMES[current()][Action(action)] if action else _("All")


def _moment(line: Line) -> datetime:
    return datetime.fromisoformat(line.happened_at)
