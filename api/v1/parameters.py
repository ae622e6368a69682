"""The parameters that requests may have, each read with what is legal where it is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.datastructures import QueryParams

from data.cache import rows
from data.datasets import DATASETS, PUBLISHED
from geo.areas import LEVELS, VINTAGES, AreaId
from geo.names import fold

MOST_ROWS, ROWS = 10_000, 1_000  # of a page, and where no limit is given
MOST_LETTERS = 200  # of a name


@dataclass(frozen=True)
class Fault:
    """What is wrong with one parameter.

    Attributes:
        parameter: Its name.
        found: What was given, as it was written.
        legal: The values that it may have, or one sentence each on what they look like.
    """

    parameter: str
    found: str
    legal: tuple[str, ...]


class Refused(Exception):  # noqa: N818  said as it is caught: except Refused
    """The parameters do not make a question: `faults` says why, all at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)


@dataclass(frozen=True)
class Parameter:
    """One parameter of a request.

    Attributes:
        name: As it stands in an address.
        says: What it is for, for readers of the description.
        schema: Its JSON schema; a list is comma separated.
        read: The value for its text, ValueError with what is legal for any other.
        asks: The parameter of the query that takes it; "" for those that no query takes.
        default: Its text where it is not given.
        example: A text that it may have.
    """

    name: str
    says: str
    schema: Mapping[str, Any]
    read: Callable[[str], object]
    asks: str = ""
    default: str = ""
    example: str = ""


def values_of(parameters: Iterable[Parameter], given: QueryParams) -> dict[str, Any]:
    """The value of every parameter by name.

    Raises:
        Refused: With every parameter that is unknown, given twice or has no legal value.
    """
    known = {parameter.name: parameter for parameter in parameters}
    faults = [Fault(name, given[name], tuple(known)) for name in given if name not in known]
    values = {}
    for name, parameter in known.items():
        texts = given.getlist(name)
        if len(texts) > 1:
            faults.append(Fault(name, ", ".join(texts), ("given once",)))
            continue
        try:
            values[name] = parameter.read(texts[0] if texts else parameter.default)
        except ValueError as error:
            faults.append(Fault(name, texts[0], tuple(error.args)))
    if faults:
        raise Refused(faults)
    return values


def one_of(legal: Iterable[str], empty: bool = False) -> Callable[[str], str]:
    """Reads a text that is one of those listed, or empty where that is allowed."""
    known = tuple(legal)

    def read(text: str) -> str:
        if text in known or (empty and not text):
            return text
        raise ValueError(*known)

    return read


def listed(text: str) -> list[str]:
    """The parts of a comma separated list, none of them empty."""
    parts = [part.strip() for part in text.split(",")] if text else []
    if not all(parts):
        raise ValueError("ids separated by commas")
    return list(dict.fromkeys(parts))


def areas(text: str) -> list[str]:
    """The ids of a list of areas, each of an area that there is."""
    found = listed(text)
    known = {row.area_id for row in rows("areas_by_id", areas=tuple(found))} if found else set()
    if unknown := [area for area in found if area not in known]:
        raise ValueError(*map(_why_unknown, unknown))
    return found


def area(text: str) -> str:
    """The id of one area that there is, or none."""
    if text and areas(text) != [text]:
        raise ValueError("the id of one area")
    return text


def province(text: str) -> str:
    """The id of a province that there is, or of the nation, or none."""
    if area(text) and AreaId.parse(text).level not in ("province", "nation"):
        raise ValueError("the id of a province, or vn")
    return text


def indicators(text: str) -> list[str]:
    """The ids of a list of indicators, each one of the catalogue."""
    found, known = listed(text), [row.indicator_id for row in rows("indicators")]
    if not set(found) <= set(known):
        raise ValueError(*sorted(known))
    return found


def day(text: str) -> date | None:
    """The day that is written as 2025-06-30, or none."""
    if not text:
        return None
    with suppress(ValueError):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            return date.fromisoformat(text)
    raise ValueError("a day such as 2025-06-30")


def most_rows(text: str) -> int:
    """How many rows a page has at most."""
    if text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= MOST_ROWS:
        return int(text)
    raise ValueError(f"a whole number from 1 to {MOST_ROWS}")


def folded(text: str) -> str:
    """A name, or part of one, as areas are compared by."""
    if len(text) > MOST_LETTERS or (text and not fold(text)):
        raise ValueError(f"letters and digits of a name, at most {MOST_LETTERS}")
    return fold(text)


def _why_unknown(text: str) -> str:
    try:
        AreaId.parse(text)
    except ValueError as error:
        return str(error)
    return f"no area is {text}; /api/v1/areas lists those there are"


def choice(
    name: str, asks: str, says: str, legal: Iterable[str], default: str = "", example: str = ""
) -> Parameter:
    """A parameter with one of a few values; without a default, none means all."""
    known = tuple(legal)
    schema = {"type": "string", "enum": list(known)} | ({"default": default} if default else {})
    read = one_of(known, empty=not default)
    return Parameter(name, says, schema, read, asks, default, example or known[0])


LIST = {"type": "array", "items": {"type": "string", "pattern": "^[^,]+$"}}
DAY = {"type": "string", "format": "date"}

DATA = choice(
    "data", "dataset", "Whose figures; datasets are never added together.", DATASETS, PUBLISHED
)
INDICATOR = Parameter(
    "indicator",
    "Ids of indicators, separated by commas; all if left out.",
    LIST,
    indicators,
    "indicators",
    example="teams",
)
AREA = Parameter(
    "area",
    "Ids of areas, separated by commas; all if left out.",
    LIST,
    areas,
    "areas",
    example="2024-p38,2025-p38",
)
LEVEL = choice("level", "level", "Areas of this level alone.", LEVELS, example="province")
WITHIN = Parameter(
    "in",
    "The id of an area: it and all that lies in it, before and since 1 July 2025.",
    {"type": "string"},
    area,
    "within",
    example="2025-p38",
)
VINTAGE = choice(
    "vintage",
    "vintage",
    "Areas of before (2024) or since (2025) 1 July 2025 alone; the nation is of both.",
    VINTAGES,
    example="2025",
)
FIRST = Parameter(
    "first", "From this day on; what has no date is left out.", DAY, day, "first", "", "2024-01-01"
)
LAST = Parameter(
    "last", "Until this day; what has no date is left out.", DAY, day, "last", "", "2025-12-31"
)
UNITS = choice(
    "units",
    "",
    "then: in the units of their time; today: carried over 1 July 2025 into the areas of today.",
    ("then", "today"),
    "then",
)
LIMIT = Parameter(
    "limit",
    "How many rows a page has at most.",
    {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": ROWS},
    most_rows,
    default=str(ROWS),
    example=str(MOST_ROWS),
)
AFTER = Parameter(
    "after",
    "Where the page before ended, as its answer says it; it holds for the same question alone.",
    {"type": "string"},
    str,
)
BOM = choice(
    "bom", "", "1: a CSV begins with a mark by which old spreadsheets know UTF-8.", "01", "0"
)
