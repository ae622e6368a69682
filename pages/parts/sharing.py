"""What stands under every figure: its CSV, its picture, its link."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from data import exports
from pages.parts import components, download, view
from pages.parts.language import _


def offer(
    chart: str,
    title: str,
    source_line: str,
    *named: str,
    figures: pd.DataFrame | None = None,
    rows: pd.DataFrame | None = None,
    more: Callable[[], None] | None = None,
) -> None:
    """Draws the row of buttons under a figure.

    Args:
        chart: The key of the chart or map that the picture shows.
        title: The sentence above the picture, as escaped markup.
        source_line: The line under the picture, as escaped markup.
        named: What is inside, for the names of the files.
        figures: What is seen, as rows of the view `figure`, no more and no less.
        rows: What is seen, where it is no plain figures.
        more: Draws what else is offered.
    """
    name = exports.file_name(*download.named_for(rows if figures is None else figures, *named))
    with st.container(horizontal=True, gap="small", key=f"sharing-{chart}"):
        _offer_file(*named, figures=figures, rows=rows)
        components.mount(
            "sharing",
            key=f"picture-{chart}",
            data={
                "chart": chart,
                "title": title,
                "source": source_line,
                "file": name.removesuffix(".csv") + ".png",
                "words": _words(),
                "pinned": view.pinned(),
            },
        )
        if more is not None:
            more()


def offer_table(
    table: str,
    *named: str,
    figures: pd.DataFrame | None = None,
    rows: pd.DataFrame | None = None,
) -> None:
    """Draws the row of buttons under a table on a page that has no picture: its CSV, its link.

    Args:
        table: Tells the table from others on the page.
        named: As for `offer`.
        figures: As for `offer`.
        rows: As for `offer`.
    """
    with st.container(horizontal=True, gap="small", key=f"sharing-{table}"):
        _offer_file(*named, figures=figures, rows=rows)
        components.mount("sharing", key=f"link-{table}", data=_of_link())


def offer_link(page: str) -> None:
    """Draws the button that copies the link to a page that is more than one figure.

    Args:
        page: Tells it from the links of the page's figures.
    """
    components.mount("sharing", key=f"link-{page}", data=_of_link())


def _of_link() -> dict[str, object]:
    return {"words": _words(), "pinned": view.pinned()}


def _offer_file(*named: str, figures: pd.DataFrame | None, rows: pd.DataFrame | None) -> None:
    if figures is not None:
        download.offer_csv(figures, *named)
    if rows is not None:
        download.offer_table(rows, *named)


def _words() -> dict[str, str]:
    return {
        "picture": _("Picture (PNG)"),
        "link": _("Copy the link"),
        "copied": _("Link copied"),
        "failed": _("The picture could not be made. Reload the page and try again."),
    }
