"""A map for print as plain values: what `geo.print` draws, in words that are ready to be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Box = tuple[float, float, float, float]  # west, south, east, north in degrees


class Paper(NamedTuple):
    """Width and height in inches, and how large letters are: slides are seen from afar."""

    wide: float
    high: float
    letters: float


PAPERS = {
    "a4": Paper(11.69, 8.27, 1.0),
    "a4-portrait": Paper(8.27, 11.69, 1.0),
    "slide": Paper(13.333, 7.5, 1.3),
}
FORMS = {"png": "image/png", "svg": "image/svg+xml"}
DPI = 300
MILLIMETRES = 25.4  # in an inch


def millimetres(paper: str) -> tuple[int, int]:
    """Width and height of one of PAPERS."""
    return round(PAPERS[paper].wide * MILLIMETRES), round(PAPERS[paper].high * MILLIMETRES)


@dataclass(frozen=True)
class Entry:
    """One line of the legend: a class, "no data" among them.

    Attributes:
        colour: Of its areas, as #rrggbb.
        label: The class in words.
        count: How many areas are in it, in words.
    """

    colour: str
    label: str
    count: str


@dataclass(frozen=True)
class Value:
    """What one area shows: its GSO code, the place of its class in the legend, and its bubble.

    Attributes:
        radius: Of the bubble in pixels of the page's map; 0 where areas are filled.
    """

    code: int
    index: int
    radius: float = 0.0


@dataclass(frozen=True)
class Mark:
    """An area that is outlined and named, in its own colour."""

    code: int
    colour: str
    name: str
    value: str


@dataclass(frozen=True)
class Inset:
    """A place in the sea that is enlarged beside the map: its name, and where its areas lie."""

    name: str
    box: Box


@dataclass(frozen=True)
class Sheet:
    """One map on one sheet; every text is plain, nothing in it is read as markup.

    Attributes:
        title: A sentence with the answer in it.
        subtitle: What is measured, for how many areas and up to when.
        measure: What the legend counts classes of.
        notes: The lines under the map: boundaries, source, dataset.
        link: Where the same view is found.
        entries: The classes from low to high, "no data" last.
        values: One of each area with a value; an area of the layer without one has no data.
        sizes: The values that the legend gives bubbles for, in words, with their radius.
        undrawn: How many areas have no boundary, in words; "" where all have one.
        marks: The areas to outline and to name.
        archipelagos: Hoàng Sa and Trường Sa: on every map of the nation, and beside it enlarged.
        whole: What a map of the nation shows.
        province: The code of the province whose areas these are; None for the nation.
        place: Its name.
    """

    title: str
    subtitle: str
    measure: str
    notes: tuple[str, ...]
    link: str
    entries: tuple[Entry, ...]
    values: tuple[Value, ...]
    archipelagos: tuple[Inset, ...]
    whole: Box
    sizes: tuple[tuple[str, float], ...] = ()
    undrawn: str = ""
    marks: tuple[Mark, ...] = ()
    province: int | None = None
    place: str = ""
