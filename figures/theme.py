"""Colours and type that all figures share."""

from __future__ import annotations

FONT = "Be Vietnam Pro, Segoe UI, Roboto, Noto Sans, sans-serif"

# ColorBrewer YlGnBu, by the number of classes; made for colour-blind readers too.
SEQUENTIAL = {
    1: ["#41b6c4"],
    2: ["#a1dab4", "#2c7fb8"],
    3: ["#edf8b1", "#7fcdbb", "#2c7fb8"],
    4: ["#ffffcc", "#a1dab4", "#41b6c4", "#225ea8"],
    5: ["#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494"],
    6: ["#ffffcc", "#c7e9b4", "#7fcdbb", "#41b6c4", "#2c7fb8", "#253494"],
    7: ["#ffffcc", "#c7e9b4", "#7fcdbb", "#41b6c4", "#1d91c0", "#225ea8", "#0c2c84"],
}
# ColorBrewer PuOr, falls to rises; made for colour-blind readers too. By the classes on each side.
DIVERGING = {
    1: ["#f1a340", "#f7f7f7", "#998ec3"],
    2: ["#e66101", "#fdb863", "#f7f7f7", "#b2abd2", "#5e3c99"],
    3: ["#b35806", "#f1a340", "#fee0b6", "#f7f7f7", "#d8daeb", "#998ec3", "#542788"],
}
UNSURE = "#8f9a5b"  # a change whose direction is not known
NO_DATA, NO_DATA_IN_DARK = "#dfe3e6", "#868f95"
BORDER = "#6b767c"
OPENED = "#d1495b"

# Okabe–Ito without its yellow and black, each lost on one of the two themes, then further tones.
CATEGORIES = [
    "#0072B2",
    "#D55E00",
    "#009E73",
    "#CC79A7",
    "#56B4E9",
    "#E69F00",
    "#767676",
    "#7A5195",
    "#8C6D31",
    "#637939",
    "#AD494A",
    "#5B6F7A",
]


def class_colours(classes: int, more_is_dark: bool, dark: bool = False) -> list[str]:
    """One colour per class from low to high values, "no data" last.

    Args:
        classes: How many classes have values.
        more_is_dark: False where a low value is the good one, as with ranks.
        dark: Whether the page's background is dark.
    """
    colours = SEQUENTIAL.get(classes, [])
    no_data = NO_DATA_IN_DARK if dark else NO_DATA
    return [*(colours if more_is_dark else colours[::-1]), no_data]


def change_colours(side: int, dark: bool = False) -> list[str]:
    """One colour per class from the largest fall to the largest rise, then unsure, then "no data".

    Args:
        side: How many classes there are of falls, and as many of rises.
        dark: Whether the page's background is dark.
    """
    return [*DIVERGING[side], UNSURE, NO_DATA_IN_DARK if dark else NO_DATA]
