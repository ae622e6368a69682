"""Polygons of a layer as one coverage."""

import numpy as np
import shapely

from geo.shapes import as_coverage


def test_a_straight_border_gets_the_corner_of_its_neighbours() -> None:
    # One wide box, and two small ones beside it that meet in the middle of its straight side.
    shapes = np.array([shapely.box(0, 0, 2, 2), shapely.box(2, 0, 3, 1), shapely.box(2, 1, 3, 2)])
    assert not shapely.coverage_is_valid(shapes)
    covered = as_coverage(shapes)
    assert shapely.coverage_is_valid(covered)
    assert [2, 1] in shapely.get_coordinates(covered[0]).tolist()
    assert shapely.equals(covered, shapes).all()


def test_a_hole_of_no_shape_stays_a_hole_and_parts_stay_together() -> None:
    ring = shapely.box(0, 0, 3, 3) - shapely.box(1, 1, 2, 2)
    parts = shapely.MultiPolygon([shapely.box(5, 0, 6, 1), shapely.box(7, 0, 8, 1)])
    covered = as_coverage(np.array([ring, parts]))
    assert shapely.equals(covered, [ring, parts]).all()
