"""The usual ways to draw such a map, to compare with: the geometry goes with every change.

The product's own pages with only the map replaced, by a slider over the dates and a map that
`ATLAS_BENCHMARK_MAP` names: a Plotly figure, deck.gl (`st.pydeck_chart`), Leaflet (folium). Run by
`benchmarks.national`: `streamlit run benchmarks/usual_page.py`.
"""

from __future__ import annotations

import gzip
import json
import os
import runpy
import sys
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pydeck  # type: ignore[import-untyped]
import streamlit as st

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # the script's own folder comes first

from data.boundaries import layer_bytes  # noqa: E402
from pages.parts import map_picture, view  # noqa: E402
from pages.parts.map_scene import MapScene  # noqa: E402


def draw(scene: MapScene, key: str = "map") -> None:
    """Draws the scene in the way that is named, below a slider over its dates."""
    st.session_state[f"step-{key}"] = scene.steps.index(scene.day)
    st.slider(
        "date",
        0,
        len(scene.steps) - 1,
        key=f"step-{key}",
        on_change=lambda: view.go(date=scene.steps[st.session_state[f"step-{key}"]]),
    )
    layer = json.loads(gzip.decompress(layer_bytes(map_picture.layers_of(scene.now)[0])))
    WAYS[os.environ["ATLAS_BENCHMARK_MAP"]](scene, layer)


def draw_figure(scene: MapScene, layer: dict[str, Any]) -> None:
    """A Plotly figure that holds the layer."""
    known = scene.known
    figure = go.Figure(
        go.Choroplethmap(
            geojson=layer,
            featureidkey="properties.code",
            locations=known["code"].astype(int),
            z=scene.class_of(known),
            zmin=0,
            zmax=len(scene.labels),
            text=known["short_name"],
            marker_line_width=0.5,
        )
    )
    figure.update_layout(
        map={"style": "white-bg", "center": {"lon": 107, "lat": 16}, "zoom": 4.4},
        height=560,
        margin={"t": 0, "b": 0, "l": 0, "r": 0},
    )
    st.plotly_chart(figure)


def draw_deck(scene: MapScene, layer: dict[str, Any]) -> None:
    """A GeoJsonLayer of deck.gl, each feature with its colour."""
    coloured = _coloured(scene, layer)
    for feature in coloured["features"]:
        colour = feature["properties"]["fill"].lstrip("#")
        feature["properties"]["fill"] = [int(colour[at : at + 2], 16) for at in (0, 2, 4)]
    filled = pydeck.Layer(
        "GeoJsonLayer", coloured, get_fill_color="properties.fill", get_line_width=50
    )
    at = pydeck.ViewState(latitude=16, longitude=107, zoom=4.4)
    st.pydeck_chart(pydeck.Deck([filled], initial_view_state=at, map_style=None), height=560)


def draw_leaflet(scene: MapScene, layer: dict[str, Any]) -> None:
    """A GeoJson layer of Leaflet, each feature with its colour."""
    import folium  # noqa: PLC0415  needed for this way alone
    from streamlit_folium import (  # type: ignore[import-untyped]  # noqa: PLC0415
        st_folium,
    )

    drawn = folium.Map([16, 107], zoom_start=5, tiles=None, prefer_canvas=True)
    folium.GeoJson(
        _coloured(scene, layer),
        style_function=lambda feature: {
            "fillColor": feature["properties"]["fill"],
            "weight": 0.5,
        },
    ).add_to(drawn)
    st_folium(drawn, height=560, returned_objects=[])


def _coloured(scene: MapScene, layer: dict[str, Any]) -> dict[str, Any]:
    known = scene.known
    colours = scene.colours_on(dark=False)
    codes = known["code"].astype(int)
    found = dict(zip(codes, scene.class_of(known), strict=True))
    for feature in layer["features"]:
        code = int(feature["properties"]["code"])
        feature["properties"]["fill"] = colours[found.get(code, -1)]
    return layer


WAYS = {"figure": draw_figure, "deck": draw_deck, "leaflet": draw_leaflet}
map_picture.draw = draw
runpy.run_path(str(ROOT / "pages" / "shell.py"))
