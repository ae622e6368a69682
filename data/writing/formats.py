"""The formats that a selection can be taken away in: what each is called, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from data import exports
from data.datasets import PUBLISHED
from data.selecting import Problem, Selection, SelectionError
from data.writing import csv_text, geography, package, parquet, workbook
from data.writing.csv_text import Style
from data.writing.tables import SHAPES, Table, table

MOST_CARRIED_WIDE = 500_000  # figures that are carried are put side by side all at once
PARAMETERS = ("format", "shape", "separator", "numbers")
NAMED = 2  # indicators that a file's name tells


@dataclass(frozen=True)
class Format:
    """One format.

    Attributes:
        ending: Of the file's name.
        media: The media type.
        write: Gives the bytes of a table.
        most: Rows it can hold; None for any number.
        instead: The format to take above that.
    """

    ending: str
    media: str
    write: Callable[[Table, Style], Iterator[bytes]]
    most: int | None = None
    instead: str = ""


def _plainly(
    write: Callable[[Table], Iterator[bytes]],
) -> Callable[[Table, Style], Iterator[bytes]]:
    return lambda rows, _style: write(rows)


FORMATS = {
    "csv": Format("csv", "text/csv; charset=utf-8", csv_text.write),
    "xlsx": Format(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _plainly(workbook.write),
        workbook.MOST_ROWS,
        "csv",
    ),
    "parquet": Format("parquet", "application/vnd.apache.parquet", _plainly(parquet.write)),
    "geojson": Format(
        "geojson",
        "application/geo+json",
        _plainly(geography.write_geojson),
        geography.MOST_FEATURES,
        "gpkg",
    ),
    "gpkg": Format(
        "gpkg",
        "application/geopackage+sqlite3",
        _plainly(geography.write_geopackage),
        1_000_000,
        "parquet",
    ),
    "zip": Format("zip", "application/zip", package.write),
}


@dataclass(frozen=True)
class Wish:
    """What is to be made of a selection: one of FORMATS, one of SHAPES, and the style of CSV."""

    format: str
    shape: str = "long"
    style: Style = field(default_factory=Style)

    def to_query(self) -> dict[str, str]:
        """The parameters of an address that `wish_of` reads, the format aside."""
        style = Style()
        params = {
            "shape": "" if self.shape == "long" else self.shape,
            "separator": "" if self.style.separator == style.separator else self.style.separator,
            "numbers": "" if self.style.numbers == style.numbers else self.style.numbers,
        }
        return {name: value for name, value in params.items() if value}


def wish_of(params: Mapping[str, str]) -> Wish:
    """What the parameters of an address wish; a CSV where they say nothing.

    Args:
        params: Those of PARAMETERS are read.

    Raises:
        SelectionError: with all that they say wrongly.
    """
    style = Style()
    legal = {
        "format": ("csv", tuple(FORMATS)),
        "shape": ("long", SHAPES),
        "separator": (style.separator, tuple(csv_text.SEPARATORS)),
        "numbers": (style.numbers, csv_text.NUMBERS),
    }
    said = {name: params.get(name) or first for name, (first, _values) in legal.items()}
    wrong = [name for name, value in said.items() if value not in legal[name][1]]
    if wrong:
        raise SelectionError(tuple(Problem(name, said[name], legal[name][1]) for name in wrong))
    return Wish(said["format"], said["shape"], Style(said["separator"], said["numbers"]))


def is_limited(wish: Wish) -> bool:
    """Whether the file can hold only so many figures."""
    return FORMATS[wish.format].most is not None or wish.shape == "wide"


def refusal(selection: Selection, wish: Wish, figures: int) -> tuple[int, str]:
    """How many rows are the most, and the format to take instead; (0, "") where all fit.

    Wide files have fewer rows than figures, so what fits as figures fits.

    Args:
        selection: What is meant.
        wish: In which form.
        figures: How many there are of it.
    """
    most = FORMATS[wish.format].most
    if most is not None and figures > most:
        return most, FORMATS[wish.format].instead
    is_carried_wide = wish.shape == "wide" and selection.is_reckoned
    if is_carried_wide and figures > MOST_CARRIED_WIDE:
        return MOST_CARRIED_WIDE, "long"
    return 0, ""


def parts(selection: Selection, wish: Wish) -> Iterator[bytes]:
    """The bytes of the file, as they are made.

    Args:
        selection: What is meant.
        wish: In which form.

    Raises:
        FiguresChanged: figures were stored meanwhile; what was given is to be dropped.
    """
    return FORMATS[wish.format].write(table(selection, wish.shape), wish.style)


def file_name(selection: Selection, wish: Wish) -> str:
    """A name that says what is inside, such as "atlas_demo_teams_2024-p38_wide.xlsx"."""
    indicators = selection.indicators
    named = indicators if len(indicators) <= NAMED else (f"{len(indicators)} indicators",)
    areas = selection.areas
    day = [str(day) for day in (selection.first, selection.last) if day]
    said = (
        "" if selection.dataset == PUBLISHED else selection.dataset,
        *named,
        *(areas if len(areas) == 1 else [f"{len(areas)} areas"] if areas else []),
        selection.within,
        selection.level,
        selection.vintage,
        *day,
        "" if selection.units == "then" else selection.units,
        f"sums of {selection.sums}" if selection.sums else "",
        "" if wish.shape == "long" else wish.shape,
    )
    stem = exports.file_name(*said).removesuffix(".csv")
    return f"{'atlas_figures' if stem == 'atlas' else stem}.{FORMATS[wish.format].ending}"
