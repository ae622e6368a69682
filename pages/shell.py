"""Runs on every rerun, before the page: language, the view in the URL, navigation, footer."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import streamlit as st

from data import warehouse
from data.faults import WarehouseError
from data.latest import one_turn
from pages.parts import above, datasets, language, login, one_state, shared_filters, view, visitors
from pages.parts.language import _
from pages.parts.navigation import TITLES, files
from pages.parts.notices import show_fault

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
    version = opened.version
except WarehouseError as fault:
    st.title("CNSCĐ Atlas")
    show_fault(fault)
    st.stop()

visitor = visitors.current()
st.session_state["visitor"] = visitor
refused = visitors.to_page(visitor, page.url_path)
now = shared_filters.read(st.query_params, page.url_path)
st.session_state["view"] = now

st.html(HERE / "style.css")
with st.container(horizontal=True, gap="small", vertical_alignment="center", key="head"):
    st.markdown("**CNSCĐ Atlas**", width="content")
    for name, target in pages.items():
        if visitors.is_offered(visitor, name):
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
    login.draw(visitor, refused)
    if not refused:
        shared_filters.search(now, page, pages["map"])

is_of_figures = page.url_path in shared_filters.PAGES
if refused:
    login.draw_refusal(refused, _(TITLES[page.url_path]))
else:
    above.draw(now, page.url_path, opened)
    # What an official imports or asks in SQL takes as long as it takes: other pages do not wait.
    with one_turn() if is_of_figures else nullcontext():
        shared_filters.draw(now, page.url_path)
        if is_of_figures:
            one_state.draw(page, version)
        else:
            page.run()

st.divider()
st.caption(datasets.footer(is_of_figures and not refused))
