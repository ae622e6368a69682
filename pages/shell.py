"""Runs on every rerun, before the page: language, the view in the URL, navigation, footer."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from data import warehouse
from data.faults import WarehouseError
from pages.parts import language, view
from pages.parts.language import _
from pages.parts.navigation import FILES, TITLES
from pages.parts.notices import show_fault, show_notices

HERE = Path(__file__).parent

chosen, _problems = view.language_of(st.query_params)
language.use(chosen)
st.set_page_config("CNSCĐ Atlas", layout="wide", initial_sidebar_state="auto")
pages = {
    name: st.Page(HERE / file, title=_(TITLES[name]), url_path=name) for name, file in FILES.items()
}


def arrive() -> None:
    """Leads from `/`, which Streamlit keeps for a default page, to the first page's own path.

    What the address says wrongly goes along, so that the page can say so.
    """
    st.switch_page(next(iter(pages.values())), query_params=st.query_params.to_dict())


home = st.Page(arrive, title="CNSCĐ Atlas", default=True, visibility="hidden")
page = st.navigation([home, *pages.values()], position="hidden")

try:
    opened = warehouse.shared()
except WarehouseError as fault:
    st.title("CNSCĐ Atlas")
    show_fault(fault)
    st.stop()

now = view.read(st.query_params)
st.session_state["view"] = now

st.html(HERE / "style.css")
with st.container(horizontal=True, gap="small", vertical_alignment="center"):
    st.markdown("**CNSCĐ Atlas** · " + _("community digital technology teams"), width="content")
    for target in pages.values():
        st.page_link(target, query_params=now.query())
    other = next(code for code in language.LANGUAGES if code != now.language)
    st.button(
        language.LANGUAGES[other],
        icon=":material/translate:",
        type="tertiary",
        on_click=view.go,
        kwargs={"language": other},
    )

show_notices(opened.notices)
for sentence in now.problems:
    st.warning(sentence, icon=":material/link_off:")

page.run()

st.divider()
st.caption(
    _(
        "Published figures, each with its source. Boundaries are approximate and not for "
        "determining administrative borders."
    )
)
