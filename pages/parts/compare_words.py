"""How the comparison says a figure: words, day, source; plain text and markup for cells."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any

import pandas as pd

from data.agreement import contradictions
from data.ratios import FARTHEST
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.overview_words import rounded
from pages.parts.wording import date_in_words, value_in_words

ADDRESS = re.compile(r"https?://(?:www\.)?([^\s<>()\"'/]+)[^\s<>()\"']*")
SHORT = 44  # letters of a title that has no site to stand for it


def worded(row: Any, decimals: int, unit: tuple[str, str] = ("", "")) -> str:
    """The value of a row, rounded so that a bound stays true, with its qualifier and unit."""
    value = rounded(row.value, row.qualifier, decimals)
    return value_in_words(value, row.qualifier, *unit, decimals)


def said(row: Any) -> str:
    """The value of a row of figures with the unit of its indicator."""
    return worded(row, int(row.decimals), (row.unit, row.unit_en))


def day(row: Any) -> str:
    """The date of a row, as precisely as it is known."""
    return date_in_words(row.as_of, row.precision)


def dated(row: Any) -> str:
    """Value and date, as in "2.349 tổ (5/2025)"."""
    return f"{said(row)} ({day(row)})"


def site(title: str, url: str, name: str = "") -> str:
    """A source as markup: its site, a link, or its title cut short; all of it under a pointer.

    Args:
        title: Of the source.
        url: Of the source, "" where it has none.
        name: What stands for it, if it is not its site.
    """
    found = ADDRESS.fullmatch(url or "")
    if found:
        return (
            f'<a href="{html.escape(url)}" title="{escape(title)}" style="color:inherit" '
            f'target="_blank" rel="noopener">{escape(name or found[1])}</a>'
        )
    short = title if len(title) <= SHORT else title[: SHORT - 1].rstrip() + "…"
    return f'<span title="{escape(title)}">{escape(short)}</span>'


def disputes(rows: Iterable[Any], shown: Any | None = None) -> list[str]:
    """What cannot be true together, as in "2.349 tổ (5/2025) ≠ 4.351 tổ (8/5/2025)".

    Args:
        rows: Figures in conflict, of one area and indicator.
        shown: A figure; conflicts more than a year from it are left out.
    """
    return [
        " ≠ ".join([dated(one), ", ".join(map(dated, others))])
        for one, others in contradictions(rows)
        if shown is None or is_near(shown, [one, *others])
    ]


def is_near(shown: Any, rows: Iterable[Any]) -> bool:
    """Whether any of the rows is dated within a year of the one shown."""
    return not pd.isna(shown.as_of) and any(
        abs(shown.as_of - row.as_of) <= FARTHEST for row in rows
    )


def nothing() -> str:
    """What stands where nobody published a figure."""
    return _("no published figure")
