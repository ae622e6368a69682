"""The words of the page on services: its title, its picture, what stands in a row."""

from __future__ import annotations

from typing import Any

import pandas as pd

from data.carrying import OWN
from data.datasets import PUBLISHED
from data.services import Service
from figures.services import Bar
from figures.services import shares as draw_shares
from pages.parts import asking, catalogue, datasets
from pages.parts.escape import escape
from pages.parts.language import _, either
from pages.parts.months import Month
from pages.parts.reader import kept_for_reader
from pages.parts.screen import ink, is_phone
from pages.parts.services_scene import PILLARS, Line, is_certain, is_least, shares
from pages.parts.wording import date_in_words, number

CONFIG = {"displayModeBar": False}  # of the chart
STAGES = {
    "installed": "installed",
    "registered": "has an account",
    "activated": "activated",
    "used": "used",
    "reached": "reached",
    "judged": "judged",
    "granted": "granted",
    "taking_part": "taking part",
}
PILLAR_NAMES = {
    "government": "Digital government",
    "economy": "Digital economy",
    "society": "Digital society",
    "teams": "Work of the teams",
}


def name(service: Service) -> str:
    """What the service is called."""
    return either(service.name_vi, service.name_en)


def staged(service: Service) -> str:
    """The service and the stage that is counted."""
    return f"{name(service)} · {_(STAGES[service.stage])}"


def value(line: Line) -> str:
    """The value in words with its qualifier; that there is none, where there is none."""
    if line.row is None:
        published = asking.dataset() == PUBLISHED
        return _("no published figure yet") if published else _("no data")
    return catalogue.indicator(line.service.indicator_id).words(line.row.value, line.row.qualifier)


def dated(line: Line) -> str:
    """The date of a figure; "" without one."""
    if line.row is None:
        return ""
    return date_in_words(line.row.as_of, line.row.precision)


def title(place: str, lines: tuple[Line, ...], month: Month | None) -> str:
    """The service with the highest share and the one with the lowest, as escaped markup."""
    compared = shares(lines)
    said = {"place": place, "when": month.words if month else _("latest published figures")}
    if not compared:
        return escape(_("{place}, {when}: no share of any service is known", **said))
    best, last = compared[0], compared[-1]
    said |= {"best": _called(best, month), "last": _called(last, month)}
    if len(compared) == 1:
        return escape(_("{place}, {when}: only one share is known, {best}", **said))
    return escape(_("{place}, {when}: highest {best}, lowest {last}", **said))


def _called(line: Line, month: Month | None) -> str:
    told = f"{name(line.service)} {value(line)}"
    return told if month else f"{told} ({dated(line)})"


def doubts(lines: tuple[Line, ...]) -> str:
    """That bounds leave the order open, where they do."""
    compared = shares(lines)
    if len(compared) < 2:
        return ""
    if is_certain(compared[0], compared) and is_least(compared[-1], compared):
        return ""
    return _("Bounds, approximations or ties leave open which is highest or lowest.")


def gaps(lines: tuple[Line, ...]) -> str:
    """How many communes the sums of the picture lack, where they lack any."""
    summed = [line.row for line in shares(lines) if getattr(line.row, "carried", OWN) != OWN]
    if all(row.parts >= row.expected for row in summed):
        return ""
    return _(
        "Each is of the communes that reported it, {n} of {m} at the least; the others are not "
        "known.",
        n=number(min(row.parts for row in summed), 0),
        m=number(max(row.expected for row in summed), 0),
    )


def counted(line: Line) -> str:
    """Numerator and denominator as in "1.200/1.500 người"; "" where they are not known."""
    if line.above is None or line.below is None:
        return ""
    below = catalogue.row_of(line.service.indicator_id)["denominator_id"]
    of = catalogue.indicator(below)
    return f"{number(line.above, 0)}/{number(line.below, 0)} {either(of.unit_vi, of.unit_en)}"


def communes(line: Line, short: bool = False) -> str:
    """How many of the communes are in a sum; "" for a figure of the place's own.

    Args:
        line: Of the place.
        short: Whether it is said as "90/92", under a heading that says of what.
    """
    if line.row is None or getattr(line.row, "carried", OWN) == OWN:
        return ""
    if short:
        return f"{number(line.row.parts, 0)}/{number(line.row.expected, 0)}"
    return _("{n} of {m} communes", n=number(line.row.parts, 0), m=number(line.row.expected, 0))


@kept_for_reader
def picture(lines: tuple[Line, ...]) -> Any:
    """The figure: shares by pillar, services by their highest stage, their stages together."""
    compared = shares(lines)
    highest: dict[str, float] = {}
    for line in compared:
        highest.setdefault(line.service.service, line.row.value)
    pillars = []
    for pillar in PILLARS:
        found = [line for line in compared if line.service.pillar == pillar]
        found.sort(key=lambda line: (-highest[line.service.service], line.service.service))
        if found:
            pillars.append((escape(_(PILLAR_NAMES[pillar])), [_bar(line) for line in found]))
    marked = any(line.before is not None for line in compared)
    return draw_shares(
        pillars,
        before_words=escape(_("the month before")) if marked else "",
        narrow=is_phone(),
        ink=ink(),
    )


def _bar(line: Line) -> Bar:
    row, low, high = line.row, line.row.low, line.row.high
    told = [f"<b>{escape(staged(line.service))}</b>", escape(value(line))]
    told += [escape(each) for each in (counted(line), communes(line), before(line)) if each]
    if row.in_conflict:
        told.append("≠ " + escape(_("another source says otherwise")))
    told += [escape(dated(line)), escape(_cut(datasets.titled(row.source)))]
    return Bar(
        label=escape(staged(line.service)),
        value=row.value,
        low=None if pd.isna(low) else low,
        high=None if pd.isna(high) else high,
        qualifier=row.qualifier,
        before=None if line.before is None else line.before.value,
        words=escape(value(line)),
        hover="<br>".join(told),
    )


def _cut(text: str) -> str:
    return text if len(text) <= 70 else f"{text[:69]}…"


def before(line: Line) -> str:
    """The month before in words; "" where it is not known."""
    if line.before is None:
        return ""
    was = catalogue.indicator(line.service.indicator_id)
    told = was.words(line.before.value, line.before.qualifier)
    return f"{_('the month before')}: {told}"


def source_line(lines: tuple[Line, ...], month: Month | None) -> str:
    """The line under the picture: source, date, dataset."""
    titles = sorted({line.row.source for line in shares(lines)})
    source = titles[0] if len(titles) == 1 else _("{n} sources, in the table", n=len(titles))
    when = month.words if month else _("each at its own date, in the table")
    return datasets.named(escape(_("Source: {source}. Date: {when}.", source=source, when=when)))
