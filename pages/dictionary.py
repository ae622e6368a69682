"""Dictionary: what each indicator, table, column, file and code means, found by any word."""

from __future__ import annotations

import streamlit as st

from pages.parts import dictionary_entry, dictionary_list, view
from pages.parts.language import _
from pages.parts.screen import is_phone

now = view.current()
st.title(dictionary_list.title())
st.caption(
    _(
        "Names in files and in the warehouse, with their meaning, unit and formula. Choose a row "
        "to see all that is known of it."
    )
)
asked, kind = dictionary_list.choose()
found = dictionary_list.matching(asked, kind)
beside = st.columns([3, 2], gap="medium") if not is_phone() else [st.container(), st.container()]
with beside[0]:
    chosen = dictionary_list.draw(found, now.indicator)
with beside[1]:
    if chosen is not None:
        dictionary_entry.draw(now, chosen)
