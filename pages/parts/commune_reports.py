"""Who reported, who is late or missing, and where each commune ranks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from data.access.setting import OFF, approval
from data.cache import rows
from data.datasets import REPORTED
from data.ranking import rank_intervals
from pages.parts import asking, catalogue, commune_words, datasets, download
from pages.parts.asking import rows as ask
from pages.parts.catalogue import Indicator
from pages.parts.commune_scene import Scene, received
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.months import Month
from pages.parts.reader import kept_for_reader
from pages.parts.wording import date_in_words, number

TALL = 600  # pixels
MOST_NAMES = 12
WIDTHS = (170, 125, 88, 150, 52)  # pixels


@dataclass(frozen=True, eq=False)
class Ranked:
    """Communes with their values and ranks; kept, and a key of what is kept.

    Attributes:
        values: A row of summed_by_area by area id.
        ranks: The best and the worst rank by area id, of those with a value.
        communes: How many communes there are.
    """

    values: dict[str, Any]
    ranks: dict[str, tuple[int, int]]
    communes: int


def draw(scene: Scene) -> None:
    """Draws the list of communes with report, value and rank; what is missing comes first."""
    if not scene.reports:
        return
    indicator = catalogue.indicator(scene.chosen)
    ids = tuple(row.area_id for row in scene.reports)
    ranked = ranks(scene.chosen, ids, scene.month.ends, indicator.less_is_better, _asked(scene))
    group = escape(scene.group.name)
    heading = (
        _("Communes of {area}: who reported", area=group)
        if not scene.is_commune
        else _("Neighbours in {area}: who reported", area=group)
    )
    st.subheader(heading)
    st.dataframe(
        _shown(scene, indicator, ranked),
        hide_index=True,
        height=min(38 + 35 * len(ids), TALL),
        column_config=_widths(indicator),
    )
    for sentence in _sentences(scene, indicator, ranked):
        st.caption(sentence)
    st.caption(datasets.named(source_line(scene)))
    download.offer_table(
        _file_rows(scene, scene.chosen, ranked),
        "reports",
        scene.group.area_id,
        scene.month.ends.isoformat(),
    )


def _widths(indicator: Indicator) -> dict[str, Any]:
    """All columns beside each other on a screen of 1440; the long name is read over its column."""
    names = (_("Commune or ward"), _("Report"), _("Received"), indicator.name, _("Rank"))
    return {
        name: st.column_config.Column(width=width, help=name)
        for name, width in zip(names, WIDTHS, strict=True)
    }


@kept_for_reader
def ranks(
    indicator_id: str,
    communes: tuple[str, ...],
    ends: date,
    less_is_better: bool,
    asked: tuple[str, ...] = (),
) -> Ranked:
    """The values of communes in a month and the ranks that these may have.

    Args:
        indicator_id: What is ranked.
        communes: Their area ids.
        ends: The last day of the month.
        less_is_better: Whether the lowest value comes first.
        asked: Of more communes, to ask once for several rankings.
    """
    span = {"first": ends, "last": ends}
    rows = ask("summed_by_area", indicators=(indicator_id,), areas=asked or communes, **span)
    wanted = set(communes)
    values = {row.area_id: row for row in rows if row.area_id in wanted}
    spans = rank_intervals(
        [row.low for row in values.values()],
        [row.high for row in values.values()],
        ascending=less_is_better,
    )
    return Ranked(values, dict(zip(values, spans, strict=True)), len(communes))


def _asked(scene: Scene) -> tuple[str, ...]:
    """A commune is ranked in its district's group and in its province: the communes of both."""
    ids = {row.area_id for row in scene.reports}
    return tuple(sorted(ids.union(_of_province(scene)) if scene.is_commune else ids))


def rank_in_words(span: tuple[int, int] | None) -> str:
    """A rank, as a range where values may be equal; "–" without a value."""
    if span is None:
        return "–"
    best, worst = span
    return f"{best}" if best == worst else f"{best}–{worst}"


def _ordered(reports: Sequence[Any]) -> list[Any]:
    order = {state: place for place, state in enumerate(commune_words.STATES)}
    return sorted(
        reports,
        key=lambda row: (order[row.state], -(row.days_late if row.state == "late" else 0)),
    )


@kept_for_reader
def _shown(scene: Scene, indicator: Indicator, ranked: Ranked) -> pd.DataFrame:
    rows = _ordered(scene.reports)
    return pd.DataFrame(
        {
            _("Commune or ward"): [
                ("▶ " if row.area_id == scene.area.area_id else "") + row.area for row in rows
            ],
            _("Report"): [_state(row) for row in rows],
            _("Received"): [
                date_in_words(received(row), "day") if row.state in ("late", "on_time") else ""
                for row in rows
            ],
            indicator.name: [
                commune_words.value(indicator, ranked.values.get(row.area_id)) for row in rows
            ],
            _("Rank"): [rank_in_words(ranked.ranks.get(row.area_id)) for row in rows],
        }
    )


