"""Short sentences on a figure: what changed, how it lies beside the whole, its rank among equals.

All give escaped markup, for a caption. Nothing is said that the bounds of the figures do not bear.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
import streamlit as st

from data import peers, reading
from data.ranking import rank_intervals
from geo.areas import NATION
from pages.parts import asking, catalogue, editions, in_units, view
from pages.parts.catalogue import Indicator
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.reader import kept_for_reader
from pages.parts.reading_words import amount_of, moved, spanned
from pages.parts.wording import date_in_words, number

# Why two values are not set against each other, by the codes of reading.why_not.
REASONS = {
    "indicator": "they are of two indicators",
    "dataset": "they are of two datasets",
    "undated": "one has no date",
    "disputed": "sources disagree",
    "remark": "one needs a word of care (⚠)",
    "edition": "ranks of two editions",
    "method": "the method changed in between",
    "period": "they are of periods of different length",
    "units": "summed over other units",
    "parts": "reports of some communes are missing",
    "bounds": "only a bound is known",
}
JUDGED = {"better": "better", "worse": "worse"}
SIMILAR = {
    ("province", "people"): "provinces with about as many people",
    ("district", "people"): "districts of its kind with about as many people",
    ("commune", "people"): "communes of its kind with about as many people",
    ("province", "area"): "provinces of about its area",
    ("district", "area"): "districts of its kind and about its area",
    ("commune", "area"): "communes of its kind and about its area",
}
FEWEST, MOST = 3, 5  # places that a rank needs; areas whose change is said
OPEN = float("nan")


def changed(indicator: Indicator, earlier_row: Any, later_row: Any) -> str:
    """What changed: "▲ Tăng 6,2 điểm phần trăm so với 9/2026: tốt hơn", or why nobody can say.

    Args:
        indicator: Of both.
        earlier_row: A row of the view `figure`, with carried, parts, expected where it is summed.
        later_row: The same of a later day.
    """
    breaks = editions.breaks_of(indicator.id)
    said = reading.verdict(earlier_row, later_row, indicator.polarity, indicator.unit_en, breaks)
    day = date_in_words(earlier_row.as_of, earlier_row.precision)
    if said.says == "not_comparable":
        return "◇ " + _("Not compared with {day}: {why}.", day=day, why=_(REASONS[said.reason]))
    if said.says == "no_clear_change":
        if said.low == said.high == 0:
            return "≈ " + _("Unchanged since {day}", day=day)
        how = _small(indicator, said, earlier_row, later_row)
        return "≈ " + _("No clear change since {day} ({how})", day=day, how=how)
    if indicator.kind == "score" or said.difference is None:
        values = {"before": indicator.say(earlier_row), "value": indicator.say(later_row)}
        if said.rises:
            line = _("▲ Up from {before} to {value} since {day}", day=day, **values)
        else:
            line = _("▼ Down from {before} to {value} since {day}", day=day, **values)
    elif said.rises:
        line = _("▲ Up {amount} since {day}", amount=amount_of(said), day=day)
    else:
        line = _("▼ Down {amount} since {day}", amount=amount_of(said), day=day)
    return _judged(line, said)


def beside(indicator: Indicator, row: Any, benchmark_row: Any, benchmark_name: str) -> str:
    """How a share lies beside that of the nation or the place around; "" below 5 points.

    Args:
        indicator: Of both.
        row: A row of the view `figure`.
        benchmark_row: The same of what it is compared with, of the same days.
        benchmark_name: What that is called, as plain text.
    """
    said = reading.beside(row, benchmark_row, indicator.polarity, indicator.unit_en)
    if said.rises is None:
        return ""
    told = [indicator.say(benchmark_row)]
    if getattr(benchmark_row, "carried", "own") != "own":
        counts = (number(benchmark_row.parts, 0), number(benchmark_row.expected, 0))
        told.append(_("{n} of {m} communes", n=counts[0], m=counts[1]))
    words = {
        "amount": amount_of(said),
        "name": escape(benchmark_name),
        "told": "; ".join(told),
    }
    if said.rises:
        line = _("▲ {amount} above {name} ({told})", **words)
    else:
        line = _("▼ {amount} below {name} ({told})", **words)
    return _judged(line, said)


def rank_among(indicator: Indicator, row: Any, rows: Iterable[Any], group_words: str) -> str:
    """The rank among some areas of the same day: "◆ Hạng 3–5 trong 12 xã tương tự"; "" for few.

    What is disputed or summed from a part of its communes may be any value, and leaves ranks open.

    Args:
        indicator: Of all.
        row: A row of the view `figure`.
        rows: The same of the others; those of another day are left out.
        group_words: What they are called together, as plain text.
    """
    others = {r.area_id: r for r in rows if r.as_of == row.as_of and not pd.isna(r.value)}
    others[row.area_id] = row
    if len(others) < FEWEST or row.in_conflict or indicator.kind == "rank":
        return ""
    listed = list(others.values())
    lows, highs = zip(*(_bounds(each) for each in listed), strict=True)
    found = rank_intervals(lows, highs, ascending=indicator.less_is_better)
    best, worst = found[listed.index(row)]
    told = {
        "rank": f"{best}" if best == worst else f"{best}–{worst}",
        "n": len(listed),
        "group": escape(group_words),
    }
    if indicator.polarity == "neither":
        return _("◆ Place {rank}, from the highest, of {n}: {group}, itself among them", **told)
    return _("◆ Rank {rank} of {n}: {group}, itself among them", **told)


def draw(
    indicator: Indicator,
    area_id: str,
    row: Any,
    earlier: Any | None = None,
    benchmark: tuple[Any, str] | None = None,
    others: Iterable[Any] = (),
    group_words: str = "",
) -> None:
    """Draws at most three lines under a figure.

    Args:
        indicator: What the figure is of.
        area_id: Whose it is.
        row: The figure, a row of the view `figure`.
        earlier: What it is said to have changed from.
        benchmark: The figure of what it lies beside, and what that is called.
        others: Figures of areas it is ranked among.
        group_words: What these are called.
    """
    lines = [changed(indicator, earlier, row)] if earlier is not None else []
    if benchmark is not None:
        lines.append(beside(indicator, row, *benchmark))
    among = [other for other in others if other.area_id != area_id]
    if among:
        lines.append(rank_among(indicator, row, among, group_words))
    _drawn(lines)


def draw_of_area(indicator: Indicator, area_id: str, units: str) -> None:
    """Draws the lines of an area's latest figure, with all that they compare it with.

    Args:
        indicator: What is measured.
        area_id: Of any level and vintage.
        units: Of the view.
    """
    _drawn(of_area(indicator, area_id, units))


def draw_named(indicator_id: str, area_id: str, units: str) -> None:
    """Draws the lines of an area's latest figure under the name of what is measured.

    Args:
        indicator_id: What is measured.
        area_id: Of any level and vintage.
        units: Of the view.
    """
    shown = catalogue.indicator(indicator_id)
    if lines := of_area(shown, area_id, units):
        _drawn([f"**{escape(shown.name)}**", *lines])


def draw_changes(
    indicator: Indicator, areas: Iterable[str], names: dict[str, str], units: str
) -> None:
    """Draws what changed in the first MOST areas; those of whom the same is said share a line.

    Args:
        indicator: What is measured.
        areas: Their ids.
        names: What each is called, as plain text.
        units: Of the view.
    """
    said: dict[str, list[str]] = {}
    for code in list(areas)[:MOST]:
        said.setdefault(change_of(indicator, code, units), []).append(f"**{escape(names[code])}**")
    _drawn(f"{', '.join(called)}: {line}" for line, called in said.items() if line)


@kept_for_reader
def change_of(indicator: Indicator, area_id: str, units: str) -> str:
    """What changed between the last two figures of an area; "" where it has no two."""
    latest, earlier = _last_two(indicator, area_id, units)
    return changed(indicator, earlier, latest) if earlier is not None else ""


@kept_for_reader
def of_area(indicator: Indicator, area_id: str, units: str) -> tuple[str, ...]:
    """What is said of an area's latest figure: change, the whole around it, rank among its like."""
    latest, _earlier = _last_two(indicator, area_id, units)
    if latest is None:
        return ()
    lines = [change_of(indicator, area_id, units)]
    if indicator.kind == "rank" or area_id == NATION:
        return tuple(filter(None, lines))
    place = view.area(area_id).iloc[0]
    whole = NATION if place["level"] == "province" else place["province_id"]
    alike = peers.similar(area_id, asking.dataset())
    found = asking.rows(
        "summed_by_area",
        indicators=(indicator.id,),
        # Of a count the whole is above every part, and to sum it would cost time for nothing.
        areas=((whole,) if indicator.kind == "ratio" else ()) + (area_id, *alike.areas),
        first=latest.starts_on.date(),
        last=latest.as_of.date(),
    )
    around = [row for row in found if row.area_id == whole and row.as_of == latest.as_of]
    if around:
        lines.append(beside(indicator, latest, around[0], around[0].short_name))
    if alike.areas:
        kind = (place["level"], alike.basis)
        group = _(SIMILAR[kind])
        lines.append(
            rank_among(indicator, latest, [r for r in found if r.area_id in alike.areas], group)
        )
    return tuple(filter(None, lines))


