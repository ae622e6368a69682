"""The one month that a map of monthly reports ranks, and why ranks of its sums stay open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from data.datasets import PUBLISHED
from data.ranking import rank_intervals
from geo.areas import NATION
from pages.parts import carried_words
from pages.parts.language import _

if TYPE_CHECKING:
    from pages.parts.map_scene import MapScene

UNRANKED = "–"


def of_one_month(rows: pd.DataFrame, dataset: str) -> pd.DataFrame:
    """The rows of the month that most of them are of, of equals the newest.

    All rows of published figures, which have dates of their own and no month in common.

    Args:
        rows: With as_of, the latest of each area.
        dataset: Whose figures.
    """
    if dataset == PUBLISHED or rows.empty:
        return rows
    counted = rows["as_of"].value_counts()
    return rows[rows["as_of"] == counted[counted == counted.max()].index.max()]


def ranked_of(scene: MapScene) -> pd.DataFrame:
    """The areas of the map that are ranked, best first."""
    return of_one_month(scene.known, scene.now.dataset)


def places_of(scene: MapScene) -> pd.Series:
    """The rank of each known area in words.

    "1–5" where sums with silent parts leave it open, `UNRANKED` where it is of another month.
    """
    ranked, ascending = ranked_of(scene), scene.indicator.less_is_better
    if scene.leaves_open:
        spans = rank_intervals(ranked["low"].tolist(), ranked["high"].tolist(), ascending)
        said = [f"{best}" if best == worst else f"{best}–{worst}" for best, worst in spans]
        places = pd.Series(said, index=ranked.index, dtype=object)
    else:
        places = ranked["value"].rank(method="min", ascending=ascending).map("{:.0f}".format)
    return places.reindex(scene.known.index, fill_value=UNRANKED)


def draw_why_open(scene: MapScene) -> None:
    """Draws why ranks are spans such as "1–5", whose reports are missing, and the way to these."""
    if not scene.leaves_open or not places_of(scene).str.contains("–.").any():
        return
    if said := carried_words.why_open(ranked_of(scene).itertuples(), scene.name_of):
        st.caption(said)
        st.page_link(
            "commune.py",
            label=_("Which communes have not reported"),
            icon=":material/pending_actions:",
            query_params=scene.now.query(areas=(scene.now.within or NATION,), opened=""),
        )
