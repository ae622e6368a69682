"""SQL: a reader's own question over a snapshot of the figures; offered where it is switched on."""

from __future__ import annotations

import streamlit as st

from data import warehouse
from data.publish import snapshots
from pages.parts import query_answer, query_editor, query_tables, query_words

snapshots.renew_soon(warehouse.shared())
question = query_editor.current()
heading = st.container()
asking, tables = st.columns([3, 1], gap="medium")
with tables:
    query_tables.draw()
with asking:
    query_editor.draw()
    if question and question.answer:
        query_answer.draw(question.answer)
    elif question and question.refused:
        query_answer.draw_refusal(question.refused, question.sql)
with heading:
    st.title(query_words.title(question))
    st.caption(query_words.snapshot_line(snapshots.current()))
