"""The parameters that requests may have, each read with what is legal where it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.datastructures import QueryParams

from data.datasets import DATASETS, PUBLISHED
from geo.areas import LEVELS, VINTAGES
from geo.names import fold

if TYPE_CHECKING:
    from data.selecting import Selection

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
        read: The value for its text, ValueError with what is legal for any other; None for the
            parameters of a selection, which are read together.
        asks: What its query calls it, as a Selection does; "" where none takes it.
        default: Its text where it is not given.
        example: A text that it may have.
    """

    name: str
    says: str
    schema: Mapping[str, Any]
    read: Callable[[str], object] | None
    asks: str = ""
    default: str = ""
    example: str = ""


def values_of(parameters: Iterable[Parameter], given: QueryParams) -> dict[str, Any]:
    """The value of every parameter by name; those of a selection are the fields of a Selection.

    Raises:
        Refused: With every parameter that is unknown, given twice or has no legal value.
    """
    known = {parameter.name: parameter for parameter in parameters}
    faults = [Fault(name, given[name], tuple(known)) for name in given if name not in known]
    faults += [
        Fault(name, ", ".join(texts), ("given once",))
        for name in known
        if len(texts := given.getlist(name)) > 1
    ]
    values: dict[str, Any] = {}
    for name, parameter in known.items():
        if parameter.read:
            try:
                values[name] = parameter.read(given.get(name, parameter.default))
            except ValueError as error:
                faults.append(Fault(name, given[name], tuple(error.args)))
    together = {name: given[name] for name in known if name in given and not known[name].read}
    selection, wrong = selected(together)
    faults += wrong
    if faults:
        raise Refused(faults)
    fields = {name: each for name, each in known.items() if not each.read}
    return values | {name: getattr(selection, each.asks) for name, each in fields.items()}


def selected(given: Mapping[str, str]) -> tuple[Selection, list[Fault]]:
    """The selection that parameters name, and what is wrong with them; then it is of all."""
    from data import selecting  # noqa: PLC0415  reads frames, which a start need not load

    try:
        return selecting.from_query(given), []
    except selecting.SelectionError as error:
        faults = [Fault(p.parameter, p.found, p.legal) for p in error.problems]
        return selecting.Selection(), faults


def one_of(legal: Iterable[str], empty: bool = False) -> Callable[[str], str]:
    """Reads a text that is one of those listed, or empty where that is allowed."""
    known = tuple(legal)

    def read(text: str) -> str:
        if text in known or (empty and not text):
            return text
        raise ValueError(*known)

    return read


def areas(text: str) -> tuple[str, ...]:
    """The ids of a list of areas, each of an area that there is."""
    selection, faults = selected({"area": text})
    if faults:
        raise ValueError(*(f"{fault.found}: {', '.join(fault.legal)}" for fault in faults))
    return selection.areas


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


def choice(
    name: str, asks: str, says: str, legal: Iterable[str], default: str = "", example: str = ""
) -> Parameter:
    """A parameter with one of a few values; without a default, none means all."""
    known = tuple(legal)
    schema = {"type": "string", "enum": list(known), "default": default}
    if not default:
        schema = _values(known)
    read = one_of(known, empty=not default)
    return Parameter(name, says, schema, read, asks, default, example or known[0])


def _of_selection(
    name: str, asks: str, says: str, schema: Mapping[str, Any], example: str
) -> Parameter:
    """A parameter of a selection, as the page Downloads has it in its address too."""
    return Parameter(name, says, schema, None, asks, str(schema.get("default", "")), example)


def _values(legal: Iterable[str], **more: str) -> dict[str, Any]:
    """The schema of a parameter that has one of a few values; an empty text is as none."""
    return {"type": "string", "enum": [*legal, ""], **more}


LIST = {"type": "array", "items": {"type": "string", "pattern": "^[^,]*$"}}
DAY = {"type": "string", "anyOf": [{"format": "date"}, {"const": ""}]}

DATA = _of_selection(
    "data",
    "dataset",
    "Whose figures; datasets are never added together.",
    _values(DATASETS, default=PUBLISHED),
    PUBLISHED,
)
INDICATOR = _of_selection(
    "indicator",
    "indicators",
    "Ids of indicators, separated by commas; all if left out.",
    LIST,
    "teams",
)
AREA = _of_selection(
    "area",
    "areas",
    "Ids of areas, separated by commas; all if left out.",
    LIST,
    "2024-p38,2025-p38",
)
LEVEL = _of_selection("level", "level", "Areas of this level alone.", _values(LEVELS), "province")
WITHIN = _of_selection(
    "in",
    "within",
    "The id of an area: it and all that lies in it, before and since 1 July 2025.",
    {"type": "string"},
    "2025-p38",
)
VINTAGE = _of_selection(
    "vintage",
    "vintage",
    "Areas of before (2024) or since (2025) 1 July 2025 alone; the nation is of both.",
    _values(VINTAGES),
    "2025",
)
FIRST = _of_selection(
    "first", "first", "From this day on; what has no date is left out.", DAY, "2024-01-01"
)
LAST = _of_selection(
    "last", "last", "Until this day; what has no date is left out.", DAY, "2025-12-31"
)
UNITS = _of_selection(
    "units",
    "units",
    "then: in the units of their time; today: carried over 1 July 2025 into the areas of today.",
    _values(("then", "today"), default="then"),
    "today",
)
SUMS = _of_selection(
    "sums",
    "sums",
    "communes: also sums of an area's communes, and ratios of such sums, where it has no figure of "
    "its own. Not of published figures, which stay as their sources have them.",
    _values(("communes",)),
    "communes",
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
