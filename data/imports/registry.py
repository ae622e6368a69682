"""The list of teams of an office: rows checked, set beside what is stored, stored.

Tables of one cursor: `team_text` (what each row says), `team_row` (which team it is of which day),
`trouble` (what is wrong where, as in `stage`), `compared_teams`. A row with an error stays out
whole, and a row takes the place of all that was said before of its team and day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from data import statements
from data.imports import problems, team_words
from data.imports.delivery import DATASET
from data.imports.layout import Layout
from data.imports.lore import Lore, area_labels
from data.imports.places import Asked, Found
from data.imports.stage import PLACES_A_SHEET, ROWS_A_SHEET, Unfound
from data.imports.team_words import Villages
from data.imports.workbook import Sheet, letters
from data.migrations import Cursor
from geo.areas import AreaId, vintage_of
from geo.names import Spelling

if TYPE_CHECKING:
    import pandas as pd

AREA = ("code", "area", "commune", "district", "province")
COUNTS = (
    *("members", "women_union", "farmers_union", "youth_union", "other_members", "core_members"),
    *("trained_members", "sessions_in_person", "sessions_online"),
)
FIELDS = (*AREA, "village", "team", "team_level", "leader_role", *COUNTS, "set_up_on", "period")
_CHECKS = ("check_groups", "check_size", "check_missing", "check_duplicates")

_TEXT, _INT, _FLAG = pa.string(), pa.int32(), pa.bool_()
_PROBLEM = [("problem", _TEXT), ("found", _TEXT), ("expected", _TEXT)]
_COLUMN = [("place", _INT), ("sheet_name", _TEXT), ("letters", _TEXT), ("header", _TEXT)]
_FIELD_COLUMN = pa.schema([("sheet", _INT), ("field", _TEXT), *_COLUMN])
_MEANING = pa.schema(
    [
        *(("sheet", _INT), ("field", _TEXT), ("text", _TEXT), ("number", _INT)),
        *(("day", pa.date32()), ("precision", _TEXT), ("choice", _TEXT), *_PROBLEM),
    ]
)
_PLACE = pa.schema(
    [
        ("sheet", _INT),
        *((name, _TEXT) for name in AREA),
        *(("day", pa.date32()), ("commune_id", _TEXT), *_PROBLEM),
    ]
)
_VILLAGE = pa.schema(
    [
        *(("commune_id", _TEXT), ("village", _TEXT), ("village_id", _TEXT), ("name", _TEXT)),
        *(("kind", _TEXT), ("village_key", _TEXT), *_PROBLEM),
    ]
)
_SEVERITY = pa.schema([("code", _TEXT), ("severity", _TEXT)])


def read(sheet: Sheet, layout: Layout) -> pa.Table:
    """The rows that name a team: row, counted from 1, and the text of each of FIELDS.

    "" where the file has no such column. Cells that were merged downwards hold for all their rows.
    """
    first, end = layout.rows[0], min(layout.rows[1], sheet.cells.num_rows)
    rows = pa.array(range(first + 1, end + 1), _INT)
    columns = {field: _texts(sheet, layout, field)[first:end] for field in FIELDS}
    said = [text for field, text in columns.items() if field not in (*AREA, "period")]
    names_team = pc.not_equal(pc.binary_join_element_wise(*said, ""), "")
    skipped = pa.array([row + 1 for row, _ in layout.skipped], _INT)
    kept = pc.and_not(names_team, pc.is_in(rows, skipped))
    return pa.table({"row": rows, **columns}).filter(kept)


def stage(
    cursor: Cursor, sheets: Sequence[tuple[Layout, pa.Table]], lore: Lore
) -> tuple[Unfound, ...]:
    """What could not be located, after filling the cursor's tables with what the rows mean.

    Args:
        cursor: Keeps the tables until it is closed.
        sheets: Of one file: layouts with nothing left to ask, and rows as `read` gives them.
        lore: What texts mean.
    """
    layouts = [layout for layout, _ in sheets]
    numbered = [_numbered(rows, sheet) for sheet, (_, rows) in enumerate(sheets)]
    cursor.register("team_text", pa.concat_tables(numbered))
    columns = [each for sheet, layout in enumerate(layouts) for each in _columns(layout, sheet)]
    _give(cursor, "field_column", columns, _FIELD_COLUMN)
    _give(cursor, "severity", problems.severities(), _SEVERITY)
    for statement in ("imports/plain", "teams/columns", "teams/said"):
        statements.write(cursor, statement)
    texts = statements.write(cursor, "teams/texts").fetchall()
    _give(cursor, "team_meaning", (_meaning(layouts, *text) for text in texts), _MEANING)
    named = statements.write(cursor, "teams/places").fetchall()
    asked = [(_asked(layouts[sheet], *texts, day), sheet, day) for sheet, *texts, day in named]
    found = [(each, lore.places.find(each[0])) for each in asked]
    labels = area_labels(cursor, {each for _, place in found for each in place.candidates})
    _give(cursor, "team_place", (_place(*each, place, labels) for each, place in found), _PLACE)
    statements.write(cursor, "teams/located")
    _give(cursor, "team_village", _villages(cursor), _VILLAGE)
    for statement in ("rows", "trouble"):
        statements.write(cursor, f"teams/{statement}")
    return tuple(Unfound(each[0], place) for each, place in found if place.code)


def check(cursor: Cursor, today: date) -> None:
    """Adds to the cursor's `trouble` what is doubtful in its staged rows.

    Args:
        cursor: Staged.
        today: No row may speak of a day after it.
    """
    statements.write(cursor, "teams/check_future", today=today)
    for statement in _CHECKS:
        statements.write(cursor, f"teams/{statement}")


def compare(cursor: Cursor, dataset: str = DATASET) -> tuple[int, ...]:
    """How the rows stand to those stored, as in `storing.Counts`; fills `compared_teams`.

    Rows, missing ones (none), added, changed, same, and those left out for an error.
    """
    statements.write(cursor, "teams/compared", dataset=dataset)
    counts: tuple[int, ...] = statements.write(cursor, "teams/counts").fetchall()[0]
    return counts


def changes(cursor: Cursor, status: str, most: int) -> pd.DataFrame:
    """The first rows of a status (added, changed, same), by row.

    `told` and `old` are dicts of what is told of the team and what is stored; `old` may be None.
    """
    return statements.write(cursor, "teams/changes", status=status, most=most).df()


def store(cursor: Cursor, *, batch: str, source: str, file_name: str, now: datetime) -> None:
    """Stores every compared row in the cursor's transaction; undoing the batch takes them back."""
    for statement in ("store_villages", "store_teams", "store_training"):
        statements.write(cursor, f"teams/{statement}", batch=batch)
    said = {"batch": batch, "source": source, "file_name": file_name, "now": now}
    statements.write(cursor, "teams/store_states", **said)


