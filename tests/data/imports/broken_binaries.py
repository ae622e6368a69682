"""Excel 97 and Parquet files that are broken, or hold what no report does."""

import io
import random

import pyarrow as pa
from pyarrow import parquet

from tests.data.imports import files, spoiling
from tests.data.imports.spoiling import FIGURES, NAMES, Sorts

SORTS = Sorts()


def _parquet(chance: random.Random) -> bytes:
    table = pa.table(
        {
            "area": [chance.choice(NAMES) for _ in range(50)],
            "list": [[chance.random()] for _ in range(50)],
            "map": [{"a": chance.choice(FIGURES)} for _ in range(50)],
            "bytes": [chance.randbytes(4) for _ in range(50)],
            "value": [chance.choice((float("nan"), 1e308, -0.0, None)) for _ in range(50)],
        }
    )
    stream = io.BytesIO()
    parquet.write_table(table, stream)
    return stream.getvalue()


def _xls(chance: random.Random) -> bytes:
    cells = {
        (row, column): chance.choice((1.0, float("inf"), *FIGURES))
        for row in range(chance.randint(1, 20))
        for column in range(4)
    }
    return files.xls(cells)


@SORTS("xls")
def cut_xls(chance: random.Random) -> bytes:
    content = _xls(chance)
    return content[: chance.randrange(8, len(content))]


@SORTS("xls")
def spoiled_xls(chance: random.Random) -> bytes:
    content = _xls(chance)
    return content[:8] + spoiling.spoil(content[8:], chance)


@SORTS("xls")
def other_compound(chance: random.Random) -> bytes:
    name = chance.choice(("EncryptedPackage", "WordDocument", "Workbook", "Book"))
    return files.compound(chance.randbytes(500), name)


@SORTS("parquet")
def odd_parquet(chance: random.Random) -> bytes:
    return _parquet(chance)


@SORTS("parquet")
def cut_parquet(chance: random.Random) -> bytes:
    content = _parquet(chance)
    return content[: chance.randrange(4, len(content))]


@SORTS("parquet")
def spoiled_parquet(chance: random.Random) -> bytes:
    content = _parquet(chance)
    return content[:4] + spoiling.spoil(content[4:-8], chance) + content[-8:]


@SORTS("parquet")
def repeated_parquet(chance: random.Random) -> bytes:
    """One text that a million rows hold, in a few kilobytes."""
    text = pa.repeat("x" * chance.choice((10, 3000)), 1000)
    stream = io.BytesIO()
    with parquet.ParquetWriter(stream, pa.schema({"a": pa.string()})) as writer:
        for _ in range(chance.choice((10, 300))):
            writer.write_table(pa.table({"a": text}))
    return stream.getvalue()
