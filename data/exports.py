"""Figures as files that keep what is needed to trust them."""

from __future__ import annotations

import re

import pandas as pd

from geo.names import fold

COLUMNS = {
    "area_id": "area_id",
    "area": "area",
    "level": "level",
    "vintage": "vintage",
    "province": "province",
    "indicator": "indicator",
    "period_start": "period_start",
    "as_of": "as_of",
    "precision": "precision",
    "basis": "basis",
    "value": "value",
    "low": "low",
    "high": "high",
    "qualifier": "qualifier",
    "unit": "unit",
    "dataset": "dataset",
    "source": "source",
    "url": "URL",
    "units": "units",
    "carried": "carried",
    "missing_parts": "missing_parts",
    "oldest_as_of": "oldest_as_of",
}
SUMMED = ["parts", "expected"]  # of how many of its communes a sum is, and how many there are
# What figures have beside COLUMNS where a file holds a whole selection.
ALSO_IN_PACKAGES = ("timing", "published_on", "in_conflict", "remark_vi", "remark_en", "origin")
# A spreadsheet takes a cell that starts like this for a formula, whatever it was meant to be.
FORMULA = re.compile(r"^[\s]*[=+\-@\t\r]")
# Likewise what follows another separator than the file's: an office's spreadsheet may part cells
# there, since in Vietnam the semicolon is its own.
_FORMULA_INSIDE = re.compile(r"(?<=[;,\t\r\n])(?=[=+\-@])")


def csv(figures: pd.DataFrame) -> bytes:
    """The figures as CSV: UTF-8 with BOM, one row per figure, the columns of `COLUMNS`.

    Numbers are plain (dot as decimal, no grouping); text cells that a spreadsheet would run as a
    formula get a leading apostrophe.

    The last ones say how a figure was carried over 1 July 2025: `units` is "then" where all are in
    units of their time, else "today"; `carried` is own, sum or estimate; the parts of a sum that
    had no figure are named, and its oldest figure is dated. `carried` is also total (the sum of an
    area's communes) or ratio (reckoned from such sums); then `parts` and `expected` say of how many
    of its communes.

    Args:
        figures: Rows of the view `figure`, or of `carrying.history`.
    """
    told = as_carried(figures)[[*COLUMNS, *(name for name in SUMMED if "expected" in figures)]]
    return table_csv(told.rename(columns=COLUMNS))


def as_carried(figures: pd.DataFrame) -> pd.DataFrame:
    """The rows with what is said of carried ones, also where none is carried."""
    if "expected" not in figures:
        figures = figures.assign(parts=None, expected=None)
    if "missing_parts" in figures:
        return figures.assign(units="today")
    own = {"units": "then", "missing_parts": ""}
    if "carried" not in figures:
        own["carried"] = "own"
    return figures.assign(**own, oldest_as_of=figures["as_of"])


def table_csv(rows: pd.DataFrame) -> bytes:
    """Any rows as CSV, written and made safe as `csv` does it."""
    table = rows.copy()
    for column in table.columns:
        if pd.api.types.is_numeric_dtype(table[column]):
            table[column] = table[column].map(plain, na_action="ignore")
        elif not pd.api.types.is_datetime64_any_dtype(table[column]):
            table[column] = table[column].map(defused, na_action="ignore")
    table.columns = [defused(name) for name in table.columns]
    text: str = table.to_csv(index=False, lineterminator="\r\n", date_format="%Y-%m-%d")
    return b"\xef\xbb\xbf" + text.encode()


def file_name(*parts: str) -> str:
    """A file name that says what is inside, such as "atlas_teams_2024_2025-06-30.csv"."""
    kept = [re.sub(r"[^a-z0-9._-]+", "-", fold_keeping_marks(part)).strip("-") for part in parts]
    return "_".join(["atlas", *(part for part in kept if part)]) + ".csv"


def fold_keeping_marks(part: str) -> str:
    """The part in plain lower-case letters; codes and dates are plain already."""
    return part.lower() if part.isascii() else fold(part)


def plain(value: float) -> str:
    """The number with a dot as decimal and no grouping."""
    return f"{value:.0f}" if float(value).is_integer() else repr(float(value))


def defused(text: object) -> object:
    """The text, with an apostrophe wherever a spreadsheet would begin a formula."""
    if not isinstance(text, str):
        return text
    body = text.lstrip()
    parted = text[: len(text) - len(body)] + _FORMULA_INSIDE.sub("'", body)
    return f"'{parted}" if FORMULA.match(text) else parted
