"""Targets: of one place and month."""

from __future__ import annotations

import streamlit as st

from pages.parts import datasets, months, place, view
from pages.parts.escape import escape

now = view.current()
month = months.current(now)
st.title(escape(view.area(place.current(now)).iloc[0]["name"]))
if month is None:
    datasets.say_nothing("targets.py")
else:
    st.caption(month.words)
