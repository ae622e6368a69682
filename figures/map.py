"""The choropleth map: geometry by URL, one class index and one line of hover per area."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from figures.theme import BORDER, FONT, OPENED

# Mainland and archipelagos together fill the view; it is not fitted to the areas that have data.
CENTRE = {"lon": 108.9, "lat": 15.9}
WIDE, NARROW = (590, 4.6), (440, 4.1)  # height in pixels, zoom
ARCHIPELAGOS = {"Hoàng Sa": (112.0, 16.5), "Trường Sa": (114.0, 10.0)}
SEA = "#eaf1f5"


def choropleth(
    areas: pd.DataFrame,
    layer_url: str,
    colours: list[str],
    *,
    opened: int | None,
    boundary_note: str,
    archipelago_label: str,
    narrow: bool,
) -> go.Figure:
    """A map of `areas`, each in the colour of its class.

    Args:
        areas: One row per area: `code` (whole number, as in the layer), `class_index`
            (into `colours`), `hover` and `source` (escaped markup; many areas share a source).
        layer_url: GeoJSON in EPSG:4326 whose features have the property `code`.
        colours: One per class index, "no data" last.
        opened: The code of the area to outline, if any.
        boundary_note: What is said of the boundaries, on the map.
        archipelago_label: The label of an archipelago, with `{name}` in it.
        narrow: Whether it is shown on a phone.
    """
    height, zoom = NARROW if narrow else WIDE
    figure = go.Figure(_areas(areas, layer_url, colours, opened))
    figure.update_layout(
        template="none",
        height=height,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        map={"style": _style(archipelago_label), "center": CENTRE, "zoom": zoom},
        showlegend=False,
        clickmode="event+select",
        dragmode="pan",
        font={"family": FONT},
        hoverlabel={"align": "left", "font": {"family": FONT, "size": 13}},
        annotations=[_note(boundary_note)],
        paper_bgcolor="rgba(0,0,0,0)",
    )
    return figure


def _areas(
    areas: pd.DataFrame, layer_url: str, colours: list[str], opened: int | None
) -> go.Choroplethmap:
    steps = len(colours)
    outlined = areas["code"] == opened
    places, sources = pd.factorize(areas["source"])
    return go.Choroplethmap(
        geojson=layer_url,
        featureidkey="properties.code",
        locations=areas["code"].to_numpy(np.uint16),
        z=areas["class_index"].to_numpy(np.uint8),
        zmin=-0.5,
        zmax=steps - 0.5,
        colorscale=[
            [edge / steps, colour]
            for index, colour in enumerate(colours)
            for edge in (index, index + 1)
        ],
        showscale=False,
        text=areas["hover"].tolist(),
        # Each source is sent once, however many areas it speaks of.
        meta=[f"<br>{source}" if source else "" for source in sources],
        hovertemplate=[f"%{{text}}%{{meta[{place}]}}<extra></extra>" for place in places],
        marker={
            "opacity": 1,
            "line": {
                "width": np.where(outlined, 3, 0.6).tolist() if outlined.any() else 0.6,
                "color": np.where(outlined, OPENED, BORDER).tolist() if outlined.any() else BORDER,
            },
        },
        # A click opens an area; it must not make the others fade.
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _style(label: str) -> dict[str, object]:
    """An offline map style: the sea, and both archipelagos with their names."""
    points = [
        {
            "type": "Feature",
            "properties": {"name": label.format(name=name)},
            "geometry": {"type": "Point", "coordinates": place},
        }
        for name, place in ARCHIPELAGOS.items()
    ]
    archipelagos = {"type": "FeatureCollection", "features": points}
    return {
        "version": 8,
        "name": "offline",
        "glyphs": "/api/glyphs/{fontstack}/{range}.pbf",
        "sources": {"archipelagos": {"type": "geojson", "data": archipelagos}},
        "layers": [
            {"id": "sea", "type": "background", "paint": {"background-color": SEA}},
            {
                "id": "archipelagos",
                "type": "symbol",
                "source": "archipelagos",
                "layout": {
                    "text-field": ["get", "name"],
                    "text-font": [FONT],
                    "text-size": 12,
                    "text-anchor": "top",
                    "text-offset": [0, 0.6],
                },
                "paint": {"text-color": "#26343b"},
            },
        ],
    }


def _note(text: str) -> dict[str, object]:
    return {
        "text": text,
        "xref": "paper",
        "yref": "paper",
        "x": 0.01,
        "y": 0.01,
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "showarrow": False,
        "font": {"size": 11, "color": "#4a575e"},
        "bgcolor": "rgba(255,255,255,0.8)",
    }
