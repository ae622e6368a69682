"""Runs on every rerun, before the page: language, the view in the URL, navigation, footer."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import streamlit as st

from data import warehouse
from data.datasets import DEMO
from data.faults import WarehouseError
from data.latest import one_turn
from pages.parts import datasets, language, lost_areas, months, place, shared_filters, view
from pages.parts.language import _
from pages.parts.navigation import TITLES, files
from pages.parts.notices import show_fault, show_lost_backup, show_lost_boundaries, show_notices

HERE = Path(__file__).parent

chosen, _problems = view.language_of(st.query_params)
language.use(chosen)
st.set_page_config("CNSCĐ Atlas", layout="wide", initial_sidebar_state="auto")
pages = {
    name: st.Page(HERE / file, title=_(TITLES[name]), url_path=name, default=not name)
    for name, file in files().items()
}
page = st.navigation(list(pages.values()), position="hidden")

try:
    opened = warehouse.shared()
except WarehouseError as fault:
    st.title("CNSCĐ Atlas")
    show_fault(fault)
    st.stop()

now = shared_filters.read(st.query_params, page.url_path)
st.session_state["view"] = now

st.html(HERE / "style.css")
with st.container(horizontal=True, gap="small", vertical_alignment="center", key="head"):
    st.markdown("**CNSCĐ Atlas**", width="content")
    for name, target in pages.items():
        query = shared_filters.query_to(now, name, page.url_path)
        st.page_link(target, query_params=query)
    other = next(code for code in language.LANGUAGES if code != now.language)
    st.button(
        language.LANGUAGES[other],
        icon=":material/translate:",
        type="tertiary",
        on_click=view.go,
        kwargs={"language": other},
    )
    shared_filters.search(now, page, pages["map"])

# In a place of their own: where a sentence came or went, the browser would build anew all below it,
# the map included.
with st.container():
    show_notices(opened.notices)
    show_lost_boundaries()
    show_lost_backup()
    for sentence in now.problems:
        st.warning(sentence, icon=":material/link_off:")
    lost_areas.draw(now.lost)
    if page.url_path in shared_filters.OF_A_MONTH:
        months.say_other(now)
    if page.url_path in shared_filters.OF_A_MONTH and page.url_path != "commune":
        place.say_ended(now)
    if now.dataset == DEMO and page.url_path in (*shared_filters.PAGES, "downloads"):
        datasets.say_simulated()

# What an official imports or asks in SQL takes as long as it takes: other pages do not wait for it.
with one_turn() if page.url_path in shared_filters.PAGES else nullcontext():
    shared_filters.draw(now, page.url_path)
    page.run()

st.divider()
st.caption(datasets.footer(page.url_path in shared_filters.PAGES))
