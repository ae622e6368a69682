"""The targets of the areas below a place: a table of shares, and the communes furthest behind."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from geo.areas import NATION
from pages.parts import asking, targets_words, view
from pages.parts.catalogue import Indicator
from pages.parts.download import offer_table
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.months import Month
from pages.parts.reader import kept_for_reader
from pages.parts.targets_picture import saved
from pages.parts.targets_scene import Line, Scene, communes_of, reached
from pages.parts.targets_words import percent

SIGNS = {"reached": "✓", "nearly": "≈", "behind": "✗", "unreported": "…", "unsure": "?"}
MOST_COLOURED = 200
WIDTH, LEAST = 920, 90  # pixels of all services together, and of one
TINTS = {
    "reached": "background-color: rgba(0,114,178,.22)",
    "nearly": "background-color: rgba(86,180,233,.16)",
    "behind": "background-color: rgba(213,94,0,.22)",
    "unreported": "background: repeating-linear-gradient(45deg, #8886 0 2px, transparent 2px 7px)",
    "unsure": "",
}
WORST = 3
NO_TARGET = "–"


def draw(scene: Scene) -> None:
    """Draws the share of each target reached in each area below, and leads to the worst."""
    st.subheader(_("By area below: share of each target reached"))
    st.caption(
        _("✓ reached, ≈ nearly, ✗ not reached, … not reported, ? cannot be judged, – no target.")
    )
    table, tints = _heat(scene)
    shown = table
    if len(table) <= MOST_COLOURED:
        st.dataframe(
            shown.style.apply(lambda _cells: tints, axis=None),
            hide_index=True,
            column_config=_widths(shown),
        )
    else:
        st.dataframe(shown, hide_index=True, column_config=_widths(shown))
    offer_table(saved(tuple(scene.parts.values())), *targets_words.file_name(scene), "below")
    behind = worst(scene)
    if behind:
        st.caption(_("Furthest behind in any target:"))
    with st.container(horizontal=True, gap="small"):
        for area_id, line in behind:
            name = escape(f"{scene.areas[area_id]}: {line.indicator.name}")
            st.page_link(
                "targets.py",
                label=f"{name} ({percent(line)})",
                icon=":material/arrow_forward:",
                query_params=view.current().query(
                    areas=(area_id,), opened="", within="", indicator=line.indicator.id
                ),
            )


def _widths(shown: pd.DataFrame) -> dict[str, Any]:
    """All services beside each other on a screen of 1440; a long name is read over its column."""
    services = list(shown.columns)[1:]
    width = max(WIDTH // max(len(services), 1), LEAST)
    return {name: st.column_config.Column(width=width, help=name) for name in services}


@kept_for_reader
def worst(scene: Scene) -> list[tuple[str, Line]]:
    """The areas below that are furthest behind in any target, each once, at most three."""
    behind = sorted(
        (line for line in scene.parts.values() if line.state in ("behind", "nearly")),
        key=lambda line: line.order,
    )
    found: dict[str, Line] = {}
    for line in behind:
        found.setdefault(line.row.area_id, line)
    return list(found.items())[:WORST]


@kept_for_reader
def _heat(scene: Scene) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The table in words, and how each of its cells is tinted."""
    services = list(dict.fromkeys(line.indicator for line in scene.parts.values()))
    words = {_("Area"): list(scene.areas.values())}
    tints = {_("Area"): [""] * len(scene.areas)}
    for service in services:
        lines = [scene.parts.get((area_id, service.id)) for area_id in scene.areas]
        words[service.name] = [_cell(line) for line in lines]
        tints[service.name] = [TINTS[line.state] if line else "" for line in lines]
    return pd.DataFrame(words), pd.DataFrame(tints)


def _cell(line: Line | None) -> str:
    if line is None:
        return NO_TARGET
    sign = SIGNS[line.state]
    if not line.is_reported:
        return sign
    among = "" if line.is_whole else f" ({line.row.parts}/{line.row.targets})"
    return f"{sign} {percent(line)}{among}"


def draw_ranking(scene: Scene, shown: Indicator, earlier: Month | None, now: view.View) -> None:
    """Draws the communes furthest behind in one service, and those that did not report it."""
    table, silent, behind = _ranking(scene.area_id, scene.kind, scene.month, earlier, shown.id)
    if table.empty and not silent:
        return
    st.subheader(_("Communes furthest behind: {service}", service=escape(shown.name)))
    if not table.empty:
        st.dataframe(table, hide_index=True, height=min(38 + 35 * len(table), 400))
        rows = saved(_in_order(scene.area_id, scene.kind, scene.month, earlier, shown.id))
        offer_table(rows, *targets_words.file_name(scene), shown.id, "communes")
    if behind:
        st.page_link(
            "trends.py",
            label=_("Show the three furthest behind over time"),
            icon=":material/show_chart:",
            query_params=now.query(areas=behind, opened="", indicator=shown.id, tab=""),
        )
    if silent:
        with st.expander(_("Left out, not reported: {n} communes", n=len(silent))):
            st.markdown(escape(", ".join(silent)))


def _named(line: Line, provinces: dict[str, str]) -> str:
    """The commune's name, with its province where that is not the same for all."""
    province = provinces.get(line.row.province_id)
    return f"{line.row.short_name} ({province})" if province else str(line.row.short_name)


@kept_for_reader
def _in_order(
    area_id: str, kind: str, month: Month, earlier: Month | None, indicator: str
) -> tuple[Line, ...]:
    """The communes that reported a service with a target, the furthest behind first.

    Those that do not state how to compare stand last: how far behind they are is not known.
    """
    communes = communes_of(area_id, month.vintage)
    found = reached(tuple(communes), kind, month, earlier, (indicator,))
    return tuple(
        sorted(
            (line for line in found if line.is_reported),
            key=lambda line: (line.is_unstated, line.order),
        )
    )


@kept_for_reader
def _ranking(
    area_id: str, kind: str, month: Month, earlier: Month | None, indicator: str
) -> tuple[pd.DataFrame, list[str], tuple[str, ...]]:
    """The communes in order, the names of those that did not report, and the ids of the last."""
    communes = communes_of(area_id, month.vintage)
    found = reached(tuple(communes), kind, month, earlier, (indicator,))
    lines = _in_order(area_id, kind, month, earlier, indicator)
    places = asking.rows("areas_by_level", vintage=month.vintage, level="province", within="")
    provinces = {each.area_id: each.short_name for each in places} if area_id == NATION else {}
    silent = sorted(
        (line.row.alphabetical, _named(line, provinces)) for line in found if not line.is_reported
    )
    table = pd.DataFrame(
        {
            _("Area"): [_named(line, provinces) for line in lines],
            _("% of target"): [percent(line, 1) for line in lines],
            _("State"): [targets_words.state(line) for line in lines],
            _("Result"): [
                line.indicator.words(line.row.value, line.row.qualifier) for line in lines
            ],
            _("Target"): [
                targets_words.operator(line) + line.indicator.words(line.row.target)
                for line in lines
            ],
        }
    )
    behind = tuple(line.row.area_id for line in lines if line.state in ("behind", "nearly"))
    return table, [name for _place, name in silent], behind[:WORST]
