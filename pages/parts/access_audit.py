"""The audit as a list: chosen by what, how it ended, who and when, with its CSV."""

from __future__ import annotations

from datetime import datetime

import pandas as pd
import streamlit as st

from data.access import audit, words
from data.access.audit import DONE, REFUSED, Line
from data.access.people import API, COMMAND_LINE, PAGE
from data.access.rights import Action
from pages.parts import visitors
from pages.parts.language import _, current
from pages.parts.wording import number, time_in_words

SHOWN = 1000
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


def draw() -> list[Line]:
    """The lines that were chosen, the latest first, after drawing the choices and the list."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        actions = [ALL, *map(str, Action), *OTHERS]
        action = st.selectbox(_("What was done"), actions, format_func=_name, key="audit_action")
        outcome = st.selectbox(
            _("How it ended"), list(OUTCOMES), format_func=lambda o: _(OUTCOMES[o]), key="audit_end"
        )
        subject = st.text_input(_("Who (id)"), key="audit_subject", max_chars=40).strip()
        first = st.date_input(_("From"), None, format="DD/MM/YYYY", key="audit_first")
        last = st.date_input(_("Until"), None, format="DD/MM/YYYY", key="audit_last")
    found = audit.lines(action or ALL, subject, outcome or ALL, first, last)
    if not found:
        st.info(_("Nothing in the audit fits. Choose less, or wait until something is done."))
        return found
    st.dataframe(_table(found[:SHOWN]), hide_index=True, width="stretch")
    if len(found) > SHOWN:
        shown, all_ = number(SHOWN, 0), number(len(found), 0)
        st.caption(_("The latest {shown} of {n}; the file has all.", shown=shown, n=all_))
    st.download_button(
        _("CSV of what is seen (lines: {n})", n=number(len(found), 0)),
        lambda: audit.as_csv(found),
        file_name="atlas_audit.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click=_note,
        args=(len(found),),
    )
    return found


def title(found: list[Line]) -> str:
    """The answer in a sentence.

    Args:
        found: The lines that were chosen.
    """
    if not found:
        return _("Access: nothing was done yet that fits")
    refused = sum(line.outcome == REFUSED for line in found)
    latest = time_in_words(_moment(found[0]))
    counted, said = number(len(found), 0), number(refused, 0)
    return _(
        "Access: {n} lines in the audit, {refused} refused, the latest of {time}",
        n=counted,
        refused=said,
        time=latest,
    )


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


def _note(lines: int) -> None:
    audit.record(visitors.current(), Action.DOWNLOAD, f"audit: {lines} lines")
