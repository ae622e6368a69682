"""How the comparison says a figure: words, day, source; plain text and markup for cells."""

from __future__ import annotations

import html
import re
from typing import Any

from pages.parts import carried_words
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.wording import date_in_words, rounded, value_in_words

ADDRESS = re.compile(r"https?://(?:www\.)?([^\s<>()\"'/]+)[^\s<>()\"']*")
SHORT = 44  # letters of a title that has no site to stand for it


def worded(row: Any, decimals: int, unit: tuple[str, str] = ("", "")) -> str:
    """The value of a row, rounded so that a bound stays true, with its qualifier and unit."""
    value = rounded(row.value, row.qualifier, decimals)
    return value_in_words(value, row.qualifier, *unit, decimals)


def said(row: Any) -> str:
    """The value of a row of figures with the unit of its indicator."""
    value = rounded(row.value, row.qualifier, int(row.decimals))
    unit = (row.unit, row.unit_en)
    qualifier = carried_words.qualifier_of(row)
    return carried_words.called(row, value_in_words(value, qualifier, *unit, int(row.decimals)))


def with_rivals(cell: Any) -> str:
    """The value of a cell, ≠ behind it where sources disagree, as in "8,1 ≠ 4,4"."""
    others = [worded(rival, cell.decimals) for rival in cell.rivals]
    if others:
        return " ≠ ".join([cell.words, *others])
    return f"{cell.words} ≠" if cell.disputed else str(cell.words)


def day(row: Any) -> str:
    """The date of a row, as precisely as it is known."""
    return date_in_words(row.as_of, row.precision)


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


def nothing() -> str:
    """What stands where nobody published a figure."""
    return _("no figure")
