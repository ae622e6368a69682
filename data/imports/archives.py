"""Office files as the zip they are: what kind, how much is in them, what of it is never run."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from data.imports import limits, number_formats

_ENCRYPTED = 1  # flag bit
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_PIECE = limits.MEGABYTE
_ERROR_CELL = re.compile(
    rb'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*>'
    rb"(?:(?!</c>).)*?<v>([^<]{1,20})</v>",
    re.DOTALL,
)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ABOUT = ("META-INF/manifest.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels")
_SHEETS = "xl/worksheets/"


@dataclass(frozen=True)
class Archive:
    """What an XLSX or ODS file holds besides its cells.

    Attributes:
        has_macros: Whether there are any; they are never run.
        errors: Text of the cells that hold a formula's error, by sheet, then row and column
            counted from 0. XLSX only.
        shown: Cells that show something else than they hold, by sheet. XLSX only.
    """

    has_macros: bool
    errors: dict[str, dict[tuple[int, int], str]]
    shown: dict[str, number_formats.Shown]


def inspect(content: bytes) -> Archive:
    """What the file holds, after every part of it was unpacked once and counted.

    Raises:
        UnreadableFileError: unknown_type for a zip that is no spreadsheet, locked_file for an
            encrypted one, too_large for more bytes than may be unpacked, damaged_file.
    """
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
        names = {part.filename for part in parts}
        if not names & {"xl/workbook.xml", "content.xml"}:
            raise limits.refuse("unknown_type", "ZIP")
        texts = _unpack(content, parts)
        shown = _shown(content, parts)
    except (zipfile.BadZipFile, struct.error, zlib.error, NotImplementedError, ValueError):
        raise limits.refuse("damaged_file", "ZIP") from None
    if b"encryption-data" in texts.get("META-INF/manifest.xml", b""):
        raise limits.refuse("locked_file")
    macros = any(name.endswith("vbaProject.bin") or name.startswith("Basic/") for name in names)
    targets = _targets(texts) if shown or texts.keys() - set(_ABOUT) else {}
    return Archive(
        macros,
        {name: _errors(texts[target]) for name, target in targets.items() if target in texts},
        {name: shown[target] for name, target in targets.items() if target in shown},
    )


def _unpack(content: bytes, parts: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """The parts that say what the sheets are, and those that hold errors.

    All are unpacked and counted: the sizes that a zip declares may be lies.
    """
    texts, size = {}, 0
    for part in parts:
        if part.flag_bits & _ENCRYPTED:
            raise limits.refuse("locked_file")
        pieces = []
        for piece in _pieces(content, part):
            size += len(piece)
            limits.check_bytes(size, limits.UNPACKED_BYTES)
            if part.filename in _ABOUT or part.filename.startswith(_SHEETS):
                pieces.append(piece)
        is_sheet = part.filename.startswith(_SHEETS)
        if part.filename in _ABOUT or (is_sheet and any(b't="e"' in piece for piece in pieces)):
            texts[part.filename] = b"".join(pieces)
    return texts


def _pieces(content: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    mark, name, extra = _LOCAL_HEADER.unpack_from(content, part.header_offset)
    start = part.header_offset + _LOCAL_HEADER.size + name + extra
    packed = memoryview(content)[start : start + part.compress_size]
    if mark != b"PK\3\4" or len(packed) < part.compress_size:
        raise zipfile.BadZipFile
    if part.compress_type == zipfile.ZIP_STORED:
        for begin in range(0, len(packed), _PIECE):
            yield bytes(packed[begin : begin + _PIECE])
        return
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    rest: bytes | memoryview = packed
    while rest and not unpacker.eof:
        yield unpacker.decompress(rest, _PIECE)
        rest = unpacker.unconsumed_tail
    yield unpacker.flush()


def _shown(content: bytes, parts: list[zipfile.ZipInfo]) -> dict[str, number_formats.Shown]:
    """By part, the cells that a format shows as something else; parts are unpacked once more."""
    styles = number_formats.Styles()
    for part in parts:
        if part.filename == "xl/styles.xml":
            styles = number_formats.read_styles(_pieces(content, part))
    if not styles.percent | styles.month:
        return {}
    return {
        part.filename: number_formats.find_cells(_pieces(content, part), styles)
        for part in parts
        if part.filename.startswith(_SHEETS)
    }


def _targets(texts: dict[str, bytes]) -> dict[str, str]:
    """The part that each sheet is in, by the sheet's name."""
    try:
        relations = ElementTree.fromstring(texts["xl/_rels/workbook.xml.rels"])
        targets = {
            relation.get("Id"): "xl/" + relation.get("Target", "").removeprefix("/xl/")
            for relation in relations
        }
        book = ElementTree.fromstring(texts["xl/workbook.xml"])
    except (ElementTree.ParseError, KeyError):
        raise limits.refuse("damaged_file", "XLSX") from None
    return {
        sheet.get("name", ""): target
        for sheet in book.iter()
        if (target := targets.get(sheet.get(_RELATION), "")).startswith(_SHEETS)
    }


def _errors(sheet: bytes) -> dict[tuple[int, int], str]:
    """The texts of error cells, which the reader of spreadsheets leaves blank."""
    return {
        (int(row) - 1, number_formats.place(column.decode())): text.decode(errors="replace")
        for column, row, text in _ERROR_CELL.findall(sheet)
    }
