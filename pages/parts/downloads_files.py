"""What will be in the files of page Downloads, and the links to them."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
import streamlit as st

from data import selecting
from data.cache import kept
from data.selecting import Selection
from data.writing import csv_text, formats, tables
from data.writing.csv_text import Style
from data.writing.formats import Wish
from data.writing.tables import Table
from pages.parts import components, datasets
from pages.parts.downloads_address import Chosen
from pages.parts.language import _
from pages.parts.wording import number

PREVIEWED = 100  # rows
COUNTED_AT_ONCE = 2  # indicators of what is carried, which is reckoned to be counted
LABELS = {
    "zip": "ZIP: CSV and what it means",
    "csv": "CSV",
    "xlsx": "Excel (XLSX)",
    "parquet": "Parquet",
    "geojson": "GeoJSON",
    "gpkg": "GeoPackage",
}
SAYS = {
    "zip": "with README.txt and metadata.json: sources, definitions, how to cite",
    "csv": "for every program",
    "xlsx": "numbers as numbers, and a sheet that says what they are",
    "parquet": "small and quick, for analysis",
    "geojson": "each row with the outline of its area",
    "gpkg": "for GIS: outlines once, figures in a table beside",
}


class Preview(NamedTuple):
    """The first rows of a file, how many bytes CSV takes for a figure, how many were counted."""

    rows: pd.DataFrame
    bytes_a_figure: int
    counted: int


def figures(chosen: Chosen) -> int | None:
    """How many figures are meant; None for many indicators that take a while to reckon."""
    selection = chosen.selection
    if not selection.is_reckoned:
        return selecting.count(selection)
    if 0 < len(selection.indicators) <= COUNTED_AT_ONCE:
        return preview(selection, chosen.wish, whole=True).counted
    return None


@kept
def preview(selection: Selection, wish: Wish, whole: bool) -> Preview:
    """The first rows, as many as PREVIEWED.

    Args:
        selection: What is meant.
        wish: In which form.
        whole: Whether to go on and count: what is carried is reckoned only once then.
    """
    many = selecting.BATCH_ROWS if whole else PREVIEWED
    table = tables.table(selection, wish.shape, many)
    found: list[pd.DataFrame] = []
    seen = 0
    is_plain = wish.shape == "long" and not selection.sums
    is_short = selection.units == "today" and is_plain and not whole
    first_rows = selecting.first_carried(selection, PREVIEWED) if is_short else None
    frames = table.frames if first_rows is None else [tables.as_in_files(first_rows, table.columns)]
    for frame in frames:
        if sum(map(len, found)) < PREVIEWED:
            found.append(frame)
            seen = table.told.figures
        if not whole and sum(map(len, found)) >= PREVIEWED:
            break  # before the next is made
    if not found:
        return Preview(pd.DataFrame(columns=[each.name for each in table.columns]), 0, 0)
    first = pd.concat(found, ignore_index=True)
    if wish.shape == "long":
        first = first.head(PREVIEWED)
        seen = len(first)
    alone = Table(selection, wish.shape, table.columns, iter([first]))
    size = sum(len(part) for part in list(csv_text.write(alone, Style()))[1:])
    return Preview(first.head(PREVIEWED), size // max(seen, 1), table.told.figures)


def title(selection: Selection, known: int | None) -> str:
    """A sentence with how many figures there are to take away."""
    if known is None:
        if selection.units == "today":
            return _("Figures to take away, carried over into units of today")
        return _("Figures to take away, with sums of communes")
    stored = not selection.is_reckoned and not selection.indicators
    indicators = len(selecting.indicators(selection)) if stored else len(selection.indicators)
    return _(
        "{n} figures of {m} indicators to take away", n=number(known, 0), m=number(indicators, 0)
    )


def draw_preview(chosen: Chosen, known: int | None) -> None:
    """Draws the first rows as the file has them, and what is said of them."""
    is_whole = chosen.selection.is_reckoned and known is not None
    rows = preview(chosen.selection, chosen.wish, whole=is_whole).rows
    st.dataframe(_readable(rows), hide_index=True, height=320)
    said = _("The first {n} rows, as they are in the file.", n=len(rows))
    st.caption(datasets.named(said, chosen.selection.dataset))


def _readable(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with days as the file has them and empty cells for what is not there."""
    days = rows.select_dtypes("datetime")
    texts = rows.select_dtypes("str").fillna("")
    return rows.assign(
        **texts, **{day: days[day].dt.strftime("%Y-%m-%d").fillna("") for day in days}
    )


def draw_files(chosen: Chosen, known: int | None) -> None:
    """Draws the links to the files; a format that cannot hold as many says which can."""
    files = [_file(chosen, name, known) for name in LABELS]
    components.mount("files", key="files", data={"files": files})
    sums = (
        _(
            "Sums of communes say of how many they are (parts, expected); one that lacks any is at "
            "least so much."
        )
        if chosen.selection.sums
        else _("Stored figures only: sums of communes that the map adds up are not in the files.")
    )
    rest = _(
        "An empty cell is no figure, not zero. Where two sources disagree both are there. Large "
        "files are made while they are sent; the browser shows how much has come."
    )
    st.caption(f"{sums} {rest}")


def _file(chosen: Chosen, name: str, known: int | None) -> dict[str, str]:
    wish = Wish(name, chosen.wish.shape, chosen.wish.style)
    most, instead = formats.refusal(chosen.selection, wish, known or 0)
    if most and instead in LABELS:
        instead = _(LABELS[instead])
    if most:
        says = _(
            "holds at most {most} figures; take: {instead}",
            most=number(most, 0),
            instead=_("long rows") if instead == "long" else instead,
        )
        return {"label": _(LABELS[name]), "says": says, "address": ""}
    says = _(SAYS[name])
    if name == "csv" and known is not None:  # how small the others become depends on the figures
        is_whole = chosen.selection.units == "today"
        a_figure = preview(chosen.selection, chosen.wish, whole=is_whole).bytes_a_figure
        says = _("{said}; about {size}", said=says, size=_size(known * a_figure))
    return {"label": _(LABELS[name]), "says": says, "address": chosen.address(name)}


def _size(bytes_: int) -> str:
    if bytes_ < 1_000_000:
        return _("{n} kB", n=number(max(bytes_ // 1000, 1), 0))
    return _("{n} MB", n=number(bytes_ / 1e6, 0))
