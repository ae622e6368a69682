"""The month's table of a place, its key figures, and its file."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data.reaching import BEHIND, NEARLY, REACHED
from pages.parts import asking, commune_words, datasets, download, targets_words, view
from pages.parts.commune_scene import Line, Scene
from pages.parts.escape import escape
from pages.parts.language import _, either
from pages.parts.reader import kept_for_reader
from pages.parts.screen import is_phone
from pages.parts.wording import date_in_words, number

REACHES = {REACHED: True, NEARLY: False, BEHIND: False}  # what else a target is, is not certain


def draw_key_figures(scene: Scene) -> None:
    """Draws three figures: of a commune figures and targets, of a group reports."""
    for column, (label, value, said) in zip(st.columns(3), _key_figures(scene), strict=True):
        column.metric(label, value, said or None, border=True, delta_color="off", delta_arrow="off")
    if covered := commune_words.period(scene):
        st.caption(covered)


def _key_figures(scene: Scene) -> list[tuple[str, str, str]]:
    counts = scene.counts
    if not scene.is_commune:
        missing = counts["missing"] + counts["open"]
        return [
            (_("Reported"), f"{number(counts['reported'], 0)}/{number(len(scene.reports), 0)}", ""),
            (_("Late"), number(counts["late"], 0), ""),
            (_("Not received"), number(missing, 0), ""),
        ]
    asked = [line for line in scene.lines if line.indicator.kind != "ratio"]
    given = [line for line in asked if line.row is not None]
    targets = [line.target for line in scene.lines if line.target]
    state = _(commune_words.STATES[scene.own.state]) if scene.own else "–"
    return [
        (_("Report"), state, ""),
        (_("Figures given"), f"{len(given)}/{len(asked)}", ""),
        (_("Targets of the month reached"), *targets_words.reached(targets)),
    ]


def draw(scene: Scene) -> None:
    """Draws the table by pillar, the line under it, and its file."""
    if not any(line.row is not None for line in scene.lines):
        st.info(_("No figure came for this month."))
        return
    st.subheader(_("Figures of {month}", month=scene.month.words))
    st.table(_shown(scene), hide_index=True, border="horizontal")
    st.caption(datasets.named(source_line(scene)))
    if any(line.pillar == "teams" for line in scene.lines):
        st.page_link(
            "teams.py",
            label=_(
                "Teams as communes report them for {month}. The lists of teams count each team by "
                "itself and may differ",
                month=scene.month.words,
            ),
            icon=":material/groups:",
            query_params=view.current().query(areas=(scene.area.area_id,), opened=""),
        )
    download.offer_table(
        file_rows(scene),
        scene.area.area_id,
        scene.month.ends.isoformat(),
        label=_("CSV of this table"),
    )


@kept_for_reader
def _shown(scene: Scene) -> pd.DataFrame:
    columns: list[list[str]] = [[], [], [], [], []]
    pillar = ""
    for line in scene.lines:
        if line.pillar != pillar:
            pillar = line.pillar
            heading = f"**{_(commune_words.PILLARS[pillar])}**"
            for place, column in enumerate(columns):
                column.append("" if place else heading)
        cells = (
            escape(line.indicator.name),
            commune_words.value(line.indicator, line.row),
            commune_words.target(line),
            commune_words.value(line.indicator, line.earlier) if scene.before else "",
            commune_words.change(line, scene.is_commune),
        )
        for column, cell in zip(columns, cells, strict=True):
            column.append(cell)
    names, values, targets, earlier, changes = columns
    change = _("Change") if scene.is_commune else _("Change in the same communes")
    before = scene.before.words if scene.before else ""
    if is_phone():
        both = [" · ".join(filter(None, cells)) for cells in zip(values, targets, strict=True)]
        return pd.DataFrame({_("Indicator"): names, _("Value · target"): both, change: changes})
    return pd.DataFrame(
        {
            _("Indicator"): names,
            scene.month.words: values,
            _("Registered target"): targets,
            before or _("Month before"): earlier,
            change: changes,
        }
    )


@kept_for_reader
def source_line(scene: Scene) -> str:
    """What stands under the table: source, day, and how it is summed."""
    said = dict.fromkeys(
        title
        for line in scene.lines
        if line.row is not None
        for title in line.row.source.split("; ")
    )
    parts = [
        _("Source: {source}.", source=escape("; ".join(said))),
        _("As of {day}.", day=date_in_words(scene.month.ends, "day")),
    ]
    if not scene.is_commune:
        parts.append(
            _(
                "Summed from communes; ratios reckoned anew from the sums. Targets: over the "
                "communes that have target and result and state how they compare; changes: over "
                "those that reported both months."
            )
        )
    return " ".join(parts)


@kept_for_reader
def file_rows(scene: Scene) -> pd.DataFrame:
    """The table as rows for a file, one per indicator; a blank value was not reported."""
    dataset = asking.dataset()
    return pd.DataFrame([_file_row(scene, line) | {"dataset": dataset} for line in scene.lines])


def _file_row(scene: Scene, line: Line) -> dict[str, Any]:
    row, target, change = line.row, line.target, line.change
    return {
        "area_id": scene.area.area_id,
        "area": scene.area.name,
        "month": f"{scene.month.ends:%Y-%m}",
        "as_of": scene.month.ends.isoformat(),
        "pillar": line.pillar,
        "indicator": line.indicator.id,
        "name": line.indicator.name,
        "value": row and row.value,
        "low": row and row.low,
        "high": row and row.high,
        "qualifier": row and row.qualifier,
        "unit": either(line.indicator.unit_vi, line.indicator.unit_en),
        "parts": row and row.parts,
        "expected": row and row.expected,
        "target": target and (target.row.target if target.is_reported else target.row.asked),
        "target_operator": target and target.row.operator,
        "target_result": target and target.row.value,
        "target_communes": target and target.row.parts,
        "target_communes_without_sign": target and target.row.unstated,
        "target_reached": target and REACHES.get(target.state),
        "target_source": target and target.row.source,
        "month_before": f"{scene.before.ends:%Y-%m}" if scene.before else "",
        "value_before": line.earlier and line.earlier.value,
        "change": change.later - change.earlier if change and change.exact else None,
        "change_parts": change and change.parts,
        "source": row.source if row else "",
        "url": row.url if row else "",
    }
