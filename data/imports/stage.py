"""A sheet's cells understood: temporary tables of one cursor, filled with SQL over all rows.

Python sees each distinct text once: how a period, an indicator, an area or an odd number is
written. Plain numbers and everything else are SQL, so that a million rows take seconds. Tables:
`cells` (as tidied), `located` (what each cell means), `ready` (one row per figure), `trouble`
(what is wrong where), and the small ones that say what texts mean.

All sheets of a file are staged together, to be stored as one batch. In the tables, row and place
carry the sheet, counted from 0: row + sheet × ROWS_A_SHEET, place + sheet × PLACES_A_SHEET.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from data import statements
from data.dates import first_day
from data.imports import numbers, periods, problems
from data.imports.choices import choice
from data.imports.layout import Layout
from data.imports.lore import Lore, area_labels
from data.imports.places import Asked, Found
from data.imports.workbook import letters
from data.migrations import Cursor
from geo.areas import VINTAGES, vintage_of

ROWS_A_SHEET, PLACES_A_SHEET = 1 << 22, 1 << 10
# Stand for the column of areas, periods or indicators where a whole row is wrong.
AREA_PLACE, PERIOD_PLACE, INDICATOR_PLACE = -1, -2, -3
EITHER = "either"  # the vintage of a period that lies in both, such as the year 2025
_ASKED = ("code", "area", "commune", "district", "province", "village")
_AREA_ROLES = ("area", "village", "commune", "district", "province", "code")

_TEXT, _DATE, _FLAG = pa.string(), pa.date32(), pa.bool_()
_COLUMNS = pa.schema(
    [
        *(("place", pa.int32()), ("sheet", _TEXT), ("letters", _TEXT), ("field", _TEXT)),
        *(("decimal", _TEXT), ("scale", pa.float64()), ("confirmed", _FLAG)),
    ]
)
_PERIODS = pa.schema(
    [
        *(("period", _TEXT), ("as_of", _DATE), ("precision", _TEXT), ("period_start", _DATE)),
        *(("vintage", _TEXT), ("problem", _TEXT)),
    ]
)
_INDICATORS = pa.schema([("indicator", _TEXT), ("indicator_id", _TEXT), ("problem", _TEXT)])
_PLACES = pa.schema(
    [
        ("sheet", pa.int32()),
        *((name, _TEXT) for name in (*_ASKED, "vintage", "area_id", "problem")),
        *((name, _TEXT) for name in ("found", "expected")),
    ]
)
_VALUES = pa.schema(
    [
        *(("text", _TEXT), ("decimal", _TEXT), ("missing", _FLAG), ("problem", _TEXT)),
        *((name, pa.float64()) for name in ("value", "low", "high")),
        ("qualifier", _TEXT),
        *((name, pa.float64()) for name in ("numerator", "denominator", "printed_share")),
        ("is_range", _FLAG),
    ]
)
_CHOICES = pa.schema([(name, _TEXT) for name in ("field", "text", "choice", "expected")])
_SEVERITIES = pa.schema([("code", _TEXT), ("severity", _TEXT)])


@dataclass(frozen=True)
class Unfound:
    """One way of naming an area that could not be located, for a person to choose."""

    asked: Asked
    found: Found


def stage(
    cursor: Cursor, sheets: Sequence[tuple[Layout, pa.Table]], lore: Lore
) -> tuple[Unfound, ...]:
    """What could not be located, after filling the cursor's tables with what the cells mean.

    Args:
        cursor: Keeps the tables until it is closed.
        sheets: Of one file: layouts with nothing left to ask, cells as `tidying.cells` gives them.
        lore: What texts mean.
    """
    statements.write(cursor, "imports/plain")
    cells = (_numbered(cells, at) for at, (_, cells) in enumerate(sheets))
    cursor.register("cells", pa.concat_tables(cells))
    _give(cursor, "severity", problems.severities(), _SEVERITIES)
    columns = (each for at, (layout, _) in enumerate(sheets) for each in _columns(layout, at))
    _give(cursor, "column_of", columns, _COLUMNS)
    dated = [_period(text) for text in _texts(cursor, "periods")]
    _give(cursor, "period_of", dated, _PERIODS)
    named = [_indicator(text, lore) for text in _texts(cursor, "indicators")]
    _give(cursor, "indicator_of", named, _INDICATORS)
    spots = [
        _asked(sheets[sheet][0], sheet, *texts)
        for sheet, *texts in statements.write(cursor, "imports/places").fetchall()
    ]
    found = [(spot, _find(spot, lore)) for spot in spots]
    labels = area_labels(cursor, {each for _, place in found for each in place.candidates})
    placed = [_place(*pair, labels) for pair in found]
    _give(cursor, "place_of", placed, _PLACES)
    forms = {"comma": numbers.PLAIN[","], "dot": numbers.PLAIN["."]}
    odd = statements.write(cursor, "imports/odd_values", **forms).fetchall()
    _give(cursor, "value_of", (_value(text, decimal) for text, decimal in odd), _VALUES)
    said = statements.write(cursor, "imports/choices").fetchall()
    _give(cursor, "choice_of", (choice(*pair) for pair in said), _CHOICES)
    unclear = bool(odd) or any(row.get("problem") for row in (*dated, *named, *placed))
    for statement in ("located", "ready", "promised"):
        statements.write(cursor, f"imports/{statement}")
    statements.write(cursor, "imports/unread", any=unclear)
    for statement in ("trouble", "twice"):
        statements.write(cursor, f"imports/{statement}")
    return tuple(Unfound(spot.asked, found) for spot, found in found if found.code)


def _give(cursor: Cursor, name: str, rows: Iterable[dict[str, Any]], schema: pa.Schema) -> None:
    cursor.register(name, pa.Table.from_pylist(list(rows), schema=schema))


def _texts(cursor: Cursor, statement: str) -> list[str]:
    return [row[0] for row in statements.write(cursor, f"imports/{statement}").fetchall()]


def _numbered(cells: pa.Table, sheet: int) -> pa.Table:
    """The cells with the sheet in their row and place."""
    for at, (name, step) in enumerate((("row", ROWS_A_SHEET), ("place", PLACES_A_SHEET))):
        numbered = pc.add(cells[name].cast(pa.int32()), pa.scalar(sheet * step, pa.int32()))
        cells = cells.set_column(at, name, numbered)
    return cells


def _columns(layout: Layout, sheet: int) -> Iterable[dict[str, Any]]:
    for column in layout.columns:
        yield {
            "place": column.place + sheet * PLACES_A_SHEET,
            "sheet": layout.sheet,
            "letters": letters(column.place),
            "field": column.header,
            "decimal": column.decimal or layout.decimal or ".",
            "scale": column.scale,
            "confirmed": column.confirmed,
        }
    naming = [column for role in _AREA_ROLES for column in layout.of_role(role)]
    stand_ins = (
        (AREA_PLACE, naming),
        (PERIOD_PLACE, layout.of_role("period")),
        (INDICATOR_PLACE, layout.of_role("indicator")),
    )
    for place, columns in stand_ins:
        first = columns[0] if columns else None
        yield {
            "place": place - sheet * PLACES_A_SHEET,
            "sheet": layout.sheet,
            "letters": letters(first.place) if first else "",
            "field": first.header if first else "",
            "confirmed": True,
        }


def _period(text: str) -> dict[str, Any]:
    try:
        period = periods.parse(text)
    except ValueError:
        return {"period": text, "problem": "not_a_date" if text else "no_period"}
    first = first_day(period.as_of, period.precision) or period.as_of
    open_vintage = vintage_of(first) != vintage_of(period.as_of)
    return {
        "period": text,
        "as_of": period.as_of,
        "precision": period.precision,
        "period_start": period.period_start,
        "vintage": EITHER if open_vintage else vintage_of(period.as_of),
    }


def _indicator(text: str, lore: Lore) -> dict[str, Any]:
    indicator_id = lore.vocabulary.match(text)
    problem = None if indicator_id else "unknown_indicator"
    return {"indicator": text, "indicator_id": indicator_id or None, "problem": problem}


@dataclass(frozen=True)
class _Spot:
    """One way in which a sheet names an area; `open` are the vintages its period leaves."""

    sheet: int
    asked: Asked
    vintage: str
    open: tuple[str, ...]


def _asked(
    layout: Layout, sheet: int, code: str, area: str, commune: str, district: str, *rest: str
) -> _Spot:
    province, village, vintage = rest
    said = (layout.vintage,) if layout.vintage else VINTAGES
    vintages = said if vintage == EITHER else (vintage,)
    asked = Asked(
        vintage=vintages[-1],
        code=code,
        area=area,
        commune=commune,
        district=district,
        province=province,
        village=village,
        level=layout.level,
        within=layout.within,
    )
    return _Spot(sheet, asked, vintage, vintages)


def _find(spot: _Spot, lore: Lore) -> Found:
    """The area, in the vintage that alone has it where the period is open."""
    found = [lore.places.find(replace(spot.asked, vintage=vintage)) for vintage in spot.open]
    known = [each for each in found if each.area_id]
    if len({each.area_id for each in known}) == 2:
        return Found(code="ambiguous_area", candidates=tuple(each.area_id for each in known))
    return (known or found)[-1]


def _place(spot: _Spot, found: Found, labels: Mapping[str, str]) -> dict[str, Any]:
    known = found.area_id and not found.village  # a village that is not known is not its commune
    return {
        **{name: getattr(spot.asked, name) for name in _ASKED},
        "sheet": spot.sheet,
        "vintage": spot.vintage,
        "area_id": found.area_id if known else None,
        "problem": None if known else found.code or "unknown_area",
        "found": _in_question(spot.asked, found),
        "expected": "; ".join(labels[each] for each in found.candidates),
    }


def _in_question(asked: Asked, found: Found) -> str:
    if found.code == "code_disagrees":
        return asked.code
    return found.village or (found.about or asked).name or asked.code


def _value(text: str, decimal: str) -> dict[str, Any]:
    row: dict[str, Any] = {"text": text, "decimal": decimal, "missing": numbers.is_missing(text)}
    if row["missing"]:
        return row
    try:
        number = numbers.parse(text, decimal)
    except numbers.OtherForm:
        return row | {"problem": "mixed_numbers"}
    except numbers.NotANumber:
        return row | {"problem": "error_cell" if text.startswith("#") else "not_a_number"}
    return row | {
        "value": number.value,
        "low": number.low,
        "high": number.high,
        "qualifier": number.qualifier,
        "numerator": number.numerator,
        "denominator": number.denominator,
        "printed_share": number.printed_share,
        "is_range": number.is_range,
    }
