"""The columns that files of figures have, with what stands in them, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pandas as pd

from data import dictionary, exports

TEXT, NUMBER, DATE, BOOLEAN = "string", "double", "date", "boolean"  # as CSVW calls them


@dataclass(frozen=True)
class Column:
    """One column of a file: its name, the kind of its cells, and what it holds."""

    name: str
    kind: str
    vi: str
    en: str


_KINDS = {
    **dict.fromkeys(("value", "low", "high", *exports.SUMMED), NUMBER),
    **dict.fromkeys(("period_start", "as_of", "oldest_as_of", "published_on"), DATE),
    "in_conflict": BOOLEAN,
}
_OF_ONE_FIGURE = {"indicator", "value", "low", "high", "qualifier", "unit", "origin"}
_PARTS = (("", "value", NUMBER), ("_low", "low", NUMBER), ("_high", "high", NUMBER),
          ("_qualifier", "qualifier", TEXT))  # fmt: skip
_SUMMED_PARTS = tuple((f"_{name}", name, NUMBER) for name in exports.SUMMED)


@cache
def long(summed: bool = False) -> tuple[Column, ...]:
    """The columns of a long file, a row for each figure.

    Args:
        summed: Whether sums of communes are in it, which say of how many they are.
    """
    names = (*exports.COLUMNS.values(), *exports.ALSO_IN_PACKAGES)
    return tuple(
        Column(
            name,
            _KINDS.get(name, TEXT),
            dictionary.told(dictionary.FIGURES, name, "vi"),
            dictionary.told(dictionary.FIGURES, name, "en"),
        )
        for name in (*names, *(exports.SUMMED if summed else ()))
    )


def shared() -> tuple[Column, ...]:
    """The columns that figures of several indicators may share."""
    return tuple(column for column in long() if column.name not in _OF_ONE_FIGURE)


def wide(indicators: pd.DataFrame, summed: bool = False) -> tuple[Column, ...]:
    """The columns of a wide file: those that figures share, and four of each indicator.

    Args:
        indicators: Rows of the query of that name, in the order of the columns.
        summed: As for `long`; each indicator then has two columns more.
    """
    by_name = {column.name: column for column in long(summed)}
    found = list(shared())
    for row in indicators.itertuples():
        for ending, part, kind in (*_PARTS, *(_SUMMED_PARTS if summed else ())):
            said = by_name[part]
            vi, en = (
                f"{row.name_vi} ({row.unit_vi}): {said.vi}",
                f"{row.name_en} ({row.unit_en}): {said.en}",
            )
            found.append(Column(row.indicator_id + ending, kind, vi, en))
    return tuple(found)


def widened(figures: pd.DataFrame, columns: tuple[Column, ...]) -> pd.DataFrame:
    """Long rows with those of one area, day and source side by side; every value stands once.

    Args:
        figures: All rows of some days, with the columns of `long`.
        columns: As `wide` gives them.
    """
    keys = [column.name for column in shared()]
    order = ["as_of", "area_id", "source", "origin"]
    rows = figures.sort_values(order, kind="stable", ignore_index=True)
    alike = rows.groupby(keys, dropna=False, sort=False).ngroup()
    again = rows.assign(alike=alike).groupby(["alike", "indicator"]).cumcount()
    place = pd.DataFrame({"alike": alike, "again": again}).groupby(["alike", "again"]).ngroup()
    out = rows.assign(place=place).drop_duplicates("place").set_index("place")[keys]
    values = {}
    for indicator, own in rows.assign(place=place).groupby("indicator"):
        own = own.set_index("place")
        for ending, part, _kind in _PARTS if "parts" not in own else (*_PARTS, *_SUMMED_PARTS):
            values[f"{indicator}{ending}"] = own[part].reindex(out.index)
    return pd.DataFrame({**out, **values}).reindex(columns=[column.name for column in columns])
