"""Which figures are meant: a selection as it stands in an address, and what is stored of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Any

import pandas as pd

from data import engine, lost_codes, selecting_carried, selecting_parts
from data.cache import bound, fresh, kept
from data.cache import rows as ask_rows
from data.carrying import TODAY
from data.datasets import DATASETS, PUBLISHED
from data.unchanged import unchanged
from geo.areas import LEVELS, NATION, VINTAGES

UNITS = ("then", "today")
SUMS = ("", "communes")
MOST_AREAS = 500  # of an address, which browsers and what lies between take up to some length
BATCH_ROWS = 10_000  # what a query takes to sort them is a tenth of what a file may take
AREA_FORMS = ("vn", "2024-p38", "2024-d173", "2024-c15718", "2025-p38", "2025-c14758")
PARAMETERS = (
    *("data", "indicator", "area", "level", "in", "vintage", "first", "last", "units", "sums"),
)


@dataclass(frozen=True)
class Problem:
    """One parameter of an address that cannot be followed, what it says, and what it may say."""

    parameter: str
    found: str
    legal: tuple[str, ...]


class SelectionError(ValueError):
    """An address that names no selection.

    Attributes:
        problems: All that is wrong with it, in the order of PARAMETERS.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        said = (f"{p.parameter}={p.found!r}, legal: {', '.join(p.legal)}" for p in problems)
        super().__init__("; ".join(said))


@dataclass(frozen=True)
class Selection:
    """Which figures of one dataset are meant. An empty tuple and "" mean all.

    Attributes:
        dataset: One of DATASETS.
        indicators: Ids.
        areas: Ids, of any level and vintage.
        level: One of LEVELS.
        within: An area: it and what lies in it, at both times.
        vintage: Of the areas; the nation has none and is of both.
        first: Day that figures are of, at the earliest. A period leaves undated figures out.
        last: Day that figures are of, at the latest.
        units: "then", or "today" for figures carried over 1 July 2025 into the areas of today.
        sums: "communes" for sums of an area's communes too, where it has no figure of its own.
    """

    dataset: str = PUBLISHED
    indicators: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    level: str = ""
    within: str = ""
    vintage: str = ""
    first: date | None = None
    last: date | None = None
    units: str = "then"
    sums: str = ""

    @property
    def is_reckoned(self) -> bool:
        """Whether more is meant than what is stored."""
        return self.units == "today" or bool(self.sums)

    def to_query(self) -> dict[str, str]:
        """The parameters of an address, for `from_query`; those that mean all are left out."""
        params = {
            "data": "" if self.dataset == PUBLISHED else self.dataset,
            "indicator": ",".join(self.indicators),
            "area": ",".join(self.areas),
            "level": self.level,
            "in": self.within,
            "vintage": self.vintage,
            "first": self.first.isoformat() if self.first else "",
            "last": self.last.isoformat() if self.last else "",
            "units": "" if self.units == "then" else self.units,
            "sums": self.sums,
        }
        return {name: value for name, value in params.items() if value}

    def asked(self) -> dict[str, Any]:
        """The parameters of the queries selected_figures and selected_count."""
        return {
            "dataset": self.dataset,
            "indicators": self.indicators,
            **self.asked_areas(),
            "first": self.first,
            "last": self.last,
            "undated": self.first is None and self.last is None,
        }

    def asked_areas(self) -> dict[str, Any]:
        """The parameters of the query selected_areas."""
        return {name: getattr(self, name) for name in ("areas", "level", "within", "vintage")}


def from_query(params: Mapping[str, str]) -> Selection:
    """The selection that the parameters of an address name; others than PARAMETERS are not read.

    Args:
        params: Lists have commas between their ids; an empty text is as none.

    Raises:
        SelectionError: with all that the parameters name wrongly.
    """
    given = {name: params.get(name, "") for name in PARAMETERS}
    found: list[Problem] = []
    within = "" if given["in"] == NATION else given["in"]
    selection = Selection(
        dataset=_legal("data", given["data"] or PUBLISHED, DATASETS, found),
        indicators=_indicators(_listed(given["indicator"]), found),
        areas=_areas("area", _listed(given["area"]), MOST_AREAS, found),
        level=_legal("level", given["level"], ("", *LEVELS), found),
        within="".join(_areas("in", _listed(within), 1, found)),
        vintage=_legal("vintage", given["vintage"], ("", *VINTAGES), found),
        first=_day("first", given["first"], found),
        last=_day("last", given["last"], found),
        units=_legal("units", given["units"] or "then", UNITS, found),
        sums=_legal("sums", given["sums"], SUMS, found),
    )
    found += _contradictions(selection)
    if found:
        raise SelectionError(tuple(sorted(found, key=lambda p: PARAMETERS.index(p.parameter))))
    return selection


def count(selection: Selection) -> int:
    """How many figures are stored of the selection; carried ones are reckoned to be counted."""
    if selection.is_reckoned:
        return _count_carried(selection)
    return sum(row.figures for row in _counted(selection))


