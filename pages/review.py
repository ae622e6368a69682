"""Review: what reporters submitted, looked at beside what is stored, approved or returned."""

from __future__ import annotations

import streamlit as st

from data.imports import reviewing
from pages.parts import review_decision, review_history, review_list, visitors

visitor = visitors.current()
waiting = reviewing.waiting(visitor)
heading = st.container()
review_decision.say_done()
if chosen := review_list.choose(waiting, visitor):
    review_decision.draw(chosen)
review_history.draw(reviewing.decided(visitor))
with heading:
    review_list.draw_title(waiting)
