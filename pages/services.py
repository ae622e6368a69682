"""Services: how far each has spread in one place and month, by pillar, and who tried what."""

from __future__ import annotations

import streamlit as st

from pages.parts import months, place, services_lists, services_table, sharing, view
from pages.parts import services_words as words
from pages.parts.language import _
from pages.parts.services_scene import first_day, lines_of, shares

now = view.current()
month = months.current(now)
area = place.current(now)
lines = lines_of(area, month, first_day(month))
known = [line for line in lines if line.row is not None]
title = words.title(view.area(area).iloc[0]["name"], lines, month)
ends = month.ends.isoformat() if month else ""

st.title(title)
said = _("Share of those meant, by pillar; what is installed, activated and used is kept apart.")
st.caption(" ".join(filter(None, [said, words.gaps(lines), words.doubts(lines)])))
if shares(lines):
    source = words.source_line(lines, month)
    st.plotly_chart(words.picture(lines), key="services", theme=None, config=words.CONFIG)
    st.caption(source)
    named = ["services", area, *filter(None, [ends])]
    sharing.offer("services", title, source, *named, rows=services_table.rows(lines, area))
elif not known:
    services_table.draw_nothing(area)
best, last, count = st.columns(3)
compared = shares(lines)
count.metric(_("Services with a figure"), _("{n} of {m}", n=len(known), m=len(lines)))
if compared:
    best.metric(words.name(compared[0].service), words.value(compared[0]))
    last.metric(words.name(compared[-1].service), words.value(compared[-1]))

services_table.draw(lines, area, now, ends)
services_lists.draw_models(area)
services_lists.draw_apps(area)
