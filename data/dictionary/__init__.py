"""What each indicator, table, column, file and code means, in both languages."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from data import paths
from data.exports import ALSO_IN_PACKAGES, COLUMNS, SUMMED

INDICATOR, TABLE, VIEW, COLUMN, FILE, TERM = "indicator", "table", "view", "column", "file", "term"
KINDS = (INDICATOR, TABLE, VIEW, FILE, COLUMN, TERM)
FIGURES, OTHERS = "figures.csv", "*.csv"
EVERYWHERE = "*"  # as a place in the catalogue: the column means the same in all
# Units that stand beside a column anyhow: in its type, or in the column of units.
UNSAID = ("date", "true, false", "unit of the indicator")
# Whose codes are explained by the terms of another column.
CODES_OF = {
    "boundary_layer.state": "batch.state",
    "published_precision": "precision",
    "set_up_precision": "precision",
    "source_kind": "source.kind",
    "submission.kind": "batch.kind",
    "team_now.level": "team.level",
    "target_log.kind": "target.kind",
    "training_now.kind": "training.kind",
}
Words = Mapping[str, str]


class Entry(NamedTuple):
    """One thing the dictionary explains.

    Attributes:
        kind: One of KINDS.
        within: The table or file of a column, the column of a term, the pillar of an indicator.
        id: Its name in files and in the warehouse.
        type: DuckDB's type of a column; count, ratio, rank and so on of an indicator.
        formula: An indicator's numerator and denominator by id, "" where there are none.
        pages: Paths of the pages that show a table or file, with spaces between.
    """

    kind: str
    within: str
    id: str
    name_vi: str
    name_en: str
    meaning_vi: str
    meaning_en: str
    unit_vi: str
    unit_en: str
    type: str
    formula: str
    pages: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from all others."""
        return self.kind, self.within, self.id


def entries(schema: Iterable[Any], indicators: Iterable[Any]) -> tuple[Entry, ...]:
    """Everything the dictionary explains: indicators, tables with their columns, files, terms.

    Raises LookupError for a table, column or file that the catalogue gives no meaning.

    Args:
        schema: Rows of the query columns_by_table.
        indicators: Rows of the query indicators.
    """
    order = pillars()
    return (
        *map(_of_indicator, sorted(indicators, key=lambda row: order.index(row.pillar))),
        *_of_schema(schema),
        *(found for file, names in files().items() for found in _of_file(file, names)),
        *map(_of_term, terms()),
    )


def files() -> dict[str, tuple[str, ...]]:
    """The columns of each kind of CSV that is explained, by the name it has here."""
    prescribed = ("measure", "area_id", "area", "level", "vintage", "indicator", "as_of")
    said = ("precision", "basis", "operator", "qualifier", "value", "unit", "dataset")
    return {
        FIGURES: (*COLUMNS.values(), *SUMMED, *ALSO_IN_PACKAGES),
        "targets-and-rules.csv": (*prescribed, *said, "source", "url"),
        OTHERS: tuple(column for place, column in _meanings() if place == OTHERS and column),
    }


@cache
def terms() -> tuple[Words, ...]:
    """Rows of `catalogue/terms.csv`: field, term and both languages' name and meaning.

    A field is a column, with its table before a dot where the word means something else elsewhere.
    """
    return _rows("terms.csv")


def pillars() -> tuple[str, ...]:
    """The pillars, in the order in which they are read."""
    return tuple(row["term"] for row in terms() if row["field"] == "pillar")


def codes(table: str, column: str) -> tuple[Words, ...]:
    """The terms that a column holds, those of its own table before those of the word alone."""
    own = f"{table}.{column}"
    for field in (CODES_OF.get(own, own), CODES_OF.get(column, column)):
        if found := tuple(row for row in terms() if row["field"] == field):
            return found
    return ()


def meaning(place: str, column: str) -> Words:
    """What the catalogue says of a column, or of all that is in a place where the column is "".

    Raises LookupError, naming both, where it says nothing.

    Args:
        place: A table or view, a kind of file as in `files`, or "snapshot/" and a view's name.
        column: Its name there.
    """
    said = _meanings()
    found = said.get((place, column)) or (said.get((EVERYWHERE, column)) if column else None)
    if found is None:
        raise LookupError(f"columns.csv has no meaning of {place!r}, column {column!r}")
    return found


def told(place: str, column: str, language: str) -> str:
    """One line for those who have no dictionary beside: the meaning, the unit, the codes by name.

    Args:
        place: As for `meaning`, which says what is raised.
        column: Its name there.
        language: "vi" or "en".
    """
    said = meaning(place, column)
    line = said[f"meaning_{language}"]
    if (unit := said[f"unit_{language}"]) and said["unit_en"] not in UNSAID:
        line = f"{line.removesuffix('.')} ({unit})."
    codes_of = said["place"].split()[0]  # where the meaning is from first, its codes are from too
    named = ((row["term"], row[f"name_{language}"]) for row in codes(codes_of, column))
    listed = ", ".join(term if term == name else f"{term} ({name})" for term, name in named)
    return f"{line} {listed}." if listed else line


def places_in(folder: str) -> tuple[str, ...]:
    """The places in a folder such as "snapshot/", in the order of the catalogue."""
    return tuple(place for place, column in _meanings() if not column and place.startswith(folder))


@cache
def _meanings() -> dict[tuple[str, str], Words]:
    return {
        (place, row["column"]): row
        for row in _rows("columns.csv")
        for place in row["place"].split()
    }


def _rows(name: str) -> tuple[Words, ...]:
    with (paths.CATALOGUE / name).open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def _of_indicator(row: Any) -> Entry:
    parts = (row.numerator_id, row.denominator_id)
    has_parts = all(isinstance(part, str) and part for part in parts)
    return Entry(
        kind=INDICATOR,
        within=row.pillar,
        id=row.indicator_id,
        name_vi=row.name_vi,
        name_en=row.name_en,
        meaning_vi=row.definition_vi or "",
        meaning_en=row.definition_en or "",
        unit_vi=row.unit_vi,
        unit_en=row.unit_en,
        type=row.kind,
        formula=f"100 × {parts[0]} ÷ {parts[1]}" if has_parts else "",
        pages="",
    )


def _of_schema(schema: Iterable[Any]) -> Iterator[Entry]:
    table = ""
    for row in schema:
        if row.table_name != table:
            table = row.table_name
            yield _explained(row.kind, "", table, meaning(table, ""))
        yield _explained(COLUMN, table, row.column_name, meaning(table, row.column_name), row.type)


def _of_file(file: str, names: Iterable[str]) -> Iterator[Entry]:
    yield _explained(FILE, "", file, meaning(file, ""))
    for name in names:
        yield _explained(COLUMN, file, name, meaning(file, name))


def _explained(kind: str, within: str, name: str, said: Words, type_: str = "") -> Entry:
    kept = {key: said[key] for key in ("meaning_vi", "meaning_en", "unit_vi", "unit_en", "pages")}
    return Entry(
        kind=kind, within=within, id=name, name_vi="", name_en="", type=type_, formula="", **kept
    )


def _of_term(row: Words) -> Entry:
    kept = {key: row[key] for key in ("name_vi", "name_en", "meaning_vi", "meaning_en")}
    empty = dict.fromkeys(("unit_vi", "unit_en", "type", "formula", "pages"), "")
    return Entry(kind=TERM, within=row["field"], id=row["term"], **kept, **empty)
