"""Who reported of the nation, by province; its communes one by one are on the page of quality."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from pages.parts import asking, catalogue, commune_words, datasets, download, view
from pages.parts.commune_reports import Ranked, rank_in_words, ranks, source_line
from pages.parts.commune_scene import Scene
from pages.parts.language import _
from pages.parts.reader import kept_for_reader
from pages.parts.targets_tables import TWO_LINES

TALL = 600  # pixels
WIDTHS = (96, 46, 64, 64, 56, 82, 116, 50)  # pixels
STATES = {
    "missing": "✗ missing",
    "late": "! late",
    "open": "… open",
    "on_time": "✓ in time",
}
KEY = "commune-provinces"


@dataclass(frozen=True)
class Province:
    """The reports of a province's communes, counted by state."""

    area_id: str
    name: str
    states: Counter[str]


def draw(scene: Scene) -> None:
    """Draws a row for each province from which reports are due, the most missing first."""
    if not scene.reports:
        return
    st.subheader(_("Provinces: who reported"))
    st.caption(_("Choose a row to see that province."))
    provinces = counted(scene)
    shown = table(scene)
    st.dataframe(
        shown,
        hide_index=True,
        height=min(38 + TWO_LINES * len(shown), TALL),
        key=KEY,
        column_config=_widths(shown),
        row_height=TWO_LINES,
        selection_mode="single-row",
        on_select=lambda: _follow(provinces),
    )
    st.caption(datasets.named(source_line(scene)))
    download.offer_table(
        file_rows(scene), "reports", scene.area.area_id, scene.month.ends.isoformat()
    )
    st.page_link(
        "quality.py",
        label=_("Each commune that is late or missing"),
        icon=":material/checklist:",
        query_params=view.current().query(tab=""),
    )


def _widths(shown: pd.DataFrame) -> dict[str, Any]:
    """All columns beside each other on a screen of 1440; a long name is read over its column."""
    return {
        name: st.column_config.Column(width=width, help=name)
        for name, width in zip(shown.columns, WIDTHS, strict=True)
    }


def _follow(provinces: list[Province]) -> None:
    for row in st.session_state[KEY]["selection"]["rows"]:
        view.go(areas=(provinces[row].area_id,), opened="", within="")


@kept_for_reader
def counted(scene: Scene) -> list[Province]:
    """The provinces, those with the largest share of reports that did not come first."""
    found: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in scene.reports:
        found[row.province_id, row.province][row.state] += 1
    provinces = [Province(*named, states) for named, states in found.items()]
    return sorted(provinces, key=lambda each: -each.states["missing"] / each.states.total())


def _ranked(scene: Scene) -> Ranked:
    ids = tuple(each.area_id for each in counted(scene))
    indicator = catalogue.indicator(scene.chosen)
    return ranks(scene.chosen, ids, scene.month.ends, indicator.less_is_better)


@kept_for_reader
def table(scene: Scene) -> pd.DataFrame:
    """Of each province how many communes there are in each state, its value and rank, in words."""
    provinces, ranked = counted(scene), _ranked(scene)
    indicator = catalogue.indicator(scene.chosen)
    return pd.DataFrame(
        {
            _("Province or city"): [each.name for each in provinces],
            _("Communes"): [each.states.total() for each in provinces],
        }
        | {_(words): [each.states[state] for each in provinces] for state, words in STATES.items()}
        | {
            indicator.name: [
                commune_words.value(indicator, ranked.values.get(each.area_id))
                for each in provinces
            ],
            _("Rank"): [rank_in_words(ranked.ranks.get(each.area_id)) for each in provinces],
        }
    )


@kept_for_reader
def file_rows(scene: Scene) -> pd.DataFrame:
    """The same for a file: one row per province, numbers as they are kept."""
    ranked, rows = _ranked(scene), []
    for each in counted(scene):
        value, span = ranked.values.get(each.area_id), ranked.ranks.get(each.area_id)
        rows.append(
            {
                "dataset": asking.dataset(),
                "area_id": each.area_id,
                "area": each.name,
                "month": f"{scene.month.ends:%Y-%m}",
                "due": scene.month.due.isoformat(),
                "communes": each.states.total(),
                **{f"communes_{state}": each.states[state] for state in STATES},
                "indicator": scene.chosen,
                "value": value and value.value,
                "qualifier": value and value.qualifier,
                "parts": value and value.parts,
                "expected_parts": value and value.expected,
                "rank_best": span and span[0],
                "rank_worst": span and span[1],
                "source": value.source if value else "",
            }
        )
    return pd.DataFrame(rows)
