"""XLSX and ODS files that are broken, or not what their zip says."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache

from tests.data.imports import files, spoiling
from tests.data.imports.spoiling import MEGABYTE, Sorts

SORTS = Sorts()
SHEET = "xl/worksheets/sheet1.xml"


def _changed(chance: random.Random, change: Callable[[dict[str, bytes]], object]) -> bytes:
    parts = files.parts_of(files.xlsx(spoiling.rows(chance)))
    change(parts)
    return files.zipped(parts)


def _with_sheet(chance: random.Random, rows: str | bytes) -> bytes:
    body = rows.encode() if isinstance(rows, str) else rows
    head = f'<worksheet xmlns="{files.SPREADSHEET}"><sheetData>'.encode()
    sheet = head + body + b"</sheetData></worksheet>"
    return _changed(chance, lambda parts: parts.update({SHEET: sheet}))


def _ods(chance: random.Random) -> bytes:
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    return files.ods(f"<table:table-row>{cell * chance.randint(1, 9)}</table:table-row>" * 9)


@cache
def _zeros(megabytes: int, letter: bytes = b"\0") -> tuple[bytes, int]:
    """So many megabytes of a letter, deflated, and their checksum."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed, check = [], 0
    for _ in range(megabytes):
        packed.append(packer.compress(letter * MEGABYTE))
        check = zlib.crc32(letter * MEGABYTE, check)
    return b"".join([*packed, packer.flush()]), check


def _raw_zip(parts: Mapping[str, tuple[bytes, int, int]]) -> bytes:
    """A zip of deflated parts with checksums and unpacked sizes as said, true or not."""
    body, folder = b"", b""
    for name, (packed, check, size) in parts.items():
        said = struct.pack("<HHHHHIII", 20, 0, 8, 0, 0, check, len(packed), size)
        lengths = struct.pack("<HH", len(name), 0)
        entry = b"PK\1\2\x14\0" + said + lengths + bytes(10) + struct.pack("<I", len(body))
        folder += entry + name.encode()
        body += b"PK\3\4" + said + lengths + name.encode() + packed
    count = len(parts)
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(folder), len(body), 0)
    return body + folder + end


def _deflated(part: bytes) -> tuple[bytes, int, int]:
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(part) + packer.flush(), zlib.crc32(part), len(part)


def _with_huge(chance: random.Random, name: str, megabytes: int, said: int) -> bytes:
    parts = files.parts_of(files.xlsx(spoiling.rows(chance)))
    packed = {part: _deflated(text) for part, text in parts.items()}
    return _raw_zip({**packed, name: (*_zeros(megabytes), said)})


@SORTS("xlsx")
def cut_zip(chance: random.Random) -> bytes:
    content = files.xlsx(spoiling.rows(chance))
    return content[: chance.randrange(5, len(content))]


@SORTS("xlsx")
def spoiled_zip(chance: random.Random) -> bytes:
    return spoiling.spoil(files.xlsx(spoiling.rows(chance)), chance)


@SORTS("xlsx")
def missing_part(chance: random.Random) -> bytes:
    return _changed(chance, lambda parts: parts.pop(chance.choice(sorted(parts))))


@SORTS("xlsx")
def spoiled_part(chance: random.Random) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        name = chance.choice(sorted(parts))
        parts[name] = spoiling.spoil(parts[name], chance)

    return _changed(chance, change)


@SORTS("xlsx")
def broken_shared_strings(chance: random.Random) -> bytes:
    cells = "".join(
        f'<c r="{letter}1" t="s"><v>{chance.choice(("99999999", "-1", "x", "", "1e9"))}</v></c>'
        for letter in "ABC"
    )
    return _with_sheet(chance, f'<row r="1">{cells}</row>')


@SORTS("xlsx")
def repeated_long_string(chance: random.Random) -> bytes:
    """One shared text that tens of thousands of cells hold."""
    book = f'<sst xmlns="{files.SPREADSHEET}"><si><t>{"x" * 32_000}</t></si></sst>'
    rows = '<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>' * chance.choice((9, 40_000))
    sheet = f'<worksheet xmlns="{files.SPREADSHEET}"><sheetData>{rows}</sheetData></worksheet>'
    new = {"xl/sharedStrings.xml": book.encode(), SHEET: sheet.encode()}
    return _changed(chance, lambda parts: parts.update(new))


@SORTS("xlsx")
def far_cell(chance: random.Random) -> bytes:
    place = chance.choice(("XFD1048576", "A1048576", "XFD1", "ZZ100000", "ZZZ99999999", "A0", "1A"))
    first = '<row r="1"><c r="A1"><v>1</v></c></row>' * chance.randrange(2)
    kind = chance.choice(("", ' t="e"'))
    return _with_sheet(chance, f'{first}<row><c r="{place}"{kind}><v>1</v></c></row>')