def _state(row: Any) -> str:
    said = _(commune_words.STATES[row.state])
    if row.state != "late":
        return said
    days = _("days: {n}", n=int(row.days_late))
    return f"{said} ({days})"


@kept_for_reader
def _sentences(scene: Scene, indicator: Indicator, ranked: Ranked) -> list[str]:
    said = []
    if scene.is_commune:
        said.append(rank_sentence(scene, indicator, scene.group.name, ranked))
        communes = _of_province(scene)
        ends, less_is_better = scene.month.ends, indicator.less_is_better
        wide = ranks(indicator.id, communes, ends, less_is_better, _asked(scene))
        if scene.group.area_id != scene.area.province_id:
            (province,) = ask("area_by_id", area=scene.area.province_id)
            said.append(rank_sentence(scene, indicator, province.name, wide))
    silent = [escape(row.area) for row in scene.reports if row.area_id not in ranked.values]
    if silent and len(silent) <= 12:
        said.append(_("Without a value, and not ranked: {names}.", names=", ".join(silent)))
    elif silent:
        said.append(_("{n} communes have no value and are not ranked.", n=number(len(silent), 0)))
    if waiting := _waiting(scene):
        said.append(
            _(
                "Submitted, and waiting for approval; not counted as reported: {names}.",
                names=", ".join(waiting[:MOST_NAMES]),
            )
            if len(waiting) <= MOST_NAMES
            else _(
                "{n} communes have submitted a report that waits for approval; they are not "
                "counted as having reported by it.",
                n=number(len(waiting), 0),
            )
        )
    partly = [
        row.name for row in _communes_of(scene.group.area_id, scene.month) if not row.is_whole
    ]
    if partly:
        said.append(
            _(
                "Only a part of its land was in {area}, but counted here whole: {names}.",
                area=escape(scene.group.name),
                names=", ".join(map(escape, partly)),
            )
        )
    return said


def _waiting(scene: Scene) -> list[str]:
    """The names of communes whose report of the month waits for a reviewer."""
    if approval() == OFF or asking.dataset() != REPORTED:
        return []
    found = {row.area_id for row in rows("submitted_by_area", date=scene.month.ends)}
    return [escape(row.area) for row in scene.reports if row.area_id in found]


def rank_sentence(scene: Scene, indicator: Indicator, within: str, ranked: Ranked) -> str:
    """Where the commune ranks, of how many with a value, and how many have none.

    Args:
        scene: Of a commune.
        indicator: What is ranked.
        within: The name of the area whose communes are ranked.
        ranked: These.
    """
    span = ranked.ranks.get(scene.area.area_id)
    names = {"name": escape(indicator.name), "area": escape(within)}
    counts = {
        "n": number(len(ranked.ranks), 0),
        "without": number(ranked.communes - len(ranked.ranks), 0),
    }
    if span is None:
        return _("{name}: not ranked in {area}, there is no value.", **names)
    return _(
        "{name}: rank {rank} of {n} communes of {area} with a value ({without} without).",
        **names,
        **counts,
        rank=rank_in_words(span),
    )


def _of_province(scene: Scene) -> tuple[str, ...]:
    return tuple(row.commune_id for row in _communes_of(scene.area.province_id, scene.month))


def _communes_of(area_id: str, month: Month) -> tuple[Any, ...]:
    return ask("communes_by_area", areas=(area_id,), vintage=month.vintage)


def source_line(scene: Scene) -> str:
    """What told who reported, of which month, and of how many communes the figures are."""
    said = _(
        "Source: reports received for {month}, due {due}; a missing report is not a low result.",
        month=scene.month.words,
        due=date_in_words(scene.month.due, "day"),
    )
    communes = max((line.row.expected for line in scene.lines if line.row is not None), default=0)
    if scene.is_commune or communes <= len(scene.reports):
        return said
    return f"{said} " + _(
        "{n} communes owe this report: those of provinces of which any ever came. The figures are "
        "counted of all {all} communes of {area}.",
        n=number(len(scene.reports), 0),
        all=number(communes, 0),
        area=escape(scene.area.name),
    )


@kept_for_reader
def _file_rows(scene: Scene, chosen: str, ranked: Ranked) -> pd.DataFrame:
    def of(row: Any) -> dict[str, Any]:
        value, span = ranked.values.get(row.area_id), ranked.ranks.get(row.area_id)
        return {
            "dataset": asking.dataset(),
            "area_id": row.area_id,
            "area": row.area,
            "province": row.province,
            "month": f"{scene.month.ends:%Y-%m}",
            "due": row.due.date().isoformat(),
            "received": received(row).isoformat() if row.state in ("late", "on_time") else "",
            "state": row.state,
            "days_late": int(row.days_late) if row.state == "late" else None,
            "indicator": chosen,
            "value": value and value.value,
            "qualifier": value and value.qualifier,
            "rank_best": span and span[0],
            "rank_worst": span and span[1],
            "source": value.source if value else "",
        }

    return pd.DataFrame([of(row) for row in scene.reports])
