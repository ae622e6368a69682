"""What stands under every figure: its CSV, its picture, its link."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from data import exports
from pages.parts import components, download
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
    of_dataset = download.of_dataset(rows if figures is None else figures)
    with st.container(horizontal=True, gap="small", key=f"sharing-{chart}"):
        if figures is not None:
            download.offer_csv(figures, *named)
        if rows is not None:
            download.offer_table(rows, *named)
        components.mount(
            "sharing",
            key=f"picture-{chart}",
            data={
                "chart": chart,
                "title": title,
                "source": source_line,
                "file": exports.file_name(*of_dataset, *named).removesuffix(".csv") + ".png",
                "words": {
                    "picture": _("Picture (PNG)"),
                    "link": _("Copy the link"),
                    "copied": _("Link copied"),
                    "failed": _("The picture could not be made. Reload the page and try again."),
                },
            },
        )
        if more is not None:
            more()
