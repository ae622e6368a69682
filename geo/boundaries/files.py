"""A boundary file of any usual kind as polygons in WGS 84; nothing is asked of any network.

What comes in may be hostile: the kind is told by its first bytes, only the drivers named here may
read it, and a process of bounded memory should call this (`read` itself bounds what it can count).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyogrio
import shapely
from pyarrow import parquet
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError
from pyproj.exceptions import CRSError

from geo.boundaries import archives
from geo.boundaries.limits import MEGABYTE, Limits
from geo.boundaries.projections import WGS84, to_wgs84
from geo.boundaries.report import Finding, refuse

KINDS = {  # by the driver that may read it
    "GPKG": "GeoPackage",
    "FlatGeobuf": "FlatGeobuf",
    "GeoJSON": "GeoJSON",
    "TopoJSON": "TopoJSON",
    "LIBKML": "KML",
    "ESRI Shapefile": "Shapefile",
}
_MARKS = {
    b"PK\3\4": "zip",
    b"PAR1": "parquet",
    b"SQLite format 3\0": "GPKG",
    b"fgb\3fgb": "FlatGeobuf",
    b"{": "JSON",
    b"<": "LIBKML",
}
_IN_WGS84 = ("GeoJSON", "TopoJSON", "LIBKML")  # where nothing else is said
_BROKEN = (DataSourceError, DataLayerError, FeatureError, FieldError, GeometryError)
# A GeoJSON file may name an address to get its reference system from, and GDAL would go there.
_OFFLINE = {"GDAL_HTTP_PROXY": "127.0.0.1:1", "GDAL_HTTP_MAX_RETRY": "0", "GDAL_HTTP_TIMEOUT": "1"}


@dataclass(frozen=True)
class BoundaryFile:
    """Polygons of one layer of a file.

    Attributes:
        frame: One row per feature, numbered from 0 as in the layer: the file's columns and
            geometry, Polygon or MultiPolygon in EPSG:4326, as they are (perhaps invalid), None
            where a feature has no shape.
        kind: Such as "GeoPackage".
        layer: Its name.
        crs: Name of the reference system that it was in.
        findings: What is worth knowing, such as layers that were not read.
    """

    frame: gpd.GeoDataFrame
    kind: str
    layer: str
    crs: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class _Layer:
    path: Path
    name: str
    driver: str
    features: int
    geometry: str

    @property
    def may_hold_polygons(self) -> bool:
        return "Polygon" in self.geometry or self.geometry.startswith(("Unknown", "Geometry"))


def read(path: Path, limits: Limits = Limits()) -> BoundaryFile:  # noqa: B008  frozen
    """The polygons of the file; of several layers those of the largest with polygons.

    GeoJSON, TopoJSON, KML, GeoPackage, FlatGeobuf, GeoParquet or a zip with a Shapefile, in any
    reference system that is known; a file without one is refused, except those kinds that are in
    WGS 84 by their definition.

    Raises:
        BoundaryFileError: With the finding that says why; see geo.boundaries.report.
    """
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise refuse("too_large", size // MEGABYTE, limits.file_bytes // MEGABYTE)
    mark = _mark(path)
    if mark == "parquet":
        return _polygons(_read_parquet(path, limits), "GeoParquet", path.stem, (), limits)
    pyogrio.set_gdal_config_options(_OFFLINE)
    with tempfile.TemporaryDirectory() as folder:
        paths = archives.unpack(path, Path(folder), limits) if mark == "zip" else [path]
        layers = [layer for file in paths for layer in _layers(file)]
        best = max(layers, key=lambda layer: (layer.may_hold_polygons, layer.features))
        others = tuple(layer.name for layer in layers if layer is not best)
        if best.features > limits.features:
            raise refuse("too_many_features", best.features, limits.features)
        frame = _read(best)
        return _polygons(frame, KINDS[best.driver], best.name, others, limits)


def _mark(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(64)
    start = start if start.startswith(b"SQLite") else start.removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, kind in _MARKS.items():
        if start.startswith(mark):
            return kind
    raise refuse("unknown_type", path.suffix, ", ".join((*KINDS.values(), "GeoParquet")))


def _layers(path: Path) -> Iterator[_Layer]:
    """The layers of the file, all read by one of the drivers that may."""
    kind = path.suffix.removeprefix(".").upper()
    try:
        for name, _ in pyogrio.list_layers(path):
            about = pyogrio.read_info(path, layer=name, force_feature_count=True)
            if about["driver"] not in KINDS:
                raise refuse("unknown_type", about["driver"], ", ".join(KINDS.values()))
            geometry = str(about["geometry_type"])
            yield _Layer(path, name, about["driver"], about["features"], geometry)
    except _BROKEN:
        raise refuse("damaged_file", kind) from None


def _read(layer: _Layer) -> gpd.GeoDataFrame:
    guessed = layer.driver == "ESRI Shapefile" and not layer.path.with_suffix(".cpg").exists()
    try:
        frame = _read_as(layer, "UTF-8" if guessed else None)
    except UnicodeDecodeError:
        frame = _windows_1258(_read_as(layer, "ISO-8859-1"))
    except CRSError:
        raise refuse("unknown_crs", layer.name, "EPSG") from None
    except _BROKEN:
        raise refuse("damaged_file", KINDS[layer.driver]) from None
    if not isinstance(frame, gpd.GeoDataFrame):
        raise refuse("no_geometry", KINDS[layer.driver])
    return frame if frame.crs else _with_crs(frame, layer)


def _read_as(layer: _Layer, encoding: str | None) -> Any:
    return pyogrio.read_dataframe(
        layer.path, layer=layer.name, encoding=encoding, force_2d=True, on_invalid="ignore"
    )


def _windows_1258(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The frame with texts that were read byte by byte; GDAL's own decoder loses last letters."""

    def decoded(text: Any) -> Any:
        if not isinstance(text, str):
            return text
        return text.encode("latin-1").decode("cp1258", errors="replace")

    for name in frame.columns.drop(frame.geometry.name):
        frame[name] = frame[name].map(decoded)
    return frame.rename(columns=decoded)


