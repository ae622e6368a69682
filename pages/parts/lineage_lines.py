"""What an area of before 1 July 2025 became, what one of today was made of, and links there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from pages.parts import view
from pages.parts.asking import rows as ask_rows
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.wording import number

Way = Callable[[str, str], None]
AT_ONCE = 8  # links that stand on the page; the others are folded away


def draw(now: view.View, area_id: str, way: Way | None = None) -> None:
    """Draws the lines of one area; of the nation and of villages there are none.

    Args:
        now: The view.
        area_id: The area.
        way: Draws the link to an area, of which it is given the id and the words; if left out, the
            link leads to the map.
    """
    way = way or (lambda code, words: _to_the_map(now, code, words))
    area = view.area(area_id).iloc[0]
    old = area["vintage"] == "2024"
    found = ask_rows("successors_by_area" if old else "predecessors_by_area", area=area_id)
    carried = [row for row in found if row.carries]
    if not found:
        return
    if len(carried) == 1 and carried[0].share == carried[0].new_share == 1:
        _draw_unchanged(way, area, carried[0])
    elif not old:
        _draw_made_of(way, area, carried)
    elif area["level"] == "province":
        _draw_old_province(way, area, found)
    elif area["level"] == "district":
        _draw_old_district(way, area, found)
    else:
        _draw_old_commune(way, area, carried)


def _draw_unchanged(way: Way, area: Any, other: Any) -> None:
    sentence = (
        _("{area} kept its territory on 1 July 2025; today:", area=escape(area["name"]))
        if area["vintage"] == "2024"
        else _("The territory is the same as before 1 July 2025; then:")
    )
    _draw_links(way, sentence, [(other, "{area}")])


def _draw_old_province(way: Way, area: Any, found: Sequence[Any]) -> None:
    (new,) = (row for row in found if row.carries)
    merged = ask_rows("predecessors_by_area", area=new.area_id)
    sentence = _(
        "{area} was merged with {others} on 1 July 2025; its land is now {n} communes of:",
        area=escape(area["name"]),
        others=", ".join(escape(row.name) for row in merged if row.area_id != area["area_id"]),
        n=len(found) - 1,
    )
    _draw_links(way, sentence, [(new, "{area}")])


def _draw_old_district(way: Way, area: Any, found: Sequence[Any]) -> None:
    groups = [row for row in found if row.kind != "sliver"]
    sentence = _(
        "{area} ended on 1 July 2025; communes of {province} on its land today:",
        area=escape(area["name"]),
        province=escape(found[0].province),
    )
    lines = [(row, "{area}" if row.new_share == 1 else _("a part of {area}")) for row in groups]
    slivers = [(row, _("a small part of {area}")) for row in found if row.kind == "sliver"]
    _draw_links(way, sentence, lines + slivers)


def _draw_old_commune(way: Way, area: Any, carried: Sequence[Any]) -> None:
    if len(carried) == 1:
        sentence = _("Since 1 July 2025 all of {area} lies in:", area=escape(area["name"]))
        _draw_links(way, sentence, [(carried[0], "{area}")])
        return
    sentence = _(
        "{area} was split on 1 July 2025; shares of its land are rough estimates:",
        area=escape(area["name"]),
    )
    lines = [
        (
            row,
            _("{area}: a small part")
            if row.kind == "sliver"
            else _("{{area}}: estimated {share} %", share=number(row.share * 100, 0)),
        )
        for row in carried
    ]
    _draw_links(way, sentence, lines)


def _draw_made_of(way: Way, area: Any, carried: Sequence[Any]) -> None:
    if area["level"] == "province":
        sentence = _("{area} was made on 1 July 2025 of:", area=escape(area["name"]))
    else:
        above = dict.fromkeys(escape(row.parent_name) for row in carried if row.kind != "sliver")
        sentence = _(
            "{area} was made on 1 July 2025 of land of {districts}:",
            area=escape(area["name"]),
            districts=", ".join(above),
        )
    parts = {
        "whole": "{area}",
        "part": _("a part of {area}"),
        "sliver": _("a small part of {area}"),
    }
    last = sorted(carried, key=lambda row: row.kind == "sliver")
    _draw_links(way, sentence, [(row, parts[row.kind]) for row in last])


def _draw_links(way: Way, sentence: str, lines: Sequence[tuple[Any, str]]) -> None:
    """Draws the sentence and a link to each area, in words that name it, the first ones at once."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.caption(sentence, width="content")
        for row, words in lines[:AT_ONCE]:
            _link(way, row, words)
    if more := lines[AT_ONCE:]:
        with (
            st.expander(_("{n} more", n=len(more))),
            st.container(horizontal=True, gap="small"),
        ):
            for row, words in more:
                _link(way, row, words)


def _link(way: Way, row: Any, words: str) -> None:
    way(row.area_id, words.format(area=escape(row.name)))


def _to_the_map(now: view.View, area_id: str, words: str) -> None:
    there = now.at(area_id).query()
    st.page_link("map.py", label=words, icon=":material/arrow_forward:", query_params=there)
