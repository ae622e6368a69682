"""Ways from pages of a month: the map opens where the place lies, and every place is drawn."""

from __future__ import annotations

import pytest

from pages.parts import view
from pages.parts.shared_filters import query_to
from pages.parts.view import View
from tests.pages.reading import said, visit

pytestmark = pytest.mark.usefixtures("released", "window")


@pytest.mark.parametrize(
    ("area", "map_of"),
    [
        ("2025-c05923", {"vintage": "2025", "level": "commune", "in": "2025-p19"}),
        ("2024-d173", {"level": "district", "in": "2024-p19"}),
        ("2025-p38", {"vintage": "2025"}),
    ],
)
def test_the_map_opens_where_the_place_lies(
    session: dict[str, object], area: str, map_of: dict[str, str]
) -> None:
    now = View(areas=(area,), dataset="demo")
    expected = map_of | {"area": area, "data": "demo"}
    assert query_to(now, "map", "commune") == expected
    assert query_to(now, "teams", "commune") == {"area": area, "data": "demo"}
    assert query_to(now, "map", "trends") == {"area": area, "data": "demo"}


@pytest.mark.parametrize(
    "area", ["2025-p38", "2024-p19", "2025-c05923", "2024-d173", "2024-c05944"]
)
def test_quality_of_what_is_published_is_drawn_for_every_place(area: str) -> None:
    app = visit("quality.py", area=area)
    assert not app.exception
    assert view.area(area)["short_name"].iloc[0] in said(app)
