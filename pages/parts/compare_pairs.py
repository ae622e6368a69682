"""Two indicators against each other, at the level that most of the compared areas are of."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from data.ratios import FARTHEST
from figures.scatter import points
from pages.parts import asking, catalogue, in_units, sharing, view
from pages.parts.asking import rows as ask_rows
from pages.parts.catalogue import Indicator
from pages.parts.compare_ranking import PERIODS
from pages.parts.compare_scene import CompareScene
from pages.parts.compare_table import plain as plain_table
from pages.parts.datasets import named
from pages.parts.escape import escape, plain
from pages.parts.figures_table import hover_source
from pages.parts.language import _, current, either
from pages.parts.reader import kept_for_reader
from pages.parts.screen import CONFIG, ink, is_phone
from pages.parts.wording import LEVELS, date_in_words

KEY = "compare-pairs"
FEWEST = 2
ENDS = {"": "value", "_low": "low", "_high": "high", "_qualifier": "qualifier"}
USUAL = {"teams": "members"}
SAVED = ("value", "low", "high", "qualifier", "unit", "as_of", "precision", "source", "url")


class Pair(NamedTuple):
    """Two figures of one area, rows of latest_by_area."""

    x: Any
    y: Any


def draw(scene: CompareScene, indicator: Indicator, against: str | None) -> None:
    """Draws the scatter plot, the choice of its second indicator, its table and files."""
    vintage, level = _place(scene, indicator.id, against)
    shared = _shared(indicator.id, vintage, level)
    chosen = against or _default(scene, indicator.id, shared)
    if chosen is None or chosen == indicator.id:
        st.subheader(_("No second indicator shares areas with {name}", name=escape(indicator.name)))
        return
    other = catalogue.indicator(chosen)
    rows = pairs(indicator, other, vintage, level, scene.units)
    heading = _(
        "{n} areas have both: {one} and {other}",
        n=len(rows),
        one=escape(indicator.name),
        other=escape(other.name),
    )
    st.subheader(heading)
    _choose(scene, shared, other)
    if not rows:
        st.caption(_("No area has figures of both."))
        return
    figure = _chart(scene, indicator, other, vintage, level)
    st.plotly_chart(figure, theme=None, key=KEY, config=CONFIG, alt=plain(heading))
    source_line = _(
        "Level: {level}, {period}. Red: the areas compared. Bars: what the sources leave open. "
        "Latest value of each; in {n} areas the two dates lie more than a year apart. {sources} "
        "sources, each in the table.",
        level=_(LEVELS[level]),
        period=_(PERIODS[vintage]),
        n=sum(abs(pair.x.as_of - pair.y.as_of) > FARTHEST for pair in rows),
        sources=len({row.source for pair in rows for row in pair}),
    )
    source_line = named(source_line)
    st.caption(source_line)
    table = _table(indicator, other, vintage, level, scene.units)
    file = (indicator.id, other.id, vintage, level)
    saved = _saved(indicator, other, vintage, level, scene.units)
    sharing.offer(KEY, heading, source_line, *file, rows=saved)
    with st.expander(_("Table of figures ({n})", n=len(rows))):
        plain_table(list(table.columns), table.to_numpy().tolist(), heading)


@kept_for_reader
def _chart(
    scene: CompareScene, indicator: Indicator, other: Indicator, vintage: str, level: str
) -> Any:
    """The scatter plot, those compared in red."""
    rows = pairs(indicator, other, vintage, level, scene.units)
    return points(
        pd.DataFrame(
            [_point(pair, scene) | {"hover": _hover(pair, indicator, other)} for pair in rows]
        ),
        x_title=_axis(indicator),
        y_title=_axis(other),
        reversed_axes=(indicator.kind == "rank", other.kind == "rank"),
        separators=",." if current() == "vi" else ".,",
        narrow=is_phone(),
        ink=ink(),
    )


@kept_for_reader
def pairs(
    indicator: Indicator, other: Indicator, vintage: str, level: str, units: str
) -> list[Pair]:
    """The areas with dated values of both, the latest of each, highest x first."""
    xs, ys = (
        {row.area_id: row for row in in_units.rows_of_level(units, of, vintage, level)}
        for of in (indicator, other)
    )
    both = [Pair(row, ys[code]) for code, row in xs.items() if code in ys]
    return sorted(both, key=lambda pair: -pair.x.value)


def _shared(indicator: str, vintage: str, level: str) -> dict[str, int]:
    """The indicators that share areas with the one, the widest first, and how many areas."""
    found = ask_rows("pairs_by_indicator", indicator=indicator, vintage=vintage, level=level)
    listed = sorted(found, key=lambda row: -row.areas)
    return {row.indicator_id: row.areas for row in listed if row.areas >= FEWEST}


def _place(scene: CompareScene, indicator: str, against: str | None) -> tuple[str, str]:
    """The vintage and level, of those compared, at which most areas have both."""

    def areas(place: tuple[str, str]) -> int:
        found = _shared(indicator, *place)
        return found.get(against, 0) if against else max(found.values(), default=0)

    return max([*scene.levels, ("2024", "province"), ("2025", "province")], key=areas)


def _default(scene: CompareScene, indicator: str, shared: dict[str, int]) -> str | None:
    """What is compared first: the usual counterpart, else a result that shares most areas."""
    usual = USUAL.get(indicator, "teams")
    results = (code for code in shared if scene.catalogue[code].pillar != "context")
    return usual if usual in shared else next(results, next(iter(shared), None))


def _choose(scene: CompareScene, shared: dict[str, int], other: Indicator) -> None:
    known = ((scene.catalogue[code], areas) for code, areas in shared.items())
    labels = {
        row.indicator_id: f"{either(row.name_vi, row.name_en)} ({areas})" for row, areas in known
    }
    labels = labels if other.id in labels else {other.id: other.name, **labels}
    st.session_state["choose_against"] = other.id
    st.selectbox(
        _("Against"),
        list(labels),
        format_func=labels.__getitem__,
        key="choose_against",
        on_change=lambda: view.go(against=st.session_state["choose_against"]),
        help=_("The number after each name says how many areas have both."),
    )


def _axis(indicator: Indicator) -> str:
    return escape(f"{indicator.name} ({either(indicator.unit_vi, indicator.unit_en)})")


def _point(pair: Pair, scene: CompareScene) -> dict[str, object]:
    """A row of what `figures.scatter.points` draws, but for its hover."""
    return {
        "marked": pair.x.area_id in scene.areas,
        "label": escape(pair.x.short_name),
        **{
            f"{axis}{end}": getattr(row, field)
            for axis, row in zip("xy", pair, strict=True)
            for end, field in ENDS.items()
        },
    }


def _hover(pair: Pair, indicator: Indicator, other: Indicator) -> str:
    said = [
        escape(of.say(row))
        + f" ({date_in_words(row.as_of, row.precision)})"
        + (" ≠" if row.in_conflict else "")
        for of, row in zip((indicator, other), pair, strict=True)
    ]
    lines = [f"<b>{escape(pair.x.short_name)}</b>", said[0], hover_source(pair.x), said[1]]
    same = pair.x.source == pair.y.source
    return "<br>".join(lines if same else [*lines, hover_source(pair.y)])


@kept_for_reader
def _table(
    indicator: Indicator, other: Indicator, vintage: str, level: str, units: str
) -> pd.DataFrame:
    """The pairs in words: both values, both dates, both sources."""
    return pd.DataFrame(
        [
            {
                _("Area"): x.short_name,
                indicator.name: indicator.say(x),
                _("Date"): date_in_words(x.as_of, x.precision),
                other.name: other.say(y),
                _("Date (second)"): date_in_words(y.as_of, y.precision),
                _("Source"): x.source,
                _("Source (second)"): y.source,
            }
            for x, y in pairs(indicator, other, vintage, level, units)
        ]
    )


@kept_for_reader
def _saved(
    indicator: Indicator, other: Indicator, vintage: str, level: str, units: str
) -> pd.DataFrame:
    """The pairs with ids and numbers: one row per area."""
    return pd.DataFrame(
        [
            {
                "dataset": asking.dataset(),
                "area_id": pair.x.area_id,
                "area": pair.x.area,
                "indicator": indicator.id,
                **{name: getattr(pair.x, name) for name in SAVED},
                "other_indicator": other.id,
                **{f"other_{name}": getattr(pair.y, name) for name in SAVED},
            }
            for pair in pairs(indicator, other, vintage, level, units)
        ]
    )
