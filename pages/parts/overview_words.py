"""How the overview says a figure: its value with qualifier and signs, its date, its source."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from typing import Any

import pandas as pd

from data.agreement import contradict
from pages.parts import carried_words
from pages.parts.escape import escape
from pages.parts.language import either
from pages.parts.wording import date_in_words, long_ago, missing, rounded, value_in_words

SITE = re.compile(r"https?://(?:www\.)?([^\s<>()/]+)[^\s<>()]*")
LONGEST = 44  # letters of a title that stands for the site its source has not
# What a link to the map of all provinces changes in a view.
WHOLE_COUNTRY: dict[str, object] = {"level": "province", "within": "", "areas": (), "date": None}
RECENT = pd.Timedelta(days=366)


def value(row: Any) -> str:
    """The value in words; ≠ behind it where sources disagree, ⚠ where there is a remark."""
    qualifier, decimals = carried_words.qualifier_of(row), int(row.decimals)
    number = rounded(row.value, qualifier, decimals) if carried_words.is_carried(row) else row.value
    said = value_in_words(number, qualifier, row.unit, row.unit_en, decimals)
    return (
        carried_words.called(row, said)
        + (" ≠" if row.in_conflict else "")
        + (" ⚠" if row.remark_en else "")
    )


def day(row: Any) -> str:
    """The date of the value, as precisely as it is known."""
    return date_in_words(row.as_of, row.precision)


def day_and_age(row: Any) -> str:
    """The date of the value, and how old it is where that is a year or more."""
    return day(row) + long_ago(row.as_of)


def titled(row: Any) -> str:
    """The title of the source, as a link where it has an address."""
    return f"[{escape(row.source)}](<{row.url}>)" if SITE.fullmatch(row.url) else escape(row.source)


def site(row: Any) -> str:
    """The source by its site, a link that shows the title under a pointer; else its title."""
    found = SITE.fullmatch(row.url)
    if not found:
        return escape(textwrap.shorten(row.source, LONGEST, placeholder=" …"))
    return f'[{escape(found[1])}](<{row.url}> "{escape(row.source)}")'


def cited(row: Any) -> str:
    """Value, date and site in one line, as in "276 tổ (6/2022) · thainguyen.gov.vn"."""
    return f"{value(row)} ({day(row)}) · {site(row)}"


def remark(row: Any) -> str:
    """The remark on the figure, or ""."""
    return str(either(row.remark_vi, row.remark_en))


def rivals(rows: Iterable[Any]) -> list[Any]:
    """The newest value that sources disagree about, then those that it contradicts.

    Nothing where they agree, or where their disagreement is older than a year at the latest value.

    Args:
        rows: Figures of one area and indicator, as tuples.
    """
    dated = [row for row in rows if not missing(row.as_of)]
    disputed = sorted((r for r in dated if r.in_conflict), key=lambda r: r.as_of, reverse=True)
    if not disputed or max(row.as_of for row in dated) - disputed[0].as_of > RECENT:
        return []
    newest, *others = disputed
    return [newest, *(row for row in others if contradict(row, newest))]


def by_area(rows: pd.DataFrame) -> dict[str, list[Any]]:
    """The rows of each area as tuples, in their order."""
    found: dict[str, list[Any]] = {}
    for row in rows.itertuples():
        found.setdefault(str(row.area_id), []).append(row)
    return found


def value_in_rows(row: Any) -> str:
    """The value of a row that knows no number of decimals, in words and without signs."""
    return value_in_words(row.value, row.qualifier, row.unit, row.unit_en, 4)
