"""Which column of a boundary file is the code, the name and the parent: by what it holds.

Headers say little ("MaXa", "ten_dvhc", "Name_1"), so values decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pandas as pd

from geo.boundaries.units import Units, spelling

MOST_WRONG = 0.05
_HALF = 0.5
_DISTINCT = 0.8
_SAMPLE = 400


def as_text(column: pd.Series) -> pd.Series:
    """The values as text: whole numbers without ".0", "" for a missing one."""
    if pd.api.types.is_float_dtype(column):
        return pd.Series(
            [
                "" if pd.isna(v) else str(int(v)) if float(v).is_integer() else str(v)
                for v in column
            ],
            index=column.index,
            dtype=object,
        )
    return (
        column.astype(object).where(column.notna(), "").map(str).str.strip().str.removesuffix(".0")
    )


def texts(frame: pd.DataFrame) -> pd.DataFrame:
    """Every column but the geometry as text."""
    return pd.DataFrame(
        {str(name): as_text(frame[name]) for name in frame.columns if name != "geometry"},
        index=frame.index,
    )


def find_code(table: pd.DataFrame, units: Units) -> str:
    """The column that numbers the units; "" where none does.

    Half of its values at least are codes of units, nearly all where leading zeros are lost: a
    running number looks like that too. Few stand twice: those of parents do.
    """
    best, most = "", 0
    for name in table:
        filled = table[name][table[name] != ""]
        padded = filled.map(units.pad)
        known = padded.map(units.by_code).dropna()
        distinct = known.nunique()
        needed = _HALF if (padded == filled).all() else 1 - MOST_WRONG
        enough = distinct >= needed * max(len(filled), len(table) * _HALF)
        if enough and distinct > most and distinct >= _DISTINCT * len(known):
            best, most = str(name), distinct
    return best


def find_name(table: pd.DataFrame, units: Units, coded: pd.Series) -> str:
    """The column that names the units; "" where none does.

    Args:
        table: As `texts` gives it.
        units: The units.
        coded: area_id by row, of the rows whose code is known; a name must be that unit's.
    """
    best, most = "", (0, 0)
    for name in table:
        score = _name_score(table[name], units, coded)
        if score > most:
            best, most = str(name), score
    return best


def _name_score(column: pd.Series, units: Units, coded: pd.Series) -> tuple[int, int]:
    """How many units the column names, and how many of its names state a type."""
    values = column[column.str.contains(r"[^\W\d]", regex=True)]
    if len(values) < _HALF * len(column):
        return 0, 0
    if coded.empty:
        sample = values.iloc[:: max(1, len(values) // _SAMPLE)]
        if sum(bool(units.named(text)) for text in sample) < _HALF * len(sample):
            return 0, 0
        exact = {
            unit for text in values for unit in units.named(text) if units.is_spelled(unit, text)
        }
        bare = {unit for text in values for unit in units.named(text)}
    else:
        pairs = [(coded[row], text) for row, text in values.items() if row in coded.index]
        exact = {unit for unit, text in pairs if units.is_spelled(unit, text)}
        bare = {unit for unit, text in pairs if units.is_folded(unit, text)}
    typed = sum(spelling(text)[0] is not None for text in values)
    return 2 * len(exact) + len(bare), typed


def find_parents(
    table: pd.DataFrame, units: Units, known: pd.Series
) -> Iterator[tuple[str, dict[int, set[str]]]]:
    """Columns that say in which parent and which province a unit lies, and what each row says.

    A column is believed where it is right for the units that are known without it.

    Args:
        table: As `texts` gives it.
        units: The units.
        known: area_id by row, of rows that can be but one unit.
    """
    for kind in ("parent", "province") if units.level != "province" else ():
        ids = units.above(kind)
        of_unit = units.table[f"{kind}_id"]
        best, said, most = "", {}, 0
        for name in table:
            read = _read_parents(table[name], ids)
            checked = [row for row in known.index if row in read]
            right = sum(of_unit[known[row]] in read[row] for row in checked)
            enough = len(read) >= _HALF * len(table) and right >= (1 - MOST_WRONG) * len(checked)
            if checked and enough and right > most:
                best, said, most = str(name), read, right
        if best:
            yield best, said


def _read_parents(column: pd.Series, ids: dict[str, set[str]]) -> dict[int, set[str]]:
    places: dict[str, list[int]] = defaultdict(list)
    for row, text in column.items():
        places[text].append(row)
    found = {}
    for text, rows in places.items():
        key = text.lstrip("0") if text.isdigit() else spelling(text)[1].letters
        if key in ids:
            found.update(dict.fromkeys(rows, ids[key]))
    return found