def _with_crs(frame: gpd.GeoDataFrame, layer: _Layer) -> gpd.GeoDataFrame:
    if layer.driver in _IN_WGS84:
        return frame.set_crs(WGS84)
    definition = layer.path.with_suffix(".prj")
    if layer.driver == "ESRI Shapefile" and definition.exists():
        raise refuse("unknown_crs", definition.read_text(errors="replace")[:80], "EPSG")
    expected = ".prj" if layer.driver == "ESRI Shapefile" else "CRS"
    raise refuse("missing_crs", KINDS[layer.driver], expected)


def _read_parquet(path: Path, limits: Limits) -> gpd.GeoDataFrame:
    try:
        about = parquet.read_metadata(path)
        if about.num_rows > limits.features:
            raise refuse("too_many_features", about.num_rows, limits.features)
        size = sum(about.row_group(place).total_byte_size for place in range(about.num_row_groups))
        if size > limits.unpacked_bytes:
            raise refuse("too_large", size // MEGABYTE, limits.unpacked_bytes // MEGABYTE)
        if b"geo" not in (about.metadata or {}):
            raise refuse("no_geometry", "Parquet", "GeoParquet")
        frame = gpd.read_parquet(path)
        frame = frame.reset_index(drop=frame.index.name in (None, *frame.columns))
    except CRSError:
        raise refuse("unknown_crs", "GeoParquet", "EPSG") from None
    except (pa.ArrowException, shapely.GEOSException, OSError, ValueError, KeyError, TypeError):
        raise refuse("damaged_file", "GeoParquet") from None
    if frame.crs is None:
        raise refuse("missing_crs", "GeoParquet", "CRS")
    return frame


def _polygons(
    frame: gpd.GeoDataFrame, kind: str, layer: str, others: tuple[str, ...], limits: Limits
) -> BoundaryFile:
    """The frame as a BoundaryFile; lines and points beside the polygons are left out."""
    frame = frame.rename_geometry("geometry") if frame.geometry.name != "geometry" else frame
    if frame.empty:
        raise refuse("no_features", layer)
    vertices = int(shapely.get_num_coordinates(frame.geometry.values).sum())
    if vertices > limits.vertices:
        raise refuse("too_many_vertices", vertices, limits.vertices)
    finite = _finite(frame.geometry)
    shapes = np.array([_polygonal(shape) for shape in finite], dtype=object)
    shapeless = shapely.is_missing(shapes)
    if shapeless.all():
        types = sorted({str(name) for name in frame.geom_type.dropna()})
        raise refuse("no_polygons", ", ".join(types) or "–", "Polygon, MultiPolygon")
    other = shapeless & ~(shapely.is_missing(finite) | shapely.is_empty(finite))
    crs = frame.crs
    frame = frame.set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs=crs))[~other]
    findings = [Finding("other_layers", len(others), ", ".join(others[:10]))] if others else []
    if other.any():
        findings.append(Finding("other_shapes", int(other.sum())))
    frame = to_wgs84(frame)
    shapes = _finite(frame.geometry)
    if shapely.is_missing(shapes).all():
        raise refuse("wrong_crs", crs.name)  # which knows no such coordinates
    frame = frame.set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs=WGS84))
    return BoundaryFile(frame, kind, layer, crs.name, tuple(findings))


def _finite(column: gpd.GeoSeries) -> npt.NDArray[np.object_]:
    """The shapes, None where a corner is nowhere."""
    shapes: npt.NDArray[np.object_] = column.to_numpy().copy()
    corners, owner = shapely.get_coordinates(shapes, return_index=True)
    shapes[owner[~np.isfinite(corners).all(axis=1)]] = None
    return shapes


def _polygonal(shape: Any) -> Any:
    """The shape if it is made of polygons, the polygons of a collection, None for all else."""
    if shape is None or shape.is_empty:
        return None
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    if shape.geom_type != "GeometryCollection":
        return None
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return shapely.MultiPolygon(parts) if parts else None
