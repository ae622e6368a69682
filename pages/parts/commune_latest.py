"""What is known of a place where a dataset has no monthly reports."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data.datasets import with_figures
from pages.parts import asking, catalogue, datasets, sharing, view
from pages.parts.asking import frame as ask
from pages.parts.catalogue import PILLARS
from pages.parts.escape import escape
from pages.parts.figures_table import linked, signs
from pages.parts.language import _, either
from pages.parts.wording import date_in_words, long_ago


def draw(area: Any) -> None:
    """Draws the title, the latest figures of the place, and the way to monthly reports.

    Args:
        area: A row of area_by_id.
    """
    found = ask("latest_by_indicator", areas=(area["area_id"],))
    name = escape(area["name"])
    if found.empty:
        st.title(_("{area}: no figure, no monthly report", area=name))
    else:
        st.title(_("{area}: {n} latest figures, no monthly reports", area=name, n=len(found)))
    st.info(
        _(
            "There are no monthly reports among: {figures}. They come by import, or are seen in "
            "another dataset.",
            figures=datasets.label(asking.dataset()),
        )
    )
    for dataset in with_figures():
        if dataset != asking.dataset():
            # A link to the page that is seen would leave the address as it is.
            st.button(
                _("Show instead: {figures}", figures=datasets.label(dataset)),
                icon=":material/database:",
                type="tertiary",
                on_click=view.go,
                kwargs={"dataset": dataset, "date": None},
            )
    if found.empty:
        return
    st.table(_shown(found), hide_index=True, border="horizontal")
    st.caption(datasets.named(_("The latest value of each indicator, each with its source.")))
    sharing.offer_table("latest", "latest", area["area_id"], figures=found)


def _shown(found: pd.DataFrame) -> pd.DataFrame:
    place = {pillar: number for number, pillar in enumerate(PILLARS)}
    order = found["pillar"].map(place).sort_values(kind="stable")
    rows = list(found.loc[order.index].itertuples(index=False))
    return pd.DataFrame(
        {
            _("Indicator"): [escape(either(row.name_vi, row.name_en)) for row in rows],
            _("Value"): [
                catalogue.indicator(row.indicator).words(row.value, row.qualifier) + signs(row)
                for row in rows
            ],
            _("Date"): [
                date_in_words(row.as_of, row.precision) + long_ago(row.as_of) for row in rows
            ],
            _("Source"): [linked(row.source, row.url) for row in rows],
        }
    )
