"""From the reference system of a file to WGS 84, offline and never by guessing a datum.

VN-2000 has zones of three degrees (TM-3) whose definitions often lack an EPSG code; one that names
VN-2000 but that PROJ does not know is tied to WGS 84 by the published parameters.
"""

from __future__ import annotations

import re

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from pyproj import CRS, Transformer
from pyproj.crs import BoundCRS
from pyproj.crs.coordinate_operation import ToWGS84Transformation
from pyproj.exceptions import CRSError, ProjError
from pyproj.network import set_network_enabled  # type: ignore[attr-defined]

from geo.boundaries.report import refuse

WGS84 = CRS.from_epsg(4326)

# Decision 05/2007/QĐ-BTNMT: metres, arc seconds (position vector), parts per million.
_TO_WGS84 = (-191.90441429, -39.30318279, -111.45032835, 0.00928836, -0.01975479, 0.00427372)
_SCALE = 0.252906278
_NAMES_VN2000 = re.compile(r"vn[\s_-]*2000|viet\w*[\s_-]*2000", re.IGNORECASE)
# TM-3 zones by central meridian (105, 105.75, 107.75, …), and UTM 48 and 49, all of VN-2000.
_ZONES = (5896, 5897, 5898, 5899, *range(9205, 9219), 3405, 3406)


def to_wgs84(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The frame in EPSG:4326, x longitude.

    Raises:
        BoundaryFileError: unknown_crs where no transformation to WGS 84 is known.
    """
    set_network_enabled(False)
    crs = frame.crs
    if crs == WGS84:
        return frame.set_crs(WGS84, allow_override=True)
    transformer = _transformer(crs)

    def transform(xy: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.column_stack(transformer.transform(xy[:, 0], xy[:, 1]))

    shapes = shapely.transform(frame.geometry.values, transform)
    return frame.set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs=WGS84))


def zone_that_fits(points: npt.NDArray[np.float64], known: npt.NDArray[np.float64]) -> str:
    """The name of the VN-2000 zone in which the points lie nearest to the known ones.

    "" where the median is over 20 km off in every zone. Columns: x or lon, y or lat.
    """
    found = {}
    for code in _ZONES:
        zone = CRS.from_epsg(code)
        lonlat = np.column_stack(_transformer(zone).transform(points[:, 0], points[:, 1]))
        off = np.hypot(*(lonlat - known).T) * 111
        found[float(np.nanmedian(off))] = f"EPSG:{code} ({zone.name})"
    best = min(found)
    return found[best] if best <= 20 else ""


def _transformer(crs: CRS) -> Transformer:
    try:
        # Without a known datum PROJ would leave it out: 200 m off and nothing said.
        return Transformer.from_crs(crs, WGS84, always_xy=True, allow_ballpark=False)
    except ProjError:
        pass
    try:
        return Transformer.from_crs(_tied(crs), WGS84, always_xy=True, allow_ballpark=False)
    except (ProjError, CRSError):
        raise refuse("unknown_crs", crs.name, "EPSG") from None


def _tied(crs: CRS) -> CRS:
    """The system with VN-2000's own parameters, where it says that it is VN-2000."""
    if not _NAMES_VN2000.search(crs.to_wkt()):
        raise CRSError(f"no datum known: {crs.name}")
    base = crs.geodetic_crs or crs
    return BoundCRS(crs, WGS84, ToWGS84Transformation(base, *_TO_WGS84, _SCALE))
