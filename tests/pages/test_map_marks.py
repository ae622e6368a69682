"""Areas opened and marked on the map, in its list and in the address."""

import pytest

from figures.theme import CATEGORIES
from tests.pages.reading import (
    address,
    button,
    drawn,
    metrics,
    mounted,
    plain,
    said,
    tell,
    title,
    visit,
)

pytestmark = pytest.mark.usefixtures("released", "window")


def test_a_click_opens_and_with_a_key_held_marks() -> None:
    app = visit("map.py", indicator="teams")
    tell(app, "map", clicked={"code": 38, "add": False})
    assert address(app)["area"] == "2024-p38"
    assert app.subheader[0].value == "Thanh Hóa"
    tell(app, "map", clicked={"code": 1, "add": True})
    assert address(app)["area"] == "2024-p38,2024-p01"
    assert [mark[2] for mark in mounted(app, "map")["marked"]] == ["Thanh Hóa", "Hà Nội"]
    tell(app, "map", clicked={"code": 38, "add": True})
    assert address(app)["area"] == "2024-p01"
    button(app, "Bỏ mọi đánh dấu")
    assert "area" not in address(app)
    tell(app, "map", clicked={"code": 99, "add": False})  # a province there is not
    assert "area" not in address(app)
    assert not app.exception


def test_an_island_district_is_opened_on_the_map_of_communes_that_draws_it() -> None:
    params = {"level": "commune", "in": "2024-p48", "indicator": "teams", "lang": "en"}
    app = visit("map.py", **params)
    before = metrics(app)[0]
    tell(app, "map", clicked={"code": 498, "add": False})
    assert address(app)["area"] == "2024-d498"
    assert title(app) == "Hoàng Sa: no figure"
    assert [plain(heading.value) for heading in app.subheader] == ["Hoàng Sa"]
    assert [mark[::2] for mark in mounted(app, "map")["marked"]] == [[498, "Hoàng Sa"]]
    assert "Not on this map" not in said(app)
    assert "0 communes" not in said(app)
    assert metrics(app)[0] == before  # it is no commune, so not counted among them
    # Another province's islands are not on this map, and lead to their own.
    app = visit("map.py", **params, area="2024-d318")
    assert not app.subheader
    assert "Not on this map" in said(app)


def test_at_most_twelve_areas_are_marked() -> None:
    codes = ["01", "02", "04", "06", "08", "10", "11", "12", "14", "15", "17", "19"]
    app = visit("map.py", area=",".join(f"2024-p{code}" for code in codes))
    tell(app, "map", clicked={"code": 20, "add": True})
    assert address(app)["area"] == ",".join(f"2024-p{code}" for code in [*codes[1:], "20"])
    assert not app.warning


def test_the_list_stays_beside_an_opened_area_with_its_marks() -> None:
    app = visit("map.py", indicator="teams", area="2024-p38,2024-p01")
    sent = mounted(app, "ranking")
    assert len(sent["rows"]) == 63
    assert sent["marks"] == {"2024-p38": CATEGORIES[0], "2024-p01": CATEGORIES[1]}
    assert (sent["opened"], mounted(app, "map")["opened"]) == ("2024-p38", 38)
    assert [heading.value for heading in app.subheader] == ["Thanh Hóa"]


def test_a_marked_area_is_opened_without_losing_the_marks_or_their_colours() -> None:
    app = visit("map.py", indicator="teams", area="2024-p38,2024-p34")
    before = mounted(app, "ranking")["marks"]
    tell(app, "ranking", clicked={"code": "2024-p34", "add": False})
    assert (address(app)["area"], address(app)["open"]) == ("2024-p38,2024-p34", "2024-p34")
    sent = mounted(app, "ranking")
    assert (sent["marks"], sent["opened"]) == (before, "2024-p34")
    assert title(app) == "Thái Bình: 1.797 tổ (3/12/2024)"
    assert [heading.value for heading in app.subheader] == ["Thái Bình"]
    (trend,) = drawn(app)
    assert {trace["marker"]["color"] for trace in trend["data"] if "marker" in trace} == {
        CATEGORIES[1]
    }
    tell(app, "map", clicked={"code": 38, "add": False})
    assert "open" not in address(app)
    assert title(app).startswith("Thanh Hóa")
    tell(app, "ranking", clicked={"code": "2024-p27", "add": False})
    assert address(app)["area"] == "2024-p27"


def test_a_link_that_opens_what_it_does_not_mark_says_so() -> None:
    app = visit("map.py", area="2024-p38", open="2024-p34", lang="en")
    (warning,) = app.warning
    assert "open=2024-p34" in plain(warning.value)
    assert title(app).startswith("Thanh Hóa")
