"""A ZIP of figures as CSV with what is said of them: metadata.json (CSVW) and README.txt."""

from __future__ import annotations

import json
from collections.abc import Iterator

from data.writing import csv_text
from data.writing.csv_text import Style
from data.writing.metadata import described
from data.writing.readme import paragraphs, to_read
from data.writing.sinks import Sink, put, zipped
from data.writing.tables import Table

CSV, METADATA, README = "figures.csv", "metadata.json", "README.txt"


def write(table: Table, style: Style) -> Iterator[bytes]:
    """The bytes of the ZIP; what is said of the figures is gathered while they are written.

    Args:
        table: Its frames are read.
        style: Of the CSV.
    """
    sink = Sink()
    with zipped(sink) as archive:
        yield from put(archive, sink, CSV, csv_text.write(table, style))
        decimal = "," if style.numbers == "vi" else "."
        said = described(table, CSV, style.sign, decimal)
        text = json.dumps(said, ensure_ascii=False, indent=1)
        yield from put(archive, sink, METADATA, [text.encode()])
        lines = "\r\n".join((*paragraphs(table), *to_read(table, CSV, style.sign, decimal)))
        yield from put(archive, sink, README, [(csv_text.BOM + lines).encode()])
    yield sink.taken()
