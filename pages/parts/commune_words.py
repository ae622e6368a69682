"""What the page of a place and month says, in words."""

from __future__ import annotations

from typing import Any

from pages.parts import targets_words
from pages.parts.catalogue import Indicator
from pages.parts.commune_scene import Line, Scene, received
from pages.parts.escape import escape
from pages.parts.language import _, either
from pages.parts.targets_scene import Line as Target
from pages.parts.wording import date_in_words, number, operator_in_words

STATES = {
    "missing": "✗ not received",
    "late": "! late",
    "open": "… not due yet",
    "on_time": "✓ on time",
}
PILLARS = {
    "teams": "The teams",
    "government": "Digital government",
    "economy": "Digital economy",
    "society": "Digital society",
    "index": "Indices",
    "context": "Background",
}


def title(scene: Scene) -> str:
    """The sentence with the answer: whether the place reported, and what is missing in it."""
    place = {"area": escape(scene.area.name), "month": scene.month.words}
    if scene.is_of_another_time:
        if scene.area.vintage == "2024":
            return _("{area} ended on 1 July 2025: no report for {month}", **place)
        return _("{area} was made on 1 July 2025: no report for {month}", **place)
    if not scene.reports:
        return _("{area}, {month}: no monthly report was due", **place)
    if not scene.is_commune:
        return _group_title(scene, place)
    if scene.own is None:
        return _("{area}, {month}: no monthly report was due", **place)
    return _own_title(scene, scene.own, place)


def _own_title(scene: Scene, own: Any, place: dict[str, str]) -> str:
    due = date_in_words(own.due, "day")
    if own.state == "missing":
        return _("{area}, {month}: not reported (due {due})", **place, due=due)
    if own.state == "open":
        return _("{area}, {month}: not reported yet, due {due}", **place, due=due)
    day = date_in_words(received(own), "day")
    said = (
        _("{area}, {month}: reported on {day} (on time)", **place, day=day)
        if own.state == "on_time"
        else _(
            "{area}, {month}: reported on {day}, {n} days late (due {due})",
            **place,
            day=day,
            n=int(own.days_late),
            due=due,
        )
    )
    return said + (_(", {n} figures missing", n=len(scene.silent)) if scene.silent else "")


def period(scene: Scene) -> str:
    """What days the month's report is of and when it was due; "" where none was owed."""
    if not scene.reports:
        return ""
    month, own = scene.month, scene.own
    said = _(
        "The monthly report is of {first} – {last} and due on {due}.",
        first=date_in_words(month.begins, "day"),
        last=date_in_words(month.ends, "day"),
        due=date_in_words(month.due if own is None else own.due, "day"),
    )
    if own is None or own.state not in ("on_time", "late") or received(own) > month.ends:
        return said
    return f"{said} " + _(
        "This one came on {day}, before the month ended, and can tell only what was known then; "
        "its figures have the month's last day as their date.",
        day=date_in_words(received(own), "day"),
    )


def _group_title(scene: Scene, place: dict[str, str]) -> str:
    counts = scene.counts
    said = _(
        "{area}, {month}: {n} of {all} communes reported",
        **place,
        n=number(counts["reported"], 0),
        all=number(len(scene.reports), 0),
    )
    if counts["late"]:
        said += _(", {n} of them late", n=number(counts["late"], 0))
    if counts["missing"]:
        said += _(", {n} did not", n=number(counts["missing"], 0))
    if counts["open"]:
        said += _(", {n} may still", n=number(counts["open"], 0))
    return said


def value(indicator: Indicator, row: Any | None) -> str:
    """A value in words, with how many communes are in it where some are missing."""
    if row is None:
        return _("no data")
    said = indicator.words(row.value, row.qualifier)
    sign = " ≠" if row.in_conflict else ""
    if row.carried == "own" or row.parts >= row.expected:
        return said + sign
    parts = _("{n} of {all} communes", n=number(row.parts, 0), all=number(row.expected, 0))
    return f"{said}{sign} ({parts})"


def target(line: Line) -> str:
    """The month's target and whether it was reached; "" where none was registered."""
    found = line.target
    if found is None:
        return ""
    if found.row.level != "commune":
        return _over_communes(line.indicator, found)
    words = line.indicator.words(found.row.asked)
    if not found.is_reported:
        return targets_words.operator(found) + words
    return f"{operator_in_words(found.row.operator)}{words} · {targets_words.state(found)}"


def _over_communes(indicator: Indicator, found: Target) -> str:
    if not found.is_reported:
        return _("no commune has both target and result")
    row = found.row
    said = [
        operator_in_words(row.operator) + indicator.words(row.target),
        _(
            "{value} in {n} of {all} communes",
            value=number(row.value, indicator.decimals),
            n=number(row.parts, 0),
            all=number(row.targets, 0),
        ),
        targets_words.state(found),
        targets_words.unstated(found),
    ]
    return " · ".join(filter(None, said))


def change(line: Line, is_commune: bool) -> str:
    """What changed since the month before, with its sign; "" where that is not known."""
    found = line.change
    if found is None or found.later is None or found.earlier is None:
        return ""
    if not found.exact:
        return _("not certain")
    step = found.later - found.earlier
    figure = number(abs(step), line.indicator.decimals)
    # A step that rounds to nothing has no sign.
    sign = "" if figure == number(0, 0) else "+" if step > 0 else "−"
    unit = either(line.indicator.unit_vi, line.indicator.unit_en)
    said = f"{sign}{figure} " + (_("percentage points") if unit == "%" else unit)
    if is_commune:
        return said
    return said + " " + _("(communes: {n})", n=number(found.parts, 0))


def silent(scene: Scene) -> str:
    """Which figures a place that reported did not give, and what cannot be reckoned then."""
    if not scene.silent:
        return ""
    counts = ", ".join(f"**{escape(line.indicator.name)}**" for line in scene.silent)
    ratios = [
        escape(line.indicator.name)
        for line in scene.lines
        if line.row is None and line.indicator.kind == "ratio"
    ]
    said = _("Missing in the report: {names}.", names=counts)
    if ratios:
        said += " " + _("Not to be reckoned therefore: {names}.", names=", ".join(ratios))
    return said
