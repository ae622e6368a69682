"""Files made for tests of reading: small, of every kind, and nothing real in them."""

import csv
import io
import struct
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping, Sequence

import openpyxl

OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns"
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def encode(text: str, encoding: str) -> bytes:
    """The text in the encoding; tones become letters of their own where it has them so."""
    if encoding != "cp1258":
        return text.encode(encoding)
    return b"".join(map(_in_1258, unicodedata.normalize("NFC", text)))


def _in_1258(letter: str) -> bytes:
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        apart = unicodedata.normalize("NFD", letter)
        tone = next(sign for sign in apart if sign in "\u0300\u0301\u0303\u0309\u0323")
        rest = unicodedata.normalize("NFC", apart.replace(tone, "", 1))
        return (rest + tone).encode("cp1258")


def delimited(rows: Iterable[Sequence[str]], delimiter: str = ",", newline: str = "\n") -> str:
    """The rows as Python's csv module writes them."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=newline).writerows(rows)
    return text.getvalue()


def xlsx(rows: Iterable[Sequence[object]]) -> bytes:
    """A workbook of one sheet, "Trang", with the rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Trang"
    for row in rows:
        sheet.append(row)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The workbook as a file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def zipped(parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of the parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def parts_of(archive: bytes) -> dict[str, bytes]:
    """The parts of a zip."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def ods(cells: str, **parts: str) -> bytes:
    """An OpenDocument spreadsheet of one sheet, "Trang", with the XML of its rows."""
    spaces = " ".join(
        f'xmlns:{name}="{OPEN_DOCUMENT}:{name}:1.0"' for name in ("office", "table", "text")
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{OPEN_DOCUMENT}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        f"{parts.pop('manifest', '')}</manifest:manifest>"
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Trang">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest, **parts}
    )


def xls(cells: Mapping[tuple[int, int], str | float]) -> bytes:
    """A workbook of Excel 97 with one sheet, "Trang": texts and numbers by row and column."""
    body = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    for (row, column), cell in cells.items():
        place = struct.pack("<HHH", row, column, 0)
        if isinstance(cell, str):
            text = struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le")
            body += _record(0x204, place + text)
        else:
            body += _record(0x203, place + struct.pack("<d", cell))
    body += _record(0x0A, b"")
    name = "Trang".encode("utf-16-le")
    beginning = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    beginning += _record(0x42, struct.pack("<H", 1200))
    size = len(beginning) + 4 + 8 + len(name) + 4
    sheet = _record(0x85, struct.pack("<IHBB", size, 0, 5, 1) + name)
    return compound(beginning + sheet + _record(0x0A, b"") + body)


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def compound(stream: bytes, name: str = "Workbook") -> bytes:
    """An OLE file that holds the one stream, at most 62 kB of it."""
    padded = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(padded) // 512
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    table = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0),
    ) + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    root = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0)
    folder = (root + _entry(name, 2, 0xFFFFFFFF, 2, len(padded))).ljust(512, b"\0")
    return header + table + folder + padded


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    none = 0xFFFFFFFF
    return struct.pack("<64sHBBIII36xIQ", text, len(text), kind, 1, none, none, child, start, size)
