"""A Parquet file as a sheet whose first row are its names. Runs in the confined process only."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from data.imports import limits
from data.imports.cells import clean, named, plain_number
from data.imports.problems import Problem
from data.imports.workbook import Sheet, letters


def read(content: bytes) -> tuple[Sheet, tuple[Problem, ...]]:
    """The file's one sheet, and a notice for each column that holds no plain values.

    Raises:
        UnreadableFileError: For a file that is damaged or too large.
    """
    try:
        file = parquet.ParquetFile(pa.BufferReader(content))
        limits.check_rows(file.metadata.num_rows + 1)
        limits.check_columns(len(file.schema_arrow))
        limits.check_bytes(
            sum(file.metadata.row_group(at).total_byte_size for at in range(file.num_row_groups)),
            limits.UNPACKED_BYTES,
        )
        table = file.read()
    except pa.ArrowMemoryError:  # an ArrowException too, but not the file's damage
        raise
    except (pa.ArrowException, OSError):
        raise limits.refuse("damaged_file", "Parquet") from None
    cells, numbers, problems = [], [], []
    for place, (name, column) in enumerate(zip(table.column_names, table.columns, strict=True)):
        texts = _texts(column)
        if texts is None:
            problems.append(Problem("column_ignored", column=letters(place), field=name))
            texts = pa.chunked_array([pa.repeat("", len(column))])
        limits.check_bytes(texts.nbytes, limits.FILE_BYTES)
        cells.append(clean(pa.chunked_array([[name], *texts.chunks], pa.string())))
        numbers.append(pa.chunked_array([[None], *_numbers(column).chunks], pa.float64()))
    sheet = Sheet("", named(cells), named(numbers))
    limits.check_bytes(sheet.cells.nbytes, limits.FILE_BYTES)
    return sheet, tuple(problems)


def _texts(column: pa.ChunkedArray) -> pa.ChunkedArray | None:
    """The values as text, "" for null; None for a column of lists, maps, bytes and the like."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _texts(column.cast(kind.value_type))
    if pa.types.is_floating(kind):
        distinct = column.cast(pa.float64()).combine_chunks().dictionary_encode()
        texts = [plain_number(number) for number in distinct.dictionary.to_pylist()]
        column = pa.chunked_array([pa.array(texts, pa.string()).take(distinct.indices)])
    elif pa.types.is_timestamp(kind):
        column = pc.replace_substring(column.cast(pa.string()), " ", "T")
    elif pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return None
    try:
        return pc.fill_null(column.cast(pa.string()), "")
    except pa.ArrowException:
        return None


def _numbers(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        numbers = column.cast(pa.float64(), safe=False)
        return pc.if_else(pc.is_finite(numbers), numbers, None)
    return pa.chunked_array([pa.nulls(len(column), pa.float64())])
