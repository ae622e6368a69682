"""The submissions that wait for this reviewer, and which of them is looked at."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data.access.people import Visitor
from data.access.words import granted
from pages.parts import review_words
from pages.parts.escape import escape, plain
from pages.parts.language import _, current
from pages.parts.screen import is_phone
from pages.parts.wording import number, time_in_words

CHOSEN = "review_chosen"


def draw_title(waiting: tuple[Any, ...]) -> None:
    """Draws the title: how many wait, and since when.

    Args:
        waiting: Rows of `queries/submissions.sql`, the longest waiting first.
    """
    if waiting:
        n, time = number(len(waiting), 0), time_in_words(waiting[0].submitted_at)
        st.title(_("Waiting for your approval: {n}, the longest since {time}", n=n, time=time))
    else:
        st.title(_("Nothing waits for your approval"))
    st.caption(
        _(
            "Figures of a submission are on no page and in no file before they are approved. "
            "Nobody decides on what the same account submitted."
        )
    )


def choose(waiting: tuple[Any, ...], visitor: Visitor) -> Any | None:
    """The submission that is looked at, after drawing the list and the choice; None for none.

    Args:
        waiting: Rows of `queries/submissions.sql`, the longest waiting first.
        visitor: Who reads.
    """
    if not waiting:
        over = "; ".join(escape(granted(grant, current())) for grant in visitor.grants)
        st.info(
            _(
                "No reporter of areas below yours has sent anything that is not decided. "
                "You review by: {grants}. What was decided is listed below.",
                grants=over,
            ),
            icon=":material/task_alt:",
        )
        return None
    by_id = {row.submission_id: row for row in waiting}
    names = {row.submission_id: _name(row) for row in waiting}
    if len(waiting) > 1 and not is_phone():
        st.dataframe(_table(waiting), hide_index=True, height=min(35 * (len(waiting) + 1) + 3, 240))
    if st.session_state.get(CHOSEN) not in by_id:
        st.session_state.pop(CHOSEN, None)
    chosen = st.selectbox(
        _("Submission to look at"), list(by_id), format_func=names.__getitem__, key=CHOSEN
    )
    return by_id[chosen]


def _table(waiting: tuple[Any, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("File"): [row.file_name for row in waiting],
            _("Sent by"): [row.office for row in waiting],
            _("When"): [time_in_words(row.submitted_at) for row in waiting],
            _("Tells of"): [plain(review_words.span(row)) for row in waiting],
            _("Areas"): [number(row.areas, 0) for row in waiting],
            _("New"): [number(row.rows_added, 0) for row in waiting],
            _("Changed"): [number(row.rows_changed, 0) for row in waiting],
        }
    )


def _name(row: Any) -> str:
    """What tells it from all others: a browser chooses by what it reads."""
    time = time_in_words(row.submitted_at)
    return " · ".join((row.file_name, row.office, time, row.submission_id))
