"""What reading a file gives, and how far shapes are apart."""

from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo.boundaries.files import read
from geo.boundaries.limits import Limits
from geo.boundaries.report import BoundaryFileError, Finding


def refusal(file: Path, limits: Limits = Limits()) -> Finding:  # noqa: B008
    """Why the file is refused."""
    with pytest.raises(BoundaryFileError) as refused:
        read(file, limits)
    return refused.value.finding


def furthest(one: gpd.GeoSeries, other: gpd.GeoSeries) -> float:
    """The largest Hausdorff distance between two series of shapes, in degrees."""
    return float(shapely.hausdorff_distance(one.to_numpy(), other.to_numpy()).max())
