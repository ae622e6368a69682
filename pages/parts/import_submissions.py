"""What this sender submitted: what became of it, the remark, and how to withdraw it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data import warehouse
from data.access.rights import RefusedError
from data.imports import reviewing, submissions
from data.imports.submissions import SUBMITTED, DecidedError
from pages.parts import review_words, taking_back, visitors
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.wording import number, time_in_words

FEW = 5


def draw() -> None:
    """Draws the latest of them; nothing where this sender submitted nothing."""
    found = reviewing.own(visitors.current())
    if not found:
        return
    waiting = sum(row.state == SUBMITTED for row in found)
    n, all_ = number(waiting, 0), number(len(found), 0)
    st.subheader(_("You submitted {n}, of which {waiting} wait", n=all_, waiting=n))
    everything = st.session_state.get("import_all_submissions", False)
    for row in found if everything else found[:FEW]:
        _draw_one(row)
    if len(found) > FEW:
        st.toggle(_("Show all {n}", n=all_), key="import_all_submissions")


def _draw_one(row: Any) -> None:
    with st.container(border=True, key=f"submission-{row.submission_id}"):
        st.markdown(f"**{escape(row.file_name)}** · {escape(review_words.state(row))}")
        st.caption(review_words.about(row))
        if row.remark:
            st.markdown(_("Remark: {remark}", remark=escape(row.remark)))
            st.caption(_("Mend the file and send it again, above."))
        if row.state == SUBMITTED:
            question = _(
                "Withdraw **{name}**? Nobody will look at it any more, and its figures are "
                "forgotten. You can send it again.",
                name=escape(row.file_name),
            )
            key = f"withdraw_{row.submission_id}"
            taking_back.offer(key, question, _withdraw, row.submission_id)
        else:
            st.caption(_("decided {time}", time=time_in_words(row.decided_at)))


def _withdraw(submission_id: str) -> None:
    try:
        submissions.withdraw(warehouse.shared(), submission_id, visitors.current())
    except (LookupError, DecidedError, RefusedError):  # decided meanwhile; the list says how
        return
