"""Texts that are broken, or are none."""

import random

from tests.data.imports import files, spoiling
from tests.data.imports.spoiling import MEGABYTE, Sorts

SORTS = Sorts()


@SORTS("csv")
def nothing(chance: random.Random) -> bytes:
    return chance.choice((b"", b"\n", b" ", b"\r\n\r\n", b"\xef\xbb\xbf", b"\xff\xfe", b";;;\n;;"))


@SORTS("csv")
def cut_text(chance: random.Random) -> bytes:
    encoding = chance.choice(("utf-8", "utf-8-sig", "utf-16", "cp1258"))
    content = files.encode(spoiling.text(chance), encoding)
    return content[: chance.randrange(len(content))]


@SORTS("csv")
def spoiled_text(chance: random.Random) -> bytes:
    encoding = chance.choice(("utf-8", "utf-8-sig", "utf-16", "cp1258"))
    return spoiling.spoil(files.encode(spoiling.text(chance), encoding), chance)


@SORTS("csv")
def other_encoding(chance: random.Random) -> bytes:
    encoding = chance.choice(("utf-32", "shift-jis", "koi8-r", "utf-7", "cp037", "cp1252"))
    return spoiling.text(chance).encode(encoding, errors="replace")


@SORTS("csv")
def mixed_encodings(chance: random.Random) -> bytes:
    return spoiling.text(chance).encode() + files.encode(spoiling.text(chance), "cp1258")


@SORTS("csv")
def random_bytes(chance: random.Random) -> bytes:
    return chance.randbytes(chance.choice((1, 7, 300, 70_000)))


@SORTS("csv")
def zero_bytes(chance: random.Random) -> bytes:
    return spoiling.text(chance).encode() + bytes(chance.choice((1, 2, 4096)))


@SORTS("csv")
def lone_surrogates(chance: random.Random) -> bytes:
    encoding = chance.choice(("utf-8", "utf-16-le", "utf-16"))
    return (spoiling.text(chance) + "\ud800x\udc00").encode(encoding, errors="surrogatepass")


@SORTS("csv")
def mixed_newlines(chance: random.Random) -> bytes:
    newlines = ("\n", "\r", "\r\n", "\n\r", "\u2028", "\x0b", "\x85")
    return "".join(
        ",".join(row) + chance.choice(newlines) for row in spoiling.rows(chance) for _ in range(3)
    ).encode()


@SORTS("csv")
def unclosed_quotes(chance: random.Random) -> bytes:
    text = spoiling.text(chance)
    for _ in range(chance.randint(1, 5)):
        place = chance.randrange(len(text))
        text = text[:place] + chance.choice(('"', ',"', '"",', '\n"', "'")) + text[place:]
    return text.encode()


@SORTS("csv")
def ragged_rows(chance: random.Random) -> bytes:
    rows = [["x"] * chance.choice((0, 1, 3, 4, 5, 30)) for _ in range(chance.randint(1, 3000))]
    return "\n".join(chance.choice(",;").join(row) for row in rows).encode()


@SORTS("csv")
def nested_headers(chance: random.Random) -> bytes:
    width = chance.randint(2, 30)
    levels = [";".join(chance.choice(("", " ", "Tổng", "2024")) for _ in range(width))]
    return (
        "\n".join(["Biểu, 1", "", *levels * chance.randint(1, 9)]) + "\n" + spoiling.text(chance)
    ).encode()


@SORTS("csv")
def formulas(chance: random.Random) -> bytes:
    calls = ("=cmd|' /C calc'!A0", '=HYPERLINK("http://x.example")', "+1+1", "@SUM(A:A)", "-2+3")
    rows = [[chance.choice(calls) for _ in range(3)] for _ in range(9)]
    return files.delimited([*spoiling.rows(chance), *rows]).encode()


@SORTS("csv")
def million_columns(chance: random.Random) -> bytes:
    before = chance.choice((b"", b"a,b\n1,2\n3,4\n" * 30_000))
    return before + b"," * 1_000_000 + chance.choice((b"", b"\n1,2\n"))


@SORTS("csv")
def many_rows(chance: random.Random) -> bytes:
    return chance.choice((b"\n", b"\r", b"1\n", b",\n", b'""\n')) * chance.choice(
        (300_000, 2_100_000)
    )


@SORTS("csv")
def long_cell(chance: random.Random) -> bytes:
    letters = chance.choice((32_768, 200_000, 20 * MEGABYTE))
    return b"a,b\n1," + chance.choice((b"", b'"')) + b"x" * letters + b"\n2,3\n"


@SORTS("csv")
def oversized(chance: random.Random) -> bytes:
    return b"x" * (chance.choice((100, 101)) * MEGABYTE + 1)


@SORTS("csv")
def markup(chance: random.Random) -> bytes:
    laughs = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
    return chance.choice(
        ("<html>", " <?xml version='1.0'?>", laughs, '[{"a":1}]', "{\\rtf1")
    ).encode()


@SORTS("xlsx")
def text_with_another_ending(chance: random.Random) -> bytes:
    return spoiling.text(chance).encode()


@SORTS("xlsx")
def wrong_beginning(chance: random.Random) -> bytes:
    marks = (
        b"PK\3\4",
        b"PAR1",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"%PDF-1.7\n",
        b"\x89PNG",
        b"PK",
    )
    return chance.choice(marks) + chance.choice(
        (b"", spoiling.text(chance).encode(), chance.randbytes(999))
    )
