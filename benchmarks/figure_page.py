"""The usual way to draw such a map, to compare with: the geometry inside a Plotly figure.

The product's own pages with only the map replaced, by a slider over the dates and such a figure;
run by `benchmarks.national`: `streamlit run benchmarks/figure_page.py`.
"""

from __future__ import annotations

import gzip
import json
import runpy
import sys
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # the script's own folder comes first

from data.boundaries import layer_bytes  # noqa: E402
from pages.parts import map_picture, view  # noqa: E402
from pages.parts.map_scene import MapScene  # noqa: E402


def draw(scene: MapScene, key: str = "map") -> None:
    """Draws the scene as a figure that holds its layer."""
    st.session_state[f"step-{key}"] = scene.steps.index(scene.day)
    st.slider(
        "date",
        0,
        len(scene.steps) - 1,
        key=f"step-{key}",
        on_change=lambda: view.go(date=scene.steps[st.session_state[f"step-{key}"]]),
    )
    layer = layer_bytes(map_picture.layers_of(scene.now)[0])
    known = scene.known
    figure = go.Figure(
        go.Choroplethmap(
            geojson=json.loads(gzip.decompress(layer)),
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


map_picture.draw = draw
runpy.run_path(str(ROOT / "pages" / "shell.py"))