def _texts(sheet: Sheet, layout: Layout, field: str) -> pa.Array:
    """The texts of a field for all rows of the sheet, numbers in the layout's own form."""
    column = next(iter(layout.of_role(field)), None)
    if column is None:
        said = layout.period if field == "period" else ""
        return pa.array([said] * sheet.cells.num_rows, _TEXT)
    texts = sheet.cells[column.place].combine_chunks()
    if sheet.numbers is not None and field in COUNTS and _decimal(layout) == ",":
        is_number = pc.is_valid(sheet.numbers[column.place].combine_chunks())
        texts = pc.if_else(is_number, pc.replace_substring(texts, ".", ","), texts)
    if field == "period" and layout.period:
        texts = pc.if_else(pc.equal(texts, ""), layout.period, texts)
    downwards = [each for each in sheet.merged if each[1] == column.place and each[2] > each[0]]
    if not downwards:
        return texts
    filled = texts.to_pylist()
    for top, _, bottom, _ in downwards:
        filled[top : bottom + 1] = [filled[top]] * (bottom + 1 - top)
    return pa.array(filled, _TEXT)


def _decimal(layout: Layout) -> str:
    return layout.decimal or ","


def _numbered(rows: pa.Table, sheet: int) -> pa.Table:
    """The rows with their sheet, also in the number of the row."""
    numbers = pc.add(rows["row"], pa.scalar(sheet * ROWS_A_SHEET, _INT))
    sheets = pa.array([sheet] * rows.num_rows, _INT)
    return rows.set_column(0, "row", numbers).append_column("sheet", sheets)


def _columns(layout: Layout, sheet: int) -> Iterable[dict[str, Any]]:
    """Where each field stands in the sheet; a field that has no column stands nowhere."""
    areas = [column for role in AREA[1:] + AREA[:1] for column in layout.of_role(role)]
    for field in FIELDS:
        columns = areas if field == "area" else layout.of_role(field)
        column = columns[0] if columns else None
        yield {
            "sheet": sheet,
            "field": field,
            "place": (column.place if column else -1 - FIELDS.index(field))
            + sheet * PLACES_A_SHEET,
            "sheet_name": layout.sheet,
            "letters": letters(column.place) if column else "",
            "header": column.header if column else "",
        }


def _meaning(layouts: Sequence[Layout], sheet: int, field: str, text: str) -> dict[str, Any]:
    meaning = team_words.meaning(field, text, _decimal(layouts[sheet]))
    return {"found": text, "expected": "", **meaning, "sheet": sheet, "field": field, "text": text}


def _asked(layout: Layout, *said: Any) -> Asked:
    *texts, day = said
    return Asked(
        vintage=layout.vintage or vintage_of(day),
        level="" if texts[0] else "commune",
        within=layout.within,
        **dict(zip(AREA, texts, strict=True)),
    )


def _place(
    asked: Asked, sheet: int, day: date, found: Found, labels: Mapping[str, str]
) -> dict[str, Any]:
    is_commune = AreaId.parse(found.area_id).level == "commune" if found.area_id else False
    return {
        **{name: getattr(asked, name) for name in AREA},
        "sheet": sheet,
        "day": day,
        "commune_id": found.area_id if is_commune else None,
        "problem": None if is_commune else found.code or "unknown_area",
        "found": (found.about or asked).name or asked.code,
        "expected": "; ".join(labels[each] for each in found.candidates),
    }


def _villages(cursor: Cursor) -> Iterable[dict[str, Any]]:
    """What each name of a village means in its commune."""
    known = statements.write(cursor, "teams/known_villages", dataset=DATASET).fetchall()
    villages = Villages(known)
    for commune_id, text in statements.write(cursor, "teams/villages").fetchall():
        found = villages.meant(commune_id, text)
        first = found[0]
        problem = "ambiguous_area" if len(found) > 1 else "team_unknown_village"
        yield {
            "commune_id": commune_id,
            "village": text,
            "village_id": first.village_id if len(found) == 1 else None,
            "name": first.name,
            "kind": team_words.kind_of(first.name),
            "village_key": Spelling.of(first.name).letters,
            "problem": problem if first.is_new or len(found) > 1 else None,
            "found": text,
            "expected": "; ".join(each.name for each in found) if len(found) > 1 else "",
        }


def _give(cursor: Cursor, name: str, rows: Iterable[Mapping[str, Any]], schema: pa.Schema) -> None:
    cursor.register(name, pa.Table.from_pylist(list(rows), schema=schema))
