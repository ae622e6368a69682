"""Figures as XLSX: a sheet of data with numbers as numbers, and a sheet that says what they are.

Written as text and not cell by cell: a million rows take a minute then, and not ten.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from data.exports import FORMULA, plain
from data.writing.cells import lines, written
from data.writing.columns import BOOLEAN, DATE, NUMBER, Column
from data.writing.readme import paragraphs
from data.writing.sinks import Sink, put, zipped
from data.writing.tables import Table

MOST_ROWS = 1_000_000
DATA, ABOUT = "Số liệu", "Giải thích"
_MOST_LETTERS = 32_767  # of a cell
_FIRST_DAY = date(1899, 12, 30)  # that a spreadsheet counts from
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NUMBERED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_DAY, _TEXT, _HEAD, _WRAPPED = 1, 2, 3, 4  # the cell formats of _STYLES, in their order
_NAMESPACE = "http://schemas.openxmlformats.org/"
_MAIN = f'xmlns="{_NAMESPACE}spreadsheetml/2006/main"'
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_STYLES = (
    f'<styleSheet {_MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/>'
    '<sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill '
    'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="5"><xf/><xf numFmtId="164" applyNumberFormat="1"/><xf quotePrefix="1"/>'
    '<xf fontId="1" applyFont="1"/><xf applyAlignment="1"><alignment wrapText="1" vertical="top"/>'
    '</xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_NAMESPACE}package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
    f'+xml"/><Override PartName="/xl/workbook.xml" ContentType="{_TYPE}sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}worksheet+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{_TYPE}worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}sharedStrings+xml"/></Types>',
    "_rels/.rels": "officeDocument xl/workbook.xml",
    "xl/_rels/workbook.xml.rels": "worksheet worksheets/sheet1.xml\nworksheet worksheets/sheet2.xml"
    "\nstyles styles.xml\nsharedStrings sharedStrings.xml",
    "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_NAMESPACE}officeDocument/2006/relationships">'
    f'<sheets><sheet name="{DATA}" sheetId="1" r:id="r1"/><sheet name="{ABOUT}" sheetId="2" '
    'r:id="r2"/></sheets></workbook>',
    "xl/styles.xml": _STYLES,
}
_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEET = (
    f'<worksheet {_MAIN}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" '
    'topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
)
_ABOUT_SHEET = f'<worksheet {_MAIN}><cols><col min="1" max="1" width="110" customWidth="1"/></cols>'


def write(table: Table) -> Iterator[bytes]:
    """The bytes of the file.

    Args:
        table: Its frames are read; more than MOST_ROWS rows are for who calls to refuse.
    """
    sink, texts = Sink(), _Texts()
    with zipped(sink) as archive:
        for name, content in _PARTS.items():
            part = content if content.startswith("<") else _relations(content)
            yield from put(archive, sink, name, [(_HEADER + part).encode()])
        yield from put(archive, sink, "xl/worksheets/sheet1.xml", _data(table, texts))
        yield from put(archive, sink, "xl/worksheets/sheet2.xml", _about(table))
        yield from put(archive, sink, "xl/sharedStrings.xml", texts.parts())
    yield sink.taken()


class _Texts:
    """The texts of a workbook, each once; cells name them by number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def cell(self, value: Any) -> str:
        """The cell that holds the text, which stays one when somebody edits it."""
        text = writable(str(value))
        if not text:
            return "<c/>"
        number = self._numbers.setdefault(text, len(self._numbers))
        style = f' s="{_TEXT}"' if FORMULA.match(text) else ""
        return f'<c t="s"{style}><v>{number}</v></c>'

    def parts(self) -> Iterable[bytes]:
        """The part of the workbook that holds them, once all cells are written."""
        yield f"{_HEADER}<sst {_MAIN}>".encode()
        for text in self._numbers:
            yield f'<si><t xml:space="preserve">{_escaped(text)}</t></si>'.encode()
        yield b"</sst>"


def writable(text: str) -> str:
    """The text as far as a cell can hold it."""
    return _UNWRITABLE.sub("", text)[:_MOST_LETTERS]


def _escaped(text: str) -> str:
    # What looks like a letter's number to a spreadsheet would be read as that letter.
    return escape(_NUMBERED.sub("_x005F_", text), {"\r": "&#13;"})


def _data(table: Table, texts: _Texts) -> Iterator[bytes]:
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{_width(column)}" customWidth="1"/>'
        for n, column in enumerate(table.columns, 1)
    )
    head = "".join(_inline(column.name, _HEAD) for column in table.columns)
    yield f"{_HEADER}{_SHEET}<cols>{widths}</cols><sheetData><row>{head}</row>".encode()
    writers = [_writer(column, texts) for column in table.columns]
    for frame in table.frames:
        cells = [written(frame.iloc[:, n], write, empty="<c/>") for n, write in enumerate(writers)]
        rows = lines(cells, "", "</row><row>")
        if rows:
            yield b"<row>" + rows.removesuffix(b"<row>")
    yield b"</sheetData></worksheet>"


def _about(table: Table) -> Iterator[bytes]:
    yield f"{_HEADER}{_ABOUT_SHEET}<sheetData>".encode()
    for line in paragraphs(table):
        yield f"<row>{_inline(writable(line), _WRAPPED)}</row>".encode()
    yield b"</sheetData></worksheet>"


def _writer(column: Column, texts: _Texts) -> Callable[[Any], str]:
    if column.kind == NUMBER:
        return lambda value: f"<c><v>{plain(value)}</v></c>"
    if column.kind == DATE:
        return lambda day: f'<c s="{_DAY}"><v>{(day.date() - _FIRST_DAY).days}</v></c>'
    if column.kind == BOOLEAN:
        return lambda value: f'<c t="b"><v>{int(value)}</v></c>'
    if column.name == "origin":  # of which each is another: nothing to be kept of them
        return lambda value: _inline(writable(str(value)), _TEXT)
    return texts.cell


def _inline(text: str, style: int) -> str:
    if not text:
        return "<c/>"
    words = f'<is><t xml:space="preserve">{_escaped(text)}</t></is>'
    return f'<c t="inlineStr" s="{style}">{words}</c>'


def _width(column: Column) -> int:
    return {"area": 26, "source": 40, "URL": 30, "origin": 24}.get(column.name, 14)


def _relations(listed: str) -> str:
    """Relations of a part of the workbook, numbered from r1: each line a type and a target."""
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{_NAMESPACE}officeDocument/2006/relationships/{kind}" '
        f'Target="{target}"/>'
        for n, (kind, target) in enumerate((line.split() for line in listed.splitlines()), 1)
    )
    return (
        f'<Relationships xmlns="{_NAMESPACE}package/2006/relationships">{relations}</Relationships>'
    )
