"""The usual way to draw such a map, to compare with: the geometry inside a Plotly figure.

A page of its own with nothing but a slider over the months and the map, run by
`benchmarks.national` on the same simulated values: `streamlit run benchmarks/figure_page.py`.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the script's own folder comes first

from data import paths
from data.cache import frame as ask
from geo.geometry import layer_bytes, layer_name

ASKED = {"indicator": "teams", "vintage": "2025", "level": "commune", "within": ""}

st.set_page_config(layout="wide")
history = ask("history_by_area", dataset="demo", **ASKED)
days = sorted(history["as_of"].unique())
place = st.slider("month", 0, len(days) - 1, len(days) - 1)
shown = history[history["as_of"] == days[place]]
name = layer_name("2025", "commune")
layer = json.loads(gzip.decompress(layer_bytes(name, paths.layer_cache())))
figure = go.Figure(
    go.Choroplethmap(
        geojson=layer,
        featureidkey="properties.code",
        locations=shown["code"].astype(int),
        z=shown["value"],
        zmin=history["value"].min(),
        zmax=history["value"].max(),
        text=shown["short_name"],
        marker_line_width=0.5,
    )
)
figure.update_layout(
    map={"style": "white-bg", "center": {"lon": 107, "lat": 16}, "zoom": 4.4},
    height=560,
    margin={"t": 0, "b": 0, "l": 0, "r": 0},
)
st.plotly_chart(figure)
