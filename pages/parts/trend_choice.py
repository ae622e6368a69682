"""Choosing the areas of the trends, and what is said about them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data.cache import frame as ask
from pages.parts import view
from pages.parts.escape import escape
from pages.parts.language import _, either
from pages.parts.trend_scene import TrendScene
from pages.parts.wording import date_in_words, place_in_words


def choose_areas(indicator_id: str, areas: tuple[str, ...]) -> None:
    """Draws the button of the five areas and the list of areas that have figures.

    Args:
        indicator_id: Only areas with figures of it are offered, besides those already chosen.
        areas: The areas that are drawn.
    """
    st.button(
        _("Five areas: Phú Bình, Cà Mau, Thái Bình, Thanh Hóa, Trần Đề"),
        on_click=view.go,
        kwargs={"areas": view.FIVE_AREAS},
        width="stretch",
        icon=":material/filter_5:",
    )
    offered = ask("areas_with_figures", indicator=indicator_id)
    labels = {row["area_id"]: _label(row) for _index, row in offered.iterrows()}
    for code in areas:
        if code not in labels:
            labels[code] = _label(ask("area_by_id", area=code).iloc[0])
    st.session_state["choose_areas"] = list(areas)
    st.multiselect(
        _("Areas (up to {most})", most=view.MOST_AREAS),
        list(labels),
        format_func=labels.__getitem__,
        key="choose_areas",
        max_selections=view.MOST_AREAS,
        on_change=lambda: view.go(areas=tuple(st.session_state["choose_areas"])),
        placeholder=_("Choose areas"),
    )


def title(scene: TrendScene) -> str:
    """A sentence with the answer in it: the latest value, of one area or of the highest."""
    if scene.dated.empty:
        return _("{name}: no dated figures here", name=escape(scene.indicator.name))
    latest = scene.dated.sort_values("as_of").groupby("area_id").tail(1)
    comparable = latest["level"].nunique() == 1
    order = "value" if comparable else "as_of"
    ascending = comparable and scene.indicator.less_is_better
    best = latest.sort_values(order, ascending=ascending, kind="stable").iloc[0]
    said = {
        "area": escape(scene.names[best["area_id"]]),
        "value": scene.indicator.words(best["value"], best["qualifier"]),
        "day": date_in_words(best["as_of"], best["precision"]),
    }
    if len(latest) == 1:
        return _("{area}: {value} ({day})", **said)
    said["n"] = str(len(latest))
    if not comparable:
        return _("{n} areas with figures; the newest: {area}, {value} ({day})", **said)
    if scene.indicator.less_is_better:
        return _("Of {n} areas with figures, {area} leads: {value} ({day})", **said)
    return _("Of {n} areas with figures, {area} has the most: {value} ({day})", **said)


def remarks(scene: TrendScene) -> list[str]:
    """Sentences on what the lines cannot show: silence, missing dates, disagreement."""
    said = []
    if scene.silent:
        said.append(_("No published figures: {areas}.", areas=", ".join(map(escape, scene.silent))))
    for row in scene.undated.itertuples():
        said.append(
            _(
                "Undated, so not drawn: {area}, {value} ({source}).",
                area=escape(scene.names[row.area_id]),
                value=scene.indicator.words(row.value, row.qualifier),
                source=escape(row.source),
            )
        )
    for row in scene.figures[scene.figures["remark_en"] != ""].itertuples():
        said.append(
            _(
                "⚠ {area}, {value} ({day}): {remark}",
                area=escape(scene.names[row.area_id]),
                value=scene.indicator.words(row.value, row.qualifier),
                day=date_in_words(row.as_of, row.precision),
                remark=escape(either(row.remark_vi, row.remark_en)),
            )
        )
    disputed = scene.figures[scene.figures["in_conflict"]]
    for area_id, rows in disputed.groupby("area_id", sort=False):
        said.append(
            _(
                "≠ Sources disagree about {area}: {values}.",
                area=escape(scene.names[str(area_id)]),
                values="; ".join(_contradictions(rows, scene)),
            )
        )
    return said


def _contradictions(rows: pd.DataFrame, scene: TrendScene) -> list[str]:
    """Which values cannot both be true, as in "gần 9.400 tổ (2022) ≠ 27.218 tổ (14/6/2022)".

    The value that contradicts most others is named first, so that each pair is said once.
    """
    against = {
        row.origin: [other for other in rows.itertuples() if _contradict(row, other)]
        for row in rows.itertuples()
    }
    said, done = [], set[str]()
    for row in sorted(rows.itertuples(), key=lambda row: -len(against[row.origin])):
        others = [other for other in against[row.origin] if other.origin not in done]
        done.add(row.origin)
        if others:
            values = ", ".join(_dated(other, scene) for other in others)
            said.append(f"{_dated(row, scene)} ≠ {values}")
    return said


def _contradict(one: Any, other: Any) -> bool:
    """Whether the days of both may be the same and their bounds cannot."""
    same_days = one.starts_on <= other.as_of and other.starts_on <= one.as_of
    return bool(same_days and (one.low > other.high or one.high < other.low))


def _dated(row: Any, scene: TrendScene) -> str:
    words = scene.indicator.words(row.value, row.qualifier)
    return f"{words} ({date_in_words(row.as_of, row.precision)})"


def _label(row: pd.Series) -> str:
    return place_in_words(row["short_name"], row["level"], row["vintage"], row["province"])
