"""What was decided of the submissions of this reviewer's areas, the latest first."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.parts import review_words
from pages.parts.language import _
from pages.parts.wording import number, time_in_words


def draw(decided: tuple[Any, ...]) -> None:
    """Draws the list.

    Args:
        decided: Rows of `queries/submissions.sql`.
    """
    st.subheader(_("Decided so far: {n}", n=number(len(decided), 0)))
    if not decided:
        st.caption(_("Nothing was decided yet for your areas."))
        return
    table = {
        _("What became of it"): [review_words.state(row) for row in decided],
        _("File"): [row.file_name for row in decided],
        _("Sent by"): [row.office for row in decided],
        _("Sent"): [time_in_words(row.submitted_at) for row in decided],
        _("Decided"): [time_in_words(row.decided_at) for row in decided],
        _("Decided by"): [row.decided_by for row in decided],
        _("Remark of the reviewer"): [row.remark for row in decided],
        _("Number of the import"): [row.batch_id or "" for row in decided],
    }
    st.dataframe(pd.DataFrame(table), hide_index=True)
