"""The CSV of what is seen, under a name that says whose figures it has and of when."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd
import streamlit as st

from data import exports
from data.access import audit
from data.access.people import Visitor
from data.access.rights import Action
from data.datasets import PUBLISHED
from geo.areas import NATION
from pages.parts.language import _
from pages.parts.wording import LEVELS, number

BULK = 1000  # rows from which a file is in the audit: more than anybody reads off a page, and as
# many as one page of the data API gives, whose walks are in it too
MOST_NAMED = 5  # areas in a file's name
PLACE = re.compile(rf"{NATION}|\d{{4}}-[a-z]\d+.*")
DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
DATES = ("as_of", "due")  # columns that date a row, the first there is


def offer_csv(figures: pd.DataFrame, *named: str, label: str = "") -> None:
    """Draws the button that saves `figures`, rows of the view `figure`, as CSV.

    Args:
        figures: What is seen, no more and no less.
        named: What is inside, for the file's name.
        label: What the button says, if it is not what is seen.
    """
    label = label or _("CSV of what is seen (figures: {n})", n=number(len(figures), 0))
    _offer(label, lambda: exports.csv(figures), len(figures), *named_for(figures, *named))


def offer_table(rows: pd.DataFrame, *named: str, label: str = "") -> None:
    """Draws the button that saves `rows` as they are, for tables that are not figures."""
    label = label or _("CSV of this list (rows: {n})", n=number(len(rows), 0))
    _offer(label, lambda: exports.table_csv(rows), len(rows), *named_for(rows, *named))


def named_for(rows: pd.DataFrame | None, *named: str) -> tuple[str, ...]:
    """The parts of a file's name: dataset, what is inside, whose it is, and of when.

    Areas and the newest date are taken from the rows where no part says them.

    Args:
        rows: What the file has; None for a file that names itself.
        named: What is inside.
    """
    if rows is None:
        return named
    parts = [*of_dataset(rows), *named]
    if "area_id" in rows and not any(part in LEVELS or PLACE.fullmatch(part) for part in named):
        areas = rows["area_id"].dropna().unique()
        parts += list(areas) if len(areas) <= MOST_NAMED else [f"{len(areas)}-areas"]
    dated = next((column for column in DATES if column in rows), None)
    if dated and not any(DAY.fullmatch(part) for part in named):
        days = rows[dated].dropna()
        parts.append((str(days.max())[:10] if len(days) else "") or "undated")
    return tuple(parts)


def of_dataset(rows: pd.DataFrame | None) -> tuple[str, ...]:
    """What a file's name begins with where the rows are not of the published dataset."""
    if rows is None or "dataset" not in rows:
        return ()
    return tuple(sorted({*rows["dataset"].dropna()} - {PUBLISHED}))


def recorded(write: Callable[[], bytes], visitor: Visitor, about: str) -> Callable[[], bytes]:
    """The same file, whose writing adds a line to the audit.

    Args:
        write: Makes the file when it is asked for.
        visitor: To whom it is offered.
        about: What it holds.
    """

    def record_and_write() -> bytes:
        audit.record(visitor, Action.DOWNLOAD, about)
        return write()

    return record_and_write


def _offer(label: str, write: Callable[[], bytes], rows: int, *named: str) -> None:
    name = exports.file_name(*named)
    # When the file is asked for there is no session to ask who that is: the shell's word counts.
    visitor: Visitor | None = st.session_state.get("visitor")
    if rows >= BULK and visitor and visitor.subject:
        write = recorded(write, visitor, f"page: {name}, {rows} rows")
    # The file is written when it is asked for, not each time the page is drawn.
    st.download_button(
        label,
        write,
        file_name=name,
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )
