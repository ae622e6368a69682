"""The tables behind the trends: figures, what was reckoned from them, how old the newest are."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data import series
from data.exports import SUMMED, as_carried
from figures.over_time import colour_of
from pages.parts import carried_words, figures_table
from pages.parts.escape import escape, web_address
from pages.parts.language import _, either
from pages.parts.reader import kept_for_reader
from pages.parts.screen import is_phone
from pages.parts.trend_picture import days_of_change
from pages.parts.trend_scene import TrendScene
from pages.parts.trend_words import sign
from pages.parts.wording import BASES, date_in_words, value_in_words

SAID = ["area_id", "area", "level", "vintage", "province"]
OF_FIGURE = ["as_of", "precision", "value", "low", "high", "qualifier"]
ORIGIN = ["dataset", "source", "url"]
CARRIED = ["units", "carried", "missing_parts", "oldest_as_of"]
RENAMED = {
    "index": {"value": "index", "low": "index_low", "high": "index_high"},
    "change": {"value": "change", "low": "change_low", "high": "change_high"},
    "values": {"value": "ratio", "low": "ratio_low", "high": "ratio_high"},
}


def draw_ages(scene: TrendScene) -> None:
    """Draws the latest figure of each area, the newest first, with how much earlier it is.

    It is the chart's legend too: each area with its colour, and what the signs mean.
    """
    st.html(_ages(scene))
    st.caption(
        _(
            "● exact · ○ about · △ more than this · ▽ less than this · ◆ target. A bar "
            "to the sides spans the days that a date such as “2022” may mean."
        )
    )


@kept_for_reader
def _ages(scene: TrendScene) -> str:
    places = {code: place for place, code in enumerate(scene.areas)}
    items = []
    plotted = scene.rows if scene.per else scene.dated
    for row in series.latest(plotted).itertuples():
        words = (scene.measure.words(row) if scene.per else scene.indicator.say(row)) + (
            sign(row, scene) if scene.series == "values" else ""
        )
        day = date_in_words(row.as_of, row.precision)
        late = _behind(row.behind)
        origin = f" · {scene.measure.origin(row)}" if scene.per else ""
        said = [f"{words} · {day}" + (f", {late}" if late else "") + origin]
        said += carried_words.cautions(row)
        items.append(
            _item(
                colour_of(places[row.area_id]),
                scene.names[row.area_id],
                " · ".join(said),
            )
        )
    spoken = set(scene.dated["area_id"])
    for target in scene.targets.drop_duplicates("area_id").itertuples():
        if target.area_id not in spoken:
            name = scene.names[target.area_id]
            items.append(_item(colour_of(places[target.area_id]), name, _("target only")))
    for name in scene.benchmark_names.values():
        items.append(_item("#7b878d", name, _("for comparison, dashed")))
    heading = escape(_("Latest figure of each area, the newest first"))
    return (
        f'<p style="margin:0 0 .2em;font-size:.82rem;opacity:.75">{heading}</p>'
        f'<ul aria-label="{heading}" style="display:flex;flex-wrap:wrap;gap:.25em 1.3em;'
        f'list-style:none;padding:0;margin:0;font-size:.88rem">{"".join(items)}</ul>'
    )


def draw(scene: TrendScene) -> None:
    """Draws what is seen as a table: figures with their sources, or what was reckoned from them."""
    if is_phone():
        st.table(_narrow(scene), hide_index=True, border="horizontal")
        return
    st.dataframe(
        _wide(scene),
        hide_index=True,
        column_config={_("Link"): st.column_config.LinkColumn(display_text=_("open"))},
    )


@kept_for_reader
def _wide(scene: TrendScene) -> pd.DataFrame:
    rows = scene.rows if scene.measure.derived else seen(scene)
    names = scene.names | scene.benchmark_names
    table = {
        _("Area"): [names[code] for code in rows["area_id"]],
        _("Value"): [_words(scene, row) for row in rows.itertuples()],
        _("Date"): [_date(scene, row) for row in rows.itertuples()],
        _("Share"): [scene.share_in_words(row.origin) for row in rows.itertuples()],
        _("Reckoned from"): [scene.measure.origin(row) for row in rows.itertuples()],
        _("Carried over"): ["; ".join(carried_words.lines(row)) for row in rows.itertuples()],
        _("How the date is known"): [_(BASES[row.basis]) for row in rows.itertuples()],
        _("Source"): rows["source"].tolist(),
        _("Remark"): [either(row.remark_vi, row.remark_en) for row in rows.itertuples()],
        _("Link"): [web_address(url) for url in rows["url"]],
    }
    if scene.measure.derived:
        del table[_("How the date is known")], table[_("Remark")]
    return pd.DataFrame(
        {
            name: cells
            for name, cells in table.items()
            if name not in {_("Share"), _("Reckoned from"), _("Carried over")} or any(cells)
        }
    )


def seen(scene: TrendScene) -> pd.DataFrame:
    """The published figures of the areas and of what they are compared with."""
    return pd.concat([scene.figures, scene.benchmarks]) if len(scene.benchmarks) else scene.figures


def reckoned(scene: TrendScene) -> pd.DataFrame:
    """What was reckoned, for a file: each value with what it was reckoned from.

    One row per value that is drawn. The columns are named after what they hold (index, change,
    ratio), so that nobody takes them for published figures; `source` and `url` are of the
    published figure, base_… or part_… of what it is compared with or divided by.
    """
    rows = pd.concat([scene.rows, scene.benchmarks]) if len(scene.benchmarks) else scene.rows
    added = [c for c in rows.columns if c.startswith(("base_", "part_", "percent"))]
    summed = SUMMED if "expected" in rows else []
    columns = [*SAID, *OF_FIGURE, *added, *ORIGIN, *CARRIED, *summed]
    table = as_carried(rows)[columns].rename(columns=RENAMED[scene.series])
    if scene.per:
        table.insert(len(SAID), "per", scene.per)
    table.insert(len(SAID), "indicator", scene.indicator.id)
    return table


@kept_for_reader
def _narrow(scene: TrendScene) -> pd.DataFrame:
    """A table of two columns: on a phone the tools of a data frame lie over its text."""
    rows = scene.rows if scene.measure.derived else seen(scene)
    names = scene.names | scene.benchmark_names
    return pd.DataFrame(
        {
            _("Value"): [
                f"**{escape(names[row.area_id])}**: {escape(_words(scene, row))} "
                f"({escape('; '.join([_date(scene, row), *carried_words.lines(row)]))})"
                for row in rows.itertuples()
            ],
            _("Source"): [figures_table.linked(row.source, row.url) for row in rows.itertuples()],
        }
    )


def _words(scene: TrendScene, row: Any) -> str:
    if scene.measure.derived:
        return scene.measure.words(row) + (" ≠" if scene.per and row.in_conflict else "")
    if carried_words.is_carried(row) or carried_words.is_summed(row):
        return scene.indicator.say(row) + figures_table.signs(row)
    words = value_in_words(row.value, row.qualifier, row.unit, row.unit_en, 4)
    return words + figures_table.signs(row)


def _date(scene: TrendScene, row: Any) -> str:
    if scene.series == "change":
        return days_of_change(row)
    return date_in_words(row.as_of, row.precision)


def _behind(months: int) -> str:
    """How much earlier than the newest, in whole months or years; "" within a month."""
    if months < 1:
        return ""
    if months < 12:
        return _("{n} mo. earlier", n=months)
    return _("{n} yr. earlier", n=months // 12)


def _item(colour: str, name: str, words: str) -> str:
    return (
        '<li style="display:flex;align-items:baseline;gap:.4em">'
        f'<span style="width:.75em;height:.75em;border-radius:2px;background:{colour};flex:none">'
        f"</span><span><b>{escape(name)}</b> {escape(words)}</span></li>"
    )
