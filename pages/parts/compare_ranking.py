"""One indicator in order: among the areas compared, and among all areas of their levels."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data.ranking import rank_intervals
from figures.bars import bars
from pages.parts import carried_words, disagreement, in_units, sharing
from pages.parts import compare_words as words
from pages.parts.catalogue import Indicator
from pages.parts.compare_scene import CompareScene
from pages.parts.compare_table import plain as plain_table
from pages.parts.datasets import named
from pages.parts.download import offer_csv
from pages.parts.escape import escape
from pages.parts.escape import plain as unescaped
from pages.parts.figures_table import hover, hover_source
from pages.parts.language import _, current
from pages.parts.reader import kept_for_reader
from pages.parts.screen import CONFIG, ink, is_phone
from pages.parts.wording import LEVELS

KEY = "compare-ranking"
MOST_NAMED = 3
PERIODS = {"2024": "before 7/2025", "2025": "since 7/2025"}


def draw(scene: CompareScene, indicator: Indicator) -> None:
    """Draws the ranking of the areas, and below it that of all areas of their levels."""
    rows = _own(scene, indicator)
    heading = title(rows, scene, indicator)
    st.subheader(heading)
    if rows:
        _draw_bars(rows, scene, indicator, heading)
    else:
        st.caption(_("There is no figure of this indicator for these areas."))
    for vintage, level in scene.levels:
        _draw_level(vintage, level, scene, indicator)


@kept_for_reader
def _own(scene: CompareScene, indicator: Indicator) -> list[tuple[str, Any]]:
    """The ranking among the areas themselves."""
    own = (scene.latest.get((code, indicator.id)) for code in scene.areas)
    return ranked([row for row in own if row and not row.superseded], indicator)


def ranked(rows: list[Any], indicator: Indicator) -> list[tuple[str, Any]]:
    """The rank of each row in words, "1" or "1–2" where bounds leave it open, and the row."""
    ranks = rank_intervals(
        [row.low for row in rows], [row.high for row in rows], indicator.less_is_better
    )
    ordered = sorted(zip(ranks, rows, strict=True), key=lambda pair: (pair[0], -pair[1].value))
    return [
        (str(best) if best == worst else f"{best}–{worst}", row) for (best, worst), row in ordered
    ]


def title(ranks: list[tuple[str, Any]], scene: CompareScene, indicator: Indicator) -> str:
    """Who is first, where that is certain; otherwise who may be."""
    name = escape(indicator.name)
    if not ranks:
        return _("{name}: no figures here", name=name)
    said = [
        f"{escape(scene.names[row.area_id])}, {escape(words.said(row))} ({words.day(row)})"
        for rank, row in ranks
        if rank == "1" or rank.startswith("1–")
    ]
    if len(ranks) == 1:
        return _("{name}: only {area}", name=name, area=said[0])
    if len(said) == 1:
        return _("{name}: first is {area}", name=name, area=said[0])
    if len(said) > MOST_NAMED:
        return _("{name}: who is first the sources leave open, {n} may be", name=name, n=len(said))
    return _("{name}: first may be {areas}", name=name, areas="; ".join(said))


def _draw_bars(
    ranks: list[tuple[str, Any]], scene: CompareScene, indicator: Indicator, heading: str
) -> None:
    """Draws the bars with what must be said of them, their table and files."""
    titles = dict.fromkeys(row.source for _rank, row in ranks)
    source_line = named(_("Sources: {sources}.", sources="; ".join(map(escape, titles))))
    if indicator.kind != "rank":  # the bar of the best would be the shortest
        st.plotly_chart(
            _chart(scene, indicator), theme=None, key=KEY, config=CONFIG, alt=unescaped(heading)
        )
    if any("–" in rank for rank, _row in ranks):
        why = carried_words.why_open(
            (row for _rank, row in ranks), lambda row: scene.names[row.area_id]
        )
        st.caption(
            why
            or _("A rank such as 1–2 is a tie: within what the sources say, either may be ahead.")
        )
    if any(_rivals(row, scene) for _rank, row in ranks):
        st.caption(_("A red tick is the value of another source."))
    if len({place["level"] for place in scene.places.values()}) > 1:
        st.caption(_("The areas are of several levels: most of the difference is their size."))
    st.caption(source_line)
    figures = in_units.over_time(scene.units, indicator.id, scene.areas)
    figures = figures[figures["origin"].isin([row.origin for _rank, row in ranks])]
    sharing.offer(KEY, heading, source_line, indicator.id, "ranking", figures=figures)
    with st.expander(_("Table of figures ({n})", n=len(ranks))):
        _draw_table(ranks, scene, heading)


@kept_for_reader
def _chart(scene: CompareScene, indicator: Indicator) -> Any:
    """The bars of the areas, with a tick for each value of another source."""
    ranks = _own(scene, indicator)
    labels = {row.area_id: f"{rank}. {escape(scene.names[row.area_id])}" for rank, row in ranks}
    drawn = [
        {
            "label": labels[row.area_id],
            "value": row.value,
            "low": row.low,
            "high": row.high,
            "qualifier": row.qualifier,
            "words": f"{escape(words.said(row))} ({words.day(row)})",
            "hover": _hover(row, scene.names[row.area_id]),
        }
        for _rank, row in ranks
    ]
    ticks = [
        {
            "label": labels[row.area_id],
            "value": other.value,
            "hover": f"≠ {escape(disagreement.dated(other))}<br>{hover_source(other)}",
        }
        for _rank, row in ranks
        for other in _rivals(row, scene)
    ]
    return bars(
        pd.DataFrame(drawn),
        pd.DataFrame(ticks, columns=["label", "value", "hover"]),
        narrow=is_phone(),
        ink=ink(),
        separators=",." if current() == "vi" else ".,",
    )


def _hover(row: Any, name: str) -> str:
    said = [hover(row, name, escape(words.said(row))), *map(escape, carried_words.lines(row))]
    return "<br>".join([*said, hover_source(row)])


def _rivals(row: Any, scene: CompareScene) -> list[Any]:
    """What sources in conflict say of the area within a year of the value shown."""
    return [
        other
        for other in scene.conflicts.get((row.area_id, row.indicator), [])
        if other.origin != row.origin and disagreement.is_near(row, [other])
    ]


def _draw_level(vintage: str, level: str, scene: CompareScene, indicator: Indicator) -> None:
    """Draws the ranking among all areas of a level, those compared marked."""
    place = {"vintage": vintage, "level": level}
    ranks = ranked(list(in_units.rows_of_level(scene.units, indicator, **place)), indicator)
    label = _(
        "Among all of the level “{level}” {period}: {n} with figures",
        level=_(LEVELS[level]),
        period=_(PERIODS[vintage]),
        n=len(ranks),
    )
    with st.expander(label):
        if ranks:
            _draw_table(ranks, scene, label, indicator)
            rows = in_units.of_level(scene.units, indicator, **place)
            offer_csv(rows, indicator.id, "ranking", vintage, level)
        else:
            st.caption(words.nothing())


def _draw_table(
    ranks: list[tuple[str, Any]],
    scene: CompareScene,
    name: str,
    indicator: Indicator | None = None,
) -> None:
    """Draws ranked rows with date and source; with an indicator, of a whole level."""
    lines = [
        [
            rank,
            scene.names.get(row.area_id, row.short_name)
            + (" ●" if indicator and row.area_id in scene.areas else ""),
            (indicator.say(row) if indicator else words.said(row))
            + (" ≠" if row.in_conflict else "")
            + (" ⚠" if row.remark_en else ""),
            "; ".join([words.day(row), *carried_words.cautions(row)]),
            row.source,
            row.url,
        ]
        for rank, row in ranks
    ]
    columns = [_("Rank"), _("Area"), _("Value"), _("Date"), _("Source"), _("Link")]
    plain_table(columns, lines, name)
