"""Figures with the outlines of their areas, as GeoJSON and as GeoPackage."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from data import selecting
from data.boundaries import layer_file, origin
from data.cache import frame as ask
from data.writing.columns import BOOLEAN, DATE, NUMBER
from data.writing.csv_text import iso
from data.writing.metadata import described
from data.writing.parquet import schema_of
from data.writing.readme import paragraphs
from data.writing.tables import Table
from geo.geometry import LayerUnknown

MOST_FEATURES = 20_000  # of GeoJSON, which repeats the outline with every figure
APPROXIMATE = (
    "ranh giới xấp xỉ, không dùng để xác định địa giới · approximate outlines, not for borders"
)
FIGURES, ABOUT = "figures", "about"
_PIECE = 1 << 20  # bytes of a file that are read at once

Kind = tuple[str, str]


def write_geojson(table: Table) -> Iterator[bytes]:
    """The bytes of a FeatureCollection (RFC 7946), a feature for each row.

    An area that has no outline, such as a village or the nation, has geometry null.

    Args:
        table: Its frames are read; more than MOST_FEATURES are for who calls to refuse.
    """
    codes, outlines = _codes(), dict[Kind, dict[str, str]]()
    yield b'{"type":"FeatureCollection","features":['
    is_first = True
    for frame in table.frames:
        features = []
        kinds = zip(frame["vintage"].fillna(""), frame["level"], strict=True)
        records = json_rows(frame, table)
        for area_id, kind, properties in zip(frame["area_id"], kinds, records, strict=True):
            if kind not in outlines:
                outlines[kind] = _outlines(kind)
            outline = outlines[kind].get(codes[area_id], "null")
            said = json.dumps(properties, ensure_ascii=False)
            features.append(f'{{"type":"Feature","geometry":{outline},"properties":{said}}}')
        if features:
            yield ("" if is_first else ",\n").encode() + ",\n".join(features).encode()
            is_first = False
    about = described(table) | {"boundaries": list(boundaries(table.told.areas))}
    yield f'],"about":{json.dumps(about, ensure_ascii=False)}}}'.encode()


def write_geopackage(table: Table) -> Iterator[bytes]:
    """The bytes of a file with the layer `areas` and the tables `figures` and `about`.

    `areas` has every area of the selection of the levels and times that figures are of, also where
    one has no figure; `figures` the rows, with area_id to join by.

    Args:
        table: Its frames are read.
    """
    from geo import geopackage  # noqa: PLC0415  geopandas is slow to import

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures.gpkg"
        schema = schema_of(table)
        geopackage.append_rows(file, FIGURES, schema.empty_table(), is_first=True)
        for frame in table.frames:
            rows = pa.Table.from_pandas(frame, schema, preserve_index=False)
            geopackage.append_rows(file, FIGURES, rows, is_first=False)
            yield b""  # so that a reader who left is noticed
        lines = [*boundaries(table.told.areas), "", *paragraphs(table)]
        said = pa.table({"text": lines})
        geopackage.append_rows(file, ABOUT, said, is_first=True)
        areas = _areas(table)
        kinds = set(zip(areas["vintage"], areas["level"], strict=True))
        geopackage.write_areas(file, areas, {k: f for k in sorted(kinds) if (f := _layer(k))})
        with file.open("rb") as written:
            while piece := written.read(_PIECE):
                yield piece


def json_rows(frame: pd.DataFrame, table: Table) -> Iterator[dict[str, Any]]:
    """The rows as JSON has them: numbers as numbers, days as text, null where there is nothing.

    Args:
        frame: One of the table's.
        table: Whose columns these are.
    """
    cells: dict[str, list[Any]] = {}
    writers: dict[str, Callable[[Any], Any]] = {DATE: iso, NUMBER: _number, BOOLEAN: bool}
    for column in table.columns:
        values = frame[column.name].astype(object).where(frame[column.name].notna(), None)
        write: Callable[[Any], Any] = writers.get(column.kind, str)
        cells[column.name] = [None if value is None else write(value) for value in values]
    for row in zip(*cells.values(), strict=True):
        yield dict(zip(cells, row, strict=True))


def _number(value: float) -> float:
    return int(value) if float(value).is_integer() else float(value)


def boundaries(areas: Iterable[Kind]) -> Iterator[str]:
    """A line in both languages for each kind of area: where its outlines are from.

    Args:
        areas: Levels and vintages.
    """
    for level, vintage in sorted(areas):
        try:
            found = origin(vintage, level)
        except LayerUnknown:
            yield f"{level} {vintage}".strip() + ": không có ranh giới · no outlines"
            continue
        said = [found.title, iso(found.day) if found.day else ""]
        if found.approximate:
            said.append(APPROXIMATE)
        yield f"{level} {vintage}: " + ", ".join(filter(None, said))


def _layer(kind: Kind) -> Path | None:
    try:
        return layer_file(*kind)
    except LayerUnknown:  # of the nation and of villages there is none
        return None


def _outlines(kind: Kind) -> dict[str, str]:
    from geo.geojson import geometries  # noqa: PLC0415  geopandas is slow to import

    file = _layer(kind)
    return geometries(file) if file else {}


def _codes() -> dict[str, str]:
    found = ask("searchable_areas")
    return dict(zip(found["area_id"], found["code"], strict=True))


def _areas(table: Table) -> pd.DataFrame:
    """The areas of the selection that are of a level and time of which there are figures."""
    found = ask("searchable_areas").rename(columns={"short_name": "name"})
    meant = found[found["area_id"].isin(selecting.area_ids(table.selection))]
    kinds = pd.MultiIndex.from_frame(meant[["level", "vintage"]]).isin(list(table.told.areas))
    return meant.loc[kinds, ["area_id", "name", "level", "vintage", "code", "parent_id"]]