def batches(selection: Selection, batch_rows: int = BATCH_ROWS) -> Iterator[pd.DataFrame]:
    """The figures of the selection in frames that are made one after the other.

    Rows have the columns of the view `figure`, in units of today also those of `carrying.SAID`,
    with sums those of `summing.SAID`, and the order of indicator, as_of (undated last), area_id,
    origin. Nothing of the warehouse is held between two frames.

    Args:
        selection: As `from_query` gives it.
        batch_rows: Of a frame, at most.

    Raises:
        FiguresChanged: the warehouse was written to in between. What was given is to be dropped.
    """
    made = _carried if selection.is_reckoned else _stored
    return unchanged(made(selection, batch_rows))


def first_carried(selection: Selection, most: int) -> pd.DataFrame | None:
    """The first rows of `batches` in units of today, where they can be had without the rest.

    Args:
        selection: In units of today.
        most: Rows.
    """
    return selecting_carried.first_rows(selection, area_ids(selection), most)


def days(selection: Selection, batch_rows: int = BATCH_ROWS) -> Iterator[pd.DataFrame]:
    """The stored figures in frames of all that is of some days, undated ones last; see `batches`.

    Args:
        selection: In units of their time.
        batch_rows: Of a frame, at most, unless there are more of one day.

    Raises:
        FiguresChanged: as for `batches`.
    """
    asked = selection.asked()
    pieces = ({**asked, **span} for span in selecting_parts.spans(_counted(selection), batch_rows))
    return unchanged(fresh("selected_figures", **piece) for piece in pieces)


def indicators(selection: Selection) -> list[str]:
    """Ids of the indicators with stored figures in the selection."""
    return list(dict.fromkeys(row.indicator for row in _counted(selection)))


def area_ids(selection: Selection) -> tuple[str, ...]:
    """Ids of the areas that the selection means, with figures or without."""
    if selection.units == "today" and not selection.areas:
        selection = replace(selection, vintage=TODAY)
    return tuple(row.area_id for row in ask_rows("selected_areas", **selection.asked_areas()))


def _stored(selection: Selection, batch_rows: int) -> Iterator[pd.DataFrame]:
    """What is stored, a part at a time: to sort all at once takes memory for all."""
    for part in selecting_parts.parts(_counted(selection), batch_rows):
        asked = bound({**selection.asked(), **part})
        for batch in engine.batches("selected_figures", batch_rows, **asked):
            yield batch.to_pandas(date_as_object=False)


def _counted(selection: Selection) -> tuple[Any, ...]:
    return ask_rows("selected_count", **selection.asked())


def _carried(selection: Selection, batch_rows: int) -> Iterator[pd.DataFrame]:
    return selecting_carried.frames(selection, area_ids(selection), batch_rows)


@kept
def _count_carried(selection: Selection) -> int:
    return sum(len(rows) for rows in _carried(selection, BATCH_ROWS))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in text.split(",") if part))


def _legal(parameter: str, text: str, legal: tuple[str, ...], found: list[Problem]) -> str:
    if text not in legal:
        found.append(Problem(parameter, text, tuple(value for value in legal if value)))
    return text


def _indicators(codes: tuple[str, ...], found: list[Problem]) -> tuple[str, ...]:
    known = [row.indicator_id for row in ask_rows("indicators")]
    for code in codes:
        if code not in known:
            like = get_close_matches(code, known) or sorted(known)
            found.append(Problem("indicator", code, tuple(like)))
    return codes


def _areas(
    parameter: str, codes: tuple[str, ...], most: int, found: list[Problem]
) -> tuple[str, ...]:
    if len(codes) > most:
        found.append(Problem(parameter, str(len(codes)), (f"at most {most}",)))
        return codes
    known = {row.area_id for row in ask_rows("areas_by_id", areas=codes)} if codes else set()
    for code in codes:
        if code not in known:
            like = tuple(lost_codes.meant(code)["area_id"])
            found.append(Problem(parameter, code, like or AREA_FORMS))
    return codes


def _day(parameter: str, text: str, found: list[Problem]) -> date | None:
    if not text:
        return None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):  # fromisoformat reads 20250630 too
        with suppress(ValueError):
            return date.fromisoformat(text)
    found.append(Problem(parameter, text, ("year-month-day, such as 2025-06-30",)))
    return None


def _contradictions(asked: Selection) -> Iterator[Problem]:
    """What is legal by itself and leaves nothing together."""
    if asked.first and asked.last and asked.first > asked.last:
        yield Problem("last", asked.last.isoformat(), (f"{asked.first} or later",))
    of_today = asked.vintage == TODAY or (asked.units == "today" and not asked.areas)
    if asked.level == "district" and of_today:
        yield Problem("level", "district", tuple(level for level in LEVELS if level != "district"))
    if asked.units == "today" and asked.vintage == "2024":
        yield Problem("units", "today", ("then",))
    if asked.sums and asked.dataset == PUBLISHED:  # which stays as its sources have it
        yield Problem("sums", asked.sums, ("data=reported", "data=demo"))