def _last_two(indicator: Indicator, area_id: str, units: str) -> tuple[Any, Any]:
    """The latest dated figure of an area, and the latest whose days had passed when its began."""
    rows = in_units.rows_over_time(units, indicator.id, (area_id,))
    dated = sorted(
        (row for row in rows if not pd.isna(row.as_of)),
        key=lambda row: (
            row.as_of,
            row.source_kind == "original",
            row.qualifier == "exact",
            row.value,
        ),
    )
    if not dated:
        return None, None
    latest = dated[-1]
    before = [row for row in dated if row.as_of < latest.starts_on]
    return latest, before[-1] if before else None


def _drawn(lines: Iterable[str]) -> None:
    said = [line for line in lines if line]
    if said:
        st.caption("  \n".join(said))


def _judged(line: str, said: reading.Verdict) -> str:
    return f"{line}: {_(JUDGED[said.says])}" if said.says in JUDGED else line


def _bounds(row: Any) -> tuple[float, float]:
    parts, expected = getattr(row, "parts", None), getattr(row, "expected", None)
    partial = getattr(row, "carried", "own") == "ratio" and parts != expected
    return (OPEN, OPEN) if row.in_conflict or partial else (row.low, row.high)


def _small(indicator: Indicator, said: reading.Verdict, earlier: Any, later: Any) -> str:
    """A change that is none to speak of; of a score, which has no percentage, the two values."""
    if indicator.kind == "score":
        return f"{indicator.say(earlier)} → {indicator.say(later)}"
    return spanned(said) if said.low != said.high else moved(said)
