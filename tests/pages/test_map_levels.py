"""All districts or communes of the nation on one map."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.boundaries import codes_in_layer, layer_name
from pages.parts import map_scene
from tests.pages.reading import address, metrics, mounted, plain, visit

pytestmark = pytest.mark.usefixtures("released", "window")


def levels(app: AppTest) -> Any:
    """The choice of the level at which the whole nation is seen."""
    (found,) = [widget for widget in app.get("button_group") if widget.key == "national_level"]
    return found


def test_all_communes_of_the_nation_at_once_and_back() -> None:
    app = visit("map.py", indicator="teams", data="published", lang="en")
    assert levels(app).options == ["63 provinces", "696 districts", "10,035 communes"]
    levels(app).set_value("commune").run()
    assert address(app) == {"lang": "en", "level": "commune", "indicator": "teams"}
    sent = mounted(app, "map")
    assert sent["layer"] == f"/api/layers/{layer_name('2024', 'commune')}"
    assert (sent["total"], sent["plays"], sent["around"]) == (10_035, False, None)
    assert [38, "Thanh Hóa"] in sent["provinces"]
    assert [name for _, name in sent["provinces"]][:2] == ["An Giang", "Bà Rịa - Vũng Tàu"]
    known = metrics(app)[0][0]
    assert known.endswith("/ 10,035")
    assert len(mounted(app, "ranking")["rows"]) == int(
        known.split()[0]
    )  # without the ten thousand of no figure
    levels(app).set_value("province").run()
    assert address(app) == {"lang": "en", "indicator": "teams"}


def test_all_new_communes_at_once() -> None:
    app = visit("map.py", vintage="2025", level="commune", lang="en")
    assert levels(app).options == ["34 provinces", "3,321 communes"]
    assert mounted(app, "map")["layer"] == f"/api/layers/{layer_name('2025', 'commune')}"


def test_the_communes_of_the_nation_stay_when_the_time_changes() -> None:
    app = visit("map.py", indicator="teams", level="commune", lang="en")
    (units,) = [radio for radio in app.sidebar.radio if radio.key == "choose_vintage"]
    units.set_value("2025").run()
    assert address(app) == {
        "lang": "en",
        "vintage": "2025",
        "level": "commune",
        "indicator": "teams",
    }


def test_areas_without_a_boundary_are_counted_and_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = codes_in_layer("2024", "province") - {1, 20}
    monkeypatch.setattr(map_scene, "codes_in_layer", lambda *_scope: drawn)
    app = visit("map.py", indicator="teams", lang="en", date="2024-05-17", breaks="equal")
    (listed,) = [each for each in app.expander if each.label.startswith("Without a boundary")]
    assert listed.label == "Without a boundary on this map: 2"
    (names,) = listed.markdown
    assert plain(names.value) == "Hà Nội: no data; Lạng Sơn: 1,658 teams"
    assert mounted(app, "map")["undrawn"] == 2
