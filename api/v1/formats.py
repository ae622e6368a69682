"""Rows as they are sent: JSON, CSV, Parquet, GeoJSON."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from api.v1 import outlines
from data import exports

if TYPE_CHECKING:
    import pyarrow as pa

MEDIA = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
}
MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Page:
    """Some rows, and what is said of them.

    Attributes:
        rows: In the order of their key.
        said: version, began, simulated, next: whatever a format can carry beside its rows.
    """

    rows: pa.Table
    said: Mapping[str, object]


def body(page: Page, wanted: str, mark: bool = False) -> bytes:
    """The page in a format.

    Args:
        page: What is sent.
        wanted: One of `MEDIA`.
        mark: Whether a CSV begins with the mark of UTF-8.
    """
    if wanted == "csv":
        return as_csv(page.rows)[0 if mark else len(MARK) :]
    if wanted == "parquet":
        return _parquet(page)
    rows = page.rows.to_pylist()
    if wanted == "geojson":
        return _features(rows, page.said).encode()
    return _text({**page.said, "rows": rows}).encode()


def as_csv(rows: pa.Table) -> bytes:
    """The rows as the pages write a CSV; yes and no are true and false."""
    frame = rows.to_pandas(date_as_object=True)
    words = {
        field.name: frame[field.name].map({True: "true", False: "false"})
        for field in rows.schema
        if str(field.type) == "bool"
    }
    return exports.table_csv(frame.assign(**words))


def _parquet(page: Page) -> bytes:
    from pyarrow import parquet  # noqa: PLC0415  takes a fifth of a second to load

    told = {"atlas": json.dumps(page.said, ensure_ascii=False)}
    file = io.BytesIO()
    parquet.write_table(page.rows.replace_schema_metadata(told), file, compression="snappy")
    return file.getvalue()


def _features(rows: list[dict[str, Any]], said: Mapping[str, object]) -> str:
    kinds = {(row["vintage"], row["level"]) for row in rows}
    drawn = outlines.of_areas(kinds)
    features = ",".join(
        f'{{"type":"Feature","geometry":{drawn.get(row["area_id"], "null")},'
        f'"properties":{_text(row)}}}'
        for row in rows
    )
    head = _text({"type": "FeatureCollection", **said, "outlines": outlines.origins(kinds)})
    return f'{head[:-1]},"features":[{features}]}}'


def _text(told: Mapping[str, object]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=date.isoformat)
