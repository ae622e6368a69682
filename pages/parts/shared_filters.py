"""What every page about figures shares: the search, the dataset, the indicator, the units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from pages.parts import (
    area_search,
    catalogue,
    datasets,
    filters,
    months,
    place,
    trend_choice,
    view,
)
from pages.parts.catalogue import Indicator
from pages.parts.language import _

OF_A_MONTH = ("commune", "teams", "targets", "services", "quality")
# Of a selection, but for the dataset.
OF_DOWNLOADS = (
    *("indicator", "area", "level", "in", "vintage", "first", "last", "units", "sums"),
    *("shape", "separator", "numbers"),
)
PAGES = ("", "map", "compare", "trends", *OF_A_MONTH)  # those whose figures are all of one dataset


def indicator(now: view.View, page: str) -> Indicator:
    """The indicator of the view, or the one a page begins with.

    Args:
        now: The view.
        page: The page's path without its slash.
    """
    if now.indicator:
        return catalogue.indicator(now.indicator)
    if page == "map":
        found = catalogue.covered(now.dataset, *now.place)
        return catalogue.indicator(catalogue.widest(found) or "teams")
    if page == "trends":
        return catalogue.indicator(
            trend_choice.first_indicator(now.areas or view.FIVE_AREAS, now.units)
        )
    return catalogue.indicator("teams")


def draw(now: view.View, page: str) -> None:
    """Draws the shared choices in the column beside the page; none where a page has no figures."""
    st.session_state["pinned"] = {}
    if page not in PAGES:
        return
    with st.sidebar:
        if len(choices := datasets.offered(now)) > 1:
            filters.choose_dataset(choices, now.dataset)
        if not page:
            filters.choose_units(now.units)
            return
        if page in OF_A_MONTH:
            choose_place_and_month(now)
            return
        if page == "map":
            filters.choose_vintage(now)
            labels = catalogue.labels(now.language, now.dataset, *now.place)
        else:
            filters.choose_units(now.units)
            labels = catalogue.labels(now.language, now.dataset)
        filters.choose_indicator(labels, indicator(now, page))


def choose_place_and_month(now: view.View) -> None:
    """Draws what pages about a place's month share."""
    month = months.current(now)
    place.choose(now, month.vintage if month else now.vintage)
    if month:
        st.session_state["pinned"] = {"date": month.ends.isoformat()}
        months.choose(month)


def read(params: Mapping[str, str], page: str) -> view.View:
    """The view that the URL names; what page Downloads reads itself is kept beside.

    Args:
        params: Of the URL.
        page: The path of the page that is seen.
    """
    if page != "downloads":
        return view.read(params)
    shared = {name: params[name] for name in ("lang", "data") if name in params}
    others = {name: params[name] for name in OF_DOWNLOADS if params.get(name)}
    return replace(view.read(shared), others=tuple(others.items()))


def query_to(now: view.View, target: str, page: str) -> dict[str, str]:
    """The URL parameters with which the head leads from a page to another.

    A page of a month is about one place: the map opens where that lies.

    Args:
        now: The view.
        target: The path of the page led to.
        page: The path of the page that is seen.
    """
    if target == "map" and page in OF_A_MONTH and now.areas:
        return now.at(now.areas[0]).query(tab="")
    return now.query() if target == page else now.query(others=(), tab="")


def search(now: view.View, page: StreamlitPage, map_page: StreamlitPage) -> None:
    """Draws the search over all areas; a choice leads to the area, on the map or the page's own.

    Args:
        now: The view.
        page: The page that is seen.
        map_page: Where a choice leads from pages that are not about one place.
    """
    chosen = area_search.draw("area-search", _("Find an area: commune, district, province"))
    if not chosen:
        return
    if page.url_path in OF_A_MONTH:
        st.query_params.from_dict(
            now.query(areas=(chosen,), opened="", within="", level="province")
        )
        st.rerun()
    found = now.at(chosen).query()
    if page.url_path == map_page.url_path:
        st.query_params.from_dict(found)  # one step for the browser's Back; switching makes two
        st.rerun()
    st.switch_page(map_page, query_params=found)
