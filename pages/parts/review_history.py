"""What was decided of submissions of this reviewer's areas, the latest first, and the way back."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data.cache import rows
from data.imports.delivery import DATASET
from pages.parts import import_history, review_words
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.wording import number, time_in_words


def draw(decided: tuple[Any, ...]) -> None:
    """Draws the list, and how to take back what was approved.

    Args:
        decided: Rows of `queries/submissions.sql`.
    """
    st.subheader(_("Decided so far: {n}", n=number(len(decided), 0)))
    if undone := st.session_state.pop(import_history.UNDONE, ""):
        st.success(
            _("{name} was taken back. What it had replaced is current again.", name=escape(undone)),
            icon=":material/undo:",
        )
    if not decided:
        st.caption(_("Nothing was decided yet for your areas."))
        return
    batches = rows("batches", dataset=DATASET)
    stored = {batch.batch_id for batch in batches if batch.state == "committed"}
    table = {
        _("What became of it"): [_became(row, stored) for row in decided],
        _("File"): [row.file_name for row in decided],
        _("Sent by"): [row.office for row in decided],
        _("Sent"): [time_in_words(row.submitted_at) for row in decided],
        _("Decided"): [time_in_words(row.decided_at) for row in decided],
        _("Decided by"): [row.decided_by for row in decided],
        _("Remark of the reviewer"): [row.remark for row in decided],
        _("Number of the import"): [row.batch_id or "" for row in decided],
    }
    st.dataframe(pd.DataFrame(table), hide_index=True)
    _offer_undo({row.batch_id: row.file_name for row in decided if row.batch_id in stored})


def _became(row: Any, stored: set[str]) -> str:
    if row.batch_id and row.batch_id not in stored:
        return _("✗ approved, taken back since")
    return review_words.state(row)


def _offer_undo(names: dict[str, str]) -> None:
    """Draws the choice of an approved file, and the way to take it back."""
    if not names:
        return
    labels = {batch: f"{name} · {batch}" for batch, name in names.items()}
    chosen = st.selectbox(
        _("Take back an approved file"),
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        key="review_undo",
    )
    if chosen in names:
        import_history.offer_undo(chosen, names[chosen], "review")
