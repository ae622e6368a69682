"""Whose figures are seen: what the datasets are called, and the ways from one to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import streamlit as st

from data.cache import rows as ask_rows
from data.datasets import DATASETS, DEMO, PUBLISHED, SIMULATED, SUBMITTED, with_figures
from data.imports import unapproved
from data.imports.submissions import SUBMITTED as WAITS
from pages.parts import asking, boundary_words, catalogue, view
from pages.parts.language import _

LABELS = {
    "published": "Published figures",
    "reported": "Figures imported by this office",
    "submitted": "Figures that wait for approval",
    "demo": "Simulated figures",
}


def label(dataset: str) -> str:
    """What the dataset is called."""
    return _(LABELS[dataset])


def named(line: str, dataset: str = "") -> str:
    """The line under a picture, beginning with the dataset where it is not the published one.

    Args:
        line: As escaped markup.
        dataset: Of the picture; that of the view if left out.
    """
    seen = dataset or asking.dataset()
    return line if seen == PUBLISHED else f"{label(seen)}. {titled(line)}"


def titled(text: str) -> str:
    """The title of a source, or a text with some, that says "simulated" in one language alone."""
    return text.replace(SIMULATED, _("Simulated"))


def say_simulated() -> None:
    """Says above a page that nothing on it was reported by anybody."""
    st.warning(
        _(
            "**Simulated figures**, invented so that pages can be seen full: no office reported "
            "them."
        ),
        icon=":material/science:",
    )


def say_unapproved() -> None:
    """Says above a page that nobody above the senders has looked at anything on it."""
    st.warning(
        _(
            "**Figures that wait for approval**: reporters sent them, nobody of the level above "
            "has approved them, and they may be wrong. Each file goes from here when it is "
            "approved, returned or withdrawn."
        ),
        icon=":material/hourglass_top:",
    )


def say_doubtful(dataset: str) -> None:
    """Says above a page what is to be known of a dataset whose figures nobody answers for.

    Args:
        dataset: Any; of the others nothing is said.
    """
    if dataset == DEMO:
        say_simulated()
    elif dataset == SUBMITTED:
        say_unapproved()


def footer(of_figures: bool) -> str:
    """What holds for a page as a whole.

    Args:
        of_figures: Whether all its figures are of the dataset of the view.
    """
    boundaries = boundary_words.footer()
    if not of_figures:
        return boundaries
    figures = _("{figures}, each with its source.", figures=label(asking.dataset()))
    return f"{figures} {boundaries}"


def offered(now: view.View) -> list[str]:
    """The datasets that can be chosen: those with figures, and the one that is seen.

    Besides what waits for approval, where readers see it: of teams there may be no figures.
    """
    known = {*with_figures(), now.dataset}
    if unapproved.is_shown() and ask_rows(
        "submissions", submission="", who="", state=WAITS, most=1
    ):
        known.add(SUBMITTED)
    return [dataset for dataset in DATASETS if dataset in known]


def say_nothing(page: str) -> None:
    """Says that the dataset has no figures at all, and leads to those that have.

    Args:
        page: The file of the page to lead to, such as "map.py".
    """
    others = with_figures()
    if not others:
        st.info(_("This warehouse holds no figures. They come with the release or by import."))
        return
    st.info(_("There is nothing yet of: {figures}.", figures=label(asking.dataset())))
    offer_others(page)


def offer_others(page: str) -> None:
    """Draws a link for each other dataset that has figures.

    Args:
        page: As in `say_nothing`.
    """
    for dataset in with_figures():
        _offer(page, dataset)


def offer_of_areas(page: str, areas: Iterable[str]) -> None:
    """Draws a link for each other dataset that has figures of any of the areas.

    Args:
        page: As in `say_nothing`.
        areas: Their ids.
    """
    found = Counter[str]()
    for row in ask_rows("datasets_by_area", areas=tuple(areas)):
        found[row.dataset] += row.figures
    for dataset in DATASETS:
        if found[dataset]:
            _offer(page, dataset, found[dataset])


def offer_of_units(page: str, indicator: str) -> None:
    """Draws a link for each other dataset with the indicator for the units of the view."""
    now = view.current()
    for dataset in with_figures():
        known = catalogue.covered(dataset, *now.place)
        if indicator in set(known["indicator_id"]):
            _offer(page, dataset)


def _offer(page: str, dataset: str, figures: int = 0) -> None:
    now = view.current()
    if dataset == now.dataset:
        return
    said = _("Show instead: {figures}", figures=label(dataset))
    st.page_link(
        page,
        label=f"{said} ({figures})" if figures else said,
        icon=":material/database:",
        query_params=now.query(dataset=dataset, date=None),
    )
