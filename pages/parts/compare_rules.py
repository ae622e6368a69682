"""What a team must be, beside what the published counts make of it."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import streamlit as st

from data import ratios
from data.cache import rows as ask_rows
from data.datasets import PUBLISHED
from figures.bands import bands
from pages.parts import asking, datasets, sharing
from pages.parts import compare_words as words
from pages.parts.compare_scene import CompareScene
from pages.parts.compare_table import plain as plain_table
from pages.parts.escape import escape, plain
from pages.parts.figures_table import hover_source
from pages.parts.language import _, current, either
from pages.parts.reader import kept_for_reader
from pages.parts.screen import CONFIG, ink
from pages.parts.wording import number

KEY = "compare-rules"
LEAST, MOST = "members_per_team_min", "members_per_team_max"
COMMUNE_TEAMS = "members_per_commune_team_avg"


def draw(scene: CompareScene) -> None:
    """Draws the rules of the areas and the averages beside them; nothing where no rule is known."""
    rules = latest_rules(scene)
    spans = spans_of(rules)
    if not spans:
        return
    heading = title(scene, spans)
    st.subheader(heading)
    st.plotly_chart(_chart(scene), theme=None, key=KEY, config=CONFIG, alt=plain(heading))
    st.caption(
        _(
            "Bar: members that a team should have. Mark: average reckoned from members and teams, "
            "● exact, ○ about, ◀ less than this, ▶ more than this. An average says nothing of the "
            "single team."
        )
    )
    source_line = _(
        "Sources: {sources}.",
        sources="; ".join(
            dict.fromkeys(f"{escape(row.source)} ({words.day(row)})" for row in rules)
        ),
    )
    if asking.dataset() != PUBLISHED:
        seen = datasets.label(asking.dataset())
        source_line += " " + _("The averages are of: {figures}.", figures=seen)
    st.caption(source_line)
    table = _table(scene)
    sharing.offer(KEY, heading, source_line, "rules", rows=_saved(scene))
    with st.expander(_("Table of rules ({n})", n=len(table))):
        plain_table(list(table.columns), table.to_numpy().tolist(), heading)


@kept_for_reader
def _chart(scene: CompareScene) -> Any:
    """A bar for each rule, a mark for each average."""
    rules, averages = latest_rules(scene), _averages(scene)
    spans = spans_of(rules)
    labels = {escape(scene.names[code]): span_in_words(span) for code, span in spans.items()}
    labels |= {label: "" for label in averages["label"] if label not in labels}
    return bands(
        pd.DataFrame([_band(scene.names[code], rules, code, span) for code, span in spans.items()]),
        averages,
        labels=labels,
        separators=",." if current() == "vi" else ".,",
        ink=ink(),
    )


def latest_rules(scene: CompareScene) -> list[Any]:
    """The latest rule of each kind for each area, rows of rules_by_area."""
    found: dict[tuple[str, str], Any] = {}
    for code in scene.areas:
        for row in ask_rows("rules_by_area", area=code):
            found.setdefault((code, row.indicator), row)
    return list(found.values())


def spans_of(rules: list[Any]) -> dict[str, tuple[float, float]]:
    """The least and the most members of a team by area id; NaN where no rule says."""
    found: dict[str, tuple[float, float]] = {}
    for row in rules:
        low, high = found.get(row.area_id, (math.nan, math.nan))
        if row.indicator == LEAST:
            found[row.area_id] = row.value, high
        elif row.indicator == MOST:
            found[row.area_id] = low, row.value
    return found


def span_in_words(span: tuple[float, float]) -> str:
    """A rule in short: "4–7", "≥ 4" or "≤ 10"."""
    low, high = (None if pd.isna(end) else number(end, 0) for end in span)
    if low and high:
        return f"{low}–{high}"
    return f"≥ {low}" if low else f"≤ {high}"


def title(scene: CompareScene, spans: dict[str, tuple[float, float]]) -> str:
    """The averages with their rules, or the rules alone where no average can be reckoned."""
    averages = _cells(scene)
    both = [code for code in spans if code in averages]
    if both:
        said = [
            _(
                "{area} {average} (rule {rule})",
                area=escape(scene.names[code]),
                average=escape(words.with_rivals(averages[code])),
                rule=span_in_words(spans[code]),
            )
            for code in both
        ]
        return _("Members per team: {values}", values=", ".join(said))
    said = [f"{escape(scene.names[code])} {span_in_words(span)}" for code, span in spans.items()]
    return _("Members a team should have: {values}", values=", ".join(said))


def _cells(scene: CompareScene) -> dict[str, Any]:
    measure = scene.measures.get("members_per_team")
    return measure.cells if measure else {}


def _averages(scene: CompareScene) -> pd.DataFrame:
    """Averages to draw: those reckoned, and those printed of commune-level teams."""
    found = [
        _mark(scene.names[code], cell.row, cell.number, [words.with_rivals(cell), *cell.notes])
        | {"rivals": [rival.value for rival in cell.rivals]}
        for code, cell in _cells(scene).items()
    ]
    for code in scene.areas:
        if row := scene.latest.get((code, COMMUNE_TEAMS)):
            label = _("{area}, commune teams", area=scene.names[code])
            lines = [words.said(row), _("printed in the source")]
            found.append(_mark(label, row, ratios.number_of(row), lines))
    return pd.DataFrame(found, columns=["label", "value", "qualifier", "rivals", "hover"])


def _mark(label: str, row: Any, value: ratios.Number, lines: list[str]) -> dict[str, object]:
    told = [f"<b>{escape(label)}</b>", *map(escape, lines), words.day(row), hover_source(row)]
    return {
        "label": escape(label),
        "value": value.value,
        "qualifier": value.qualifier,
        "rivals": [],
        "hover": "<br>".join(told),
    }


def _band(name: str, rules: list[Any], code: str, span: tuple[float, float]) -> dict[str, object]:
    own = next(row for row in rules if row.area_id == code and row.indicator in (LEAST, MOST))
    said = _("rule {rule}", rule=span_in_words(span))
    lines = [f"<b>{escape(name)}</b>", said, words.day(own), hover_source(own)]
    return {
        "label": escape(name),
        "low": span[0],
        "high": span[1],
        "hover": "<br>".join(lines),
    }


@kept_for_reader
def _table(scene: CompareScene) -> pd.DataFrame:
    """Every rule with its date and source, and the average of the area beside it."""
    averages, rules = _cells(scene), latest_rules(scene)
    spans = spans_of(rules)
    return pd.DataFrame(
        [
            {
                _("Area"): scene.names[row.area_id],
                _("Rule"): either(row.name_vi, row.name_en),
                _("Value"): words.worded(row, 0, (row.unit, row.unit_en)),
                _("Date"): words.day(row),
                _("Average reckoned"): averages[row.area_id].words
                if row.area_id in averages
                else words.nothing(),
                _("Of"): "; ".join(averages[row.area_id].notes) if row.area_id in averages else "",
                _("Source"): row.source,
            }
            for row in rules
            if row.area_id in spans
        ]
    )


@kept_for_reader
def _saved(scene: CompareScene) -> pd.DataFrame:
    """The same with ids and numbers; the dataset is that of the averages, rules are published."""
    averages, rules = _cells(scene), latest_rules(scene)
    spans = spans_of(rules)
    kept = ("value", "qualifier", "as_of", "precision", "source", "url")
    ends = ("value", "low", "high", "qualifier")
    return pd.DataFrame(
        [
            {
                "dataset": asking.dataset(),
                "area_id": row.area_id,
                "area": scene.names[row.area_id],
                "indicator": row.indicator,
                **{name: getattr(row, name) for name in kept},
                **{f"average_{name}": getattr(average, name, None) for name in ends},
            }
            for row in rules
            if row.area_id in spans
            for average in [averages[row.area_id].number if row.area_id in averages else None]
        ]
    )