@SORTS("xlsx")
def odd_cells(chance: random.Random) -> bytes:
    values = ("NaN", "inf", "1e999", "-0", "", "x", "2958466", "-1", "0.00000001", "9" * 400)
    kinds = ("", ' t="b"', ' t="d"', ' t="e"', ' t="str"', ' t="zz"', ' s="1"', ' s="999"')
    cells = "".join(
        f"<c{chance.choice(kinds)}><v>{chance.choice(values)}</v></c>" for _ in range(30)
    )
    return _with_sheet(chance, f"<row>{cells}</row>" * 5)


@SORTS("xlsx")
def formula_cells(chance: random.Random) -> bytes:
    call = chance.choice(("1/0", "WEBSERVICE(&quot;http://x.example&quot;)", "[1]Other!A1", "A1"))
    return _with_sheet(
        chance, f'<row><c r="A1"><f>{call}</f></c><c r="B1"><f>{call}</f><v>2</v></c></row>'
    )


@SORTS("xlsm")
def macros(chance: random.Random) -> bytes:
    return _changed(chance, lambda parts: parts.update({"xl/vbaProject.bin": chance.randbytes(99)}))


@SORTS("xlsx")
def deep_xml(chance: random.Random) -> bytes:
    depth = chance.choice((1000, 200_000))
    return _with_sheet(chance, "<row>" * depth + chance.choice(("", "</row>" * depth)))


@SORTS("xlsx")
def entity_bomb(chance: random.Random) -> bytes:
    entities = '<!ENTITY a0 "lol">' + "".join(
        f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 10)
    )
    outside = chance.choice(("", '<!ENTITY a9 SYSTEM "file:///etc/hostname">'))
    head = f"<!DOCTYPE x [{outside}{entities}]>".encode()

    def change(parts: dict[str, bytes]) -> None:
        name = chance.choice((SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"))
        parts[name] = head + parts[name].replace(b">", b">&a9;", 3)
        if name != SHEET:
            parts[SHEET] = parts[SHEET].replace(b"<c ", b'<c t="e" ')

    return _changed(chance, change)


@SORTS("xlsx")
def repeated_parts(chance: random.Random) -> bytes:
    stream = io.BytesIO(files.xlsx(spoiling.rows(chance)))
    with zipfile.ZipFile(stream, "a") as archive:
        info = zipfile.ZipInfo(SHEET)
        archive.filelist = [*archive.filelist]
        archive.NameToInfo.pop(SHEET, None)
        archive.writestr(info, chance.choice((b"", b"<worksheet/>", chance.randbytes(99))))
    return stream.getvalue()


@SORTS("xlsx")
def zip_bomb(chance: random.Random) -> bytes:
    return _with_huge(chance, chance.choice(("xl/media/x", SHEET)), 320, 320 * MEGABYTE)


@SORTS("xlsx")
def lying_zip(chance: random.Random) -> bytes:
    said = chance.choice((0, 1, 999, 2**32 - 1))
    return _with_huge(chance, chance.choice(("xl/media/x", SHEET)), chance.choice((1, 320)), said)


@SORTS("xlsx")
def nested_zips(chance: random.Random) -> bytes:
    inner = _with_huge(chance, SHEET, 320, 320 * MEGABYTE)
    for _ in range(chance.randint(1, 4)):
        inner = files.zipped({f"xl/{number}.zip": inner for number in range(9)})
    return _changed(chance, lambda parts: parts.update({"xl/x.zip": inner}))


@SORTS("xlsx")
def huge_cell(chance: random.Random) -> bytes:
    """A cell of 300 MB, or one of 150 MB that may still be unpacked."""
    letters = chance.choice((150, 300))
    head = f'<worksheet xmlns="{files.SPREADSHEET}"><sheetData><row><c t="inlineStr"><is><t>'
    parts = files.parts_of(files.xlsx(spoiling.rows(chance)))
    del parts[SHEET]
    stream = io.BytesIO(files.zipped(parts))
    with (
        zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(SHEET, "w") as sheet,
    ):
        sheet.write(head.encode())
        for _ in range(letters):
            sheet.write(b"x" * MEGABYTE)
        sheet.write(b"</t></is></c></row></sheetData></worksheet>")
    return stream.getvalue()


@SORTS("xlsx")
def odd_methods(chance: random.Random) -> bytes:
    method = chance.choice((zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_STORED))
    return files.zipped(files.parts_of(files.xlsx(spoiling.rows(chance))), method)


@SORTS("docx")
def other_zip(chance: random.Random) -> bytes:
    return files.zipped({chance.choice(("word/document.xml", "a.csv", "content.xml")): "<x/>"})


@SORTS("ods")
def broken_ods(chance: random.Random) -> bytes:
    parts = files.parts_of(_ods(chance))
    name = chance.choice(sorted(parts))
    parts[name] = spoiling.spoil(parts[name], chance)
    return files.zipped(parts)


@SORTS("ods")
def repeated_ods_cells(chance: random.Random) -> bytes:
    many = chance.choice((16_384, 1_000_000_000, 2**64, 0, -1))
    rows = chance.choice((1, 1_048_576, 2**32))
    cell = f'table:number-columns-repeated="{many}" office:value-type="float" office:value="1"'
    row = f'<table:table-row table:number-rows-repeated="{rows}">'
    return files.ods(f"{row}<table:table-cell {cell}/></table:table-row>")
