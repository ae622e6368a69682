"""Twelve invented communes in two provinces that share their winding borders, and files of them."""

import json
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.boundaries.units import Units
from geo.shapes import area_km2

# Suối Trong is in both provinces; Bờ Cát and Bờ Cạt of one province differ by an accent.
NAMES = """
91001 Xã Lá Xanh       | 91004 Xã Suối Trong | 92001 Phường Suối Trong | 92004 Xã Nắng Mai
91002 Xã Bờ Cát        | 91005 Xã Đá Bạc     | 92002 Xã Suối Trong     | 92005 Xã Gò Me
91003 Xã Bờ Cạt        | 91006 Phường Hoa Lê | 92003 Xã Trăng Non      | 92006 Xã Cầu Tre
"""
PROVINCES = {"91": "Mây Trắng", "92": "Sao Băng"}
WEST, SOUTH, SIDE = 105.0, 20.0, 0.1
CELLS = [cell.split(maxsplit=1) for line in NAMES.strip().splitlines() for cell in line.split("|")]
KINDS = ("gpkg", "parquet", "geojson", "fgb", "zip", "kml", "topojson")


def wind(xy: np.ndarray) -> np.ndarray:
    """The plane bent a little, so that straight borders wind and neighbours still agree."""
    x, y = xy[:, 0], xy[:, 1]
    return np.column_stack([x + 0.004 * np.sin(90 * y), y + 0.004 * np.sin(80 * x)])


def communes() -> gpd.GeoDataFrame:
    """Columns code, name, province (its name) and geometry; EPSG:4326, sorted by code."""
    rows = []
    for place, (code, name) in enumerate(CELLS):
        row, column = divmod(place, 4)
        west, south = WEST + column * SIDE, SOUTH + (2 - row) * SIDE
        square = shapely.box(west, south, west + SIDE, south + SIDE)
        shape = shapely.transform(shapely.segmentize(square, SIDE / 40), wind)
        rows.append((code, name.strip(), PROVINCES[code[:2]], shape))
    frame = pd.DataFrame(rows, columns=["code", "name", "province", "geometry"])
    return gpd.GeoDataFrame(frame, crs="EPSG:4326").sort_values("code", ignore_index=True)


def unit_table(frame: gpd.GeoDataFrame) -> pd.DataFrame:
    """The units of 2025 that the communes are the shapes of."""
    inner = frame.geometry.representative_point()
    return pd.DataFrame(
        {
            "area_id": "2025-c" + frame.code,
            "code": frame.code,
            "name": frame["name"],
            "short_name": frame["name"].str.split(n=1).str[1],
            "type": frame["name"].str.split(n=1).str[0].str.lower(),
            "parent_id": "2025-p" + frame.code.str[:2],
            "parent_name": frame.province,
            "province_id": "2025-p" + frame.code.str[:2],
            "province_name": frame.province,
            "lon": inner.x,
            "lat": inner.y,
            "area_km2": [area_km2(shape) for shape in frame.geometry],
        }
    )


def units(frame: gpd.GeoDataFrame, names: pd.DataFrame | None = None) -> Units:
    """The same, to hold a file against."""
    return Units("commune", unit_table(frame), names)


def write(frame: gpd.GeoDataFrame, kind: str, folder: Path, stem: str = "ranh_gioi") -> Path:
    """The frame in a file of the kind, one of KINDS."""
    file = folder / f"{stem}.{kind}"
    if kind == "parquet":
        frame.to_parquet(file)
    elif kind == "topojson":
        file.write_text(json.dumps(topology(frame)), encoding="utf-8")
    elif kind == "zip":
        pack(shapefile(frame, folder / "parts", stem), file)
    else:
        driver = {"gpkg": "GPKG", "geojson": "GeoJSON", "fgb": "FlatGeobuf", "kml": "LIBKML"}[kind]
        options = {"COORDINATE_PRECISION": 15} if kind == "geojson" else {}
        frame.to_file(file, driver=driver, engine="pyogrio", **options)
    return file


def shapefile(frame: gpd.GeoDataFrame, folder: Path, stem: str = "ranh_gioi") -> list[Path]:
    """The parts of a Shapefile of the frame, in the folder."""
    folder.mkdir(exist_ok=True)
    frame.to_file(
        folder / f"{stem}.shp", driver="ESRI Shapefile", engine="pyogrio", encoding="UTF-8"
    )
    return sorted(folder.glob(f"{stem}.*"))


def pack(parts: list[Path], file: Path) -> Path:
    """A zip of the parts, in a folder as offices send them."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts:
            archive.write(part, f"Ranh gioi/{part.name}")
    return file


def topology(frame: gpd.GeoDataFrame) -> dict[str, Any]:
    """TopoJSON in which every ring is an arc, every other one stored backwards."""
    arcs: list[Any] = []

    def arc(ring: Any) -> list[int]:
        corners = shapely.get_coordinates(ring).tolist()
        backwards = len(arcs) % 2 == 1
        arcs.append(corners[::-1] if backwards else corners)
        return [~(len(arcs) - 1) if backwards else len(arcs) - 1]

    geometries = [
        {
            "type": "MultiPolygon",
            "properties": {name: row[name] for name in frame.columns if name != "geometry"},
            "arcs": [
                [arc(ring) for ring in (part.exterior, *part.interiors)]
                for part in shapely.get_parts(row["geometry"])
            ],
        }
        for row in frame.to_dict("records")
    ]
    layer = {"type": "GeometryCollection", "geometries": geometries}
    return {"type": "Topology", "objects": {"communes": layer}, "arcs": arcs}


@cache
def known() -> Units:
    """The units of communes()."""
    return units(communes())
