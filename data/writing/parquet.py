"""Figures as Parquet, with what is said of them in its metadata."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pyarrow as pa
from pyarrow import parquet

from data.writing.columns import BOOLEAN, DATE, NUMBER, TEXT
from data.writing.metadata import described
from data.writing.sinks import Sink
from data.writing.tables import Table

_TYPES = {TEXT: pa.string(), NUMBER: pa.float64(), DATE: pa.date32(), BOOLEAN: pa.bool_()}


def write(table: Table) -> Iterator[bytes]:
    """The bytes of the file, a row group for each frame.

    Args:
        table: Its frames are read. What CSVW would say of it is under the key "csvw".
    """
    sink = Sink()
    schema = schema_of(table)
    with parquet.ParquetWriter(sink, schema, compression="zstd") as writer:
        for frame in table.frames:
            writer.write_table(pa.Table.from_pandas(frame, schema, preserve_index=False))
            yield sink.taken()
        said = json.dumps(described(table), ensure_ascii=False)
        writer.add_key_value_metadata({"csvw": said})
    yield sink.taken()


def schema_of(table: Table) -> pa.Schema:
    """The types of the table's columns."""
    return pa.schema([(column.name, _TYPES[column.kind]) for column in table.columns])
