"""The rows of a table that name no area of ours: totals, regions, headings, notes, blanks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from data.imports.columns import NAMES
from data.imports.grid import is_figure
from data.imports.headers import Vocabulary
from data.imports.layout import Column
from data.imports.workbook import Sheet
from geo.names import fold

LAST = 50  # rows in which notes below the data are looked for
_LONG = 70  # letters of a text that is no name
_REGIONS = frozenset(
    map(
        fold,
        (
            *("Đồng bằng sông Hồng", "Đồng bằng sông Cửu Long", "Tây Nguyên", "Đông Nam Bộ"),
            *("Trung du và miền núi phía Bắc", "Trung du và miền núi Bắc Bộ", "Bắc Trung Bộ"),
            *("Bắc Trung Bộ và Duyên hải miền Trung", "Duyên hải Nam Trung Bộ", "Nam Trung Bộ"),
            *("Bắc Trung Bộ và Duyên hải Trung Bộ", "Duyên hải miền Trung", "Tây Nam Bộ"),
            *("Duyên hải Nam Trung Bộ và Tây Nguyên", "Đông Bắc Bộ", "Tây Bắc Bộ", "Bắc Bộ"),
            *("Trung Bộ", "Nam Bộ", "Miền núi phía Bắc", "Đồng bằng Bắc Bộ"),
            *("Miền núi và trung du phía Bắc", "Bắc Trung Bộ và duyên hải Nam Trung Bộ"),
        ),
    )
)
# Names of communes too: regions only beside another one.
_PERHAPS_REGIONS = frozenset(
    map(fold, ("Đông Bắc", "Tây Bắc", "Miền Bắc", "Miền Nam", "Miền Trung"))
)
_NATION = frozenset(map(fold, ("Cả nước", "Toàn quốc", "Việt Nam", "Whole country")))
_WHOLE = r"toan (?:tinh|thanh pho|huyen|quan|thi xa|xa|phuong|thi tran|vung|mien|dia ban)"
_TOTAL = (
    rf"(?:tong|tong so|tong cong|cong|cong chung|tong chung|grand total|total|sum"
    rf"|(?:tong so|tong cong|cong) {_WHOLE}.*|{_WHOLE}(?: .*)?)"
)
_NUMBERED = re.compile(r"(?:[IVXL]{1,6}|[A-ZĐ])(?P<name>[.):/-].*)?$")
_HEADING = re.compile(r"(?:khoi|cum|nhom|cac|trong do|chia ra|phan theo)\b")
_NOTE = re.compile(r"(?:ghi chu|chu thich|chu giai|nguon|luu y|note|source)\b")
_SIGNED = re.compile(
    r"(?:nguoi lap|nguoi bao cao|nguoi ky|noi nhan|tm uy ban|tm ubnd|kt chu tich|chu tich"
    r"|pho chu tich|thu truong|truong phong|lanh dao)\b|.*\bngay \d+ thang \d+ nam \d+"
)
_LEGEND = re.compile(r"(?:\(?\*+\)?|\(\d\)|\d\))\s*\S")

_FEW = 5_000  # rows that are looked at one by one
_KEYS = (*NAMES, "code", "indicator")


@dataclass(frozen=True)
class Rows:
    """The rows below a header.

    Attributes:
        end: The row after the last that says anything, counted from 0.
        skipped: Those that name no area of ours, and why; one of the layout's SKIPS.
        of_provinces: Whether the nation or regions stand among them, so that areas are provinces.
    """

    end: int
    skipped: tuple[tuple[int, str], ...]
    of_provinces: bool


def find(sheet: Sheet, columns: Sequence[Column], first: int, vocabulary: Vocabulary) -> Rows:
    """The rows of a table.

    Args:
        sheet: Holds the table.
        columns: Of the table.
        first: The first row below the header, counted from 0.
        vocabulary: The words for indicators, which are no headings.
    """
    table = sheet.cells.slice(first)
    said = pc.indices_nonzero(_any_filled(table, range(len(columns))))
    if not len(said):
        return Rows(first, (), of_provinces=False)
    table = table.slice(0, said[-1].as_py() + 1)
    skipped, of_provinces = _named(table, columns)
    for row, reason in _unnamed(table, columns, vocabulary):
        skipped.setdefault(row, reason)
    notes = _notes(table, columns, skipped)
    skipped |= {row: reason for row, reason in notes.items() if skipped.get(row) != "blank"}
    rows = sorted((first + row, reason) for row, reason in skipped.items())
    return Rows(first + table.num_rows, tuple(rows), of_provinces)


def _named(table: pa.Table, columns: Sequence[Column]) -> tuple[dict[int, str], bool]:
    """The rows with a total or a region for a name; whether there are regions or the nation."""
    skipped: dict[int, str] = {}
    of_provinces = False
    for place in _places(columns, NAMES):
        texts = table.column(place)
        distinct = pc.unique(texts)
        names = _folded(distinct)
        regions = pc.is_in(names, pa.array(sorted(_REGIONS)))
        has_regions = pc.any(regions).as_py()
        if has_regions:
            regions = pc.or_(regions, pc.is_in(names, pa.array(sorted(_PERHAPS_REGIONS))))
        has_nation = pc.any(pc.is_in(names, pa.array(sorted(_NATION)))).as_py()
        of_provinces = of_provinces or bool(has_regions or has_nation)
        for reason, which in (("region", regions), ("total", _match(names, _TOTAL))):
            if pc.any(which).as_py():
                rows = pc.indices_nonzero(pc.is_in(texts, distinct.filter(which)))
                skipped |= dict.fromkeys(rows.to_pylist(), reason)
    return skipped, of_provinces


def _unnamed(
    table: pa.Table, columns: Sequence[Column], vocabulary: Vocabulary
) -> Iterator[tuple[int, str]]:
    """The rows without a figure or without a key that are headings, totals or blank."""
    keys = _places(columns, _KEYS)
    has_key = _any_filled(table, keys)
    has_value = _any_filled(table, _values(columns))
    for row in pc.indices_nonzero(pc.invert(pc.or_(has_key, has_value))).to_pylist():
        texts = _row(table, row) if table.num_rows <= _FEW else ()
        words = [text for text in texts if any(map(str.isalpha, text))]
        yield row, "heading" if words else "blank"
    if not keys:
        return
    for row in pc.indices_nonzero(pc.and_not(has_value, has_key)).to_pylist()[:_FEW]:
        label = next((text for text in _row(table, row) if text), "")
        if reason := _reason(label):
            yield row, reason
    for row in pc.indices_nonzero(pc.and_not(has_key, has_value)).to_pylist()[:_FEW]:
        if _is_heading(_row(table, row), columns, vocabulary):
            yield row, "heading"


def _is_heading(texts: Sequence[str], columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """Whether a row without figures heads those below: "II", "B. Khối phường", "Trong đó"."""
    first = next(column for column in columns if texts[column.place])
    numbered = _NUMBERED.match(texts[first.place])
    if numbered and (numbered["name"] or first.role not in _KEYS):
        return True
    if any(_HEADING.match(fold(text)) for text in texts if text):
        return True
    keys = [column for column in columns if column.role in _KEYS and texts[column.place]]
    alone = [column.role for column in keys] == ["indicator"]
    return alone and not vocabulary.match(texts[keys[0].place])


def _notes(
    table: pa.Table, columns: Sequence[Column], skipped: Mapping[int, str]
) -> dict[int, str]:
    """The rows below the last figure, from the first that is a note by a gap or by its words."""
    values = _values(columns)
    start = max(table.num_rows - LAST, 0)
    texts = [_row(table, row) for row in range(start, table.num_rows)]
    last = max(
        (row for row, said in enumerate(texts, start) if any(is_figure(said[p]) for p in values)),
        default=start - 1,
    )
    gap = False
    for row in range(last + 1, table.num_rows):
        words = next((text for text in texts[row - start] if text), "")
        if words and (gap or _is_note(words)):
            return dict.fromkeys(range(row, table.num_rows), "footnote")
        gap = (gap or not words) and last >= start
    return {}


def _is_note(text: str) -> bool:
    return len(text) > _LONG or _explains(text) or bool(_SIGNED.match(fold(text)))


def _explains(text: str) -> bool:
    return bool(_LEGEND.match(text) or _NOTE.match(fold(text)))


def is_told(text: str, goes_on: bool) -> bool:
    """Whether a note may be repeated to people: names of those who sign stand below tables too.

    Args:
        text: The note.
        goes_on: Whether the row before is a note that is told, so that this is its next line.
    """
    return _explains(text) or (goes_on and not _SIGNED.match(fold(text)))


def _reason(name: str) -> str:
    folded = fold(name)
    if folded in _REGIONS:
        return "region"
    return "total" if re.fullmatch(_TOTAL, folded) else ""


def _values(columns: Sequence[Column]) -> list[int]:
    """The places of figures; in a list of teams, of all that is said of them."""
    return [c.place for c in columns if c.role not in (*_KEYS, "period", "ignore")]


def _places(columns: Sequence[Column], roles: Sequence[str]) -> list[int]:
    return [column.place for column in columns if column.role in roles]


def _row(table: pa.Table, row: int) -> tuple[str, ...]:
    return tuple(column[row].as_py() for column in table.columns)


def _any_filled(table: pa.Table, places: Iterable[int]) -> pa.ChunkedArray:
    """For each row, whether one of the cells says something."""
    masks = [pc.not_equal(table.column(place), "") for place in places]
    if not masks:
        return pa.chunked_array([pa.repeat(pa.scalar(value=False), table.num_rows)])
    return reduce(pc.or_, masks)


def _match(texts: pa.Array, pattern: str) -> pa.Array:
    return pc.match_substring_regex(texts, f"^(?:{pattern})$")


def _folded(texts: pa.Array) -> pa.Array:
    """The texts as `geo.names.fold` has them, all at once: a long file has many."""
    apart = pc.utf8_normalize(pc.utf8_lower(texts), form="NFD")
    for pattern, plain in ((r"\p{Mn}+", ""), ("[đðɖ]", "d"), (r"[^\pL\pN]+", " ")):
        apart = pc.replace_substring_regex(apart, pattern, plain)
    return pc.utf8_trim_whitespace(apart)
