"""What is said above every page: of the warehouse, of the address, of doubtful figures."""

from __future__ import annotations

import streamlit as st

from data.warehouse import Warehouse
from pages.parts import datasets, lost_areas, months, place, shared_filters
from pages.parts.notices import show_lost_backup, show_lost_boundaries, show_notices
from pages.parts.view import View


def draw(now: View, page: str, opened: Warehouse) -> None:
    """Draws it in a place of its own.

    Where a sentence came or went, the browser would else build anew all below it, the map included.

    Args:
        now: The view.
        page: The page's path without its slash.
        opened: The warehouse.
    """
    with st.container():
        show_notices(opened.notices)
        show_lost_boundaries()
        show_lost_backup()
        for sentence in now.problems:
            st.warning(sentence, icon=":material/link_off:")
        lost_areas.draw(now.lost)
        if page in shared_filters.OF_A_MONTH:
            months.say_other(now)
        if page in shared_filters.OF_A_MONTH and page != "commune":
            place.say_ended(now)
        if page in (*shared_filters.PAGES, "downloads"):
            datasets.say_doubtful(now.dataset)
