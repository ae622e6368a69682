"""Counts divided by what they belong to: people, communes, teams; bounds travel along.

A ratio is reckoned from two counts of one dataset, never from printed averages. Both parts are
said with it, since they seldom have the same date.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.cache import frame as ask

REGISTRY = "registry"  # source_id of the counts of communes that no text gives
FARTHEST = pd.Timedelta(days=365)
LOWER, UPPER = ("more_than", "at_least"), ("nearly", "at_most")
OPEN = float("nan")
_DISPUTED = ("in_conflict", "disputed")
_OF_PART: dict[str, Any] = {
    "part_value": OPEN,
    "part_qualifier": None,
    "part_as_of": pd.NaT,
    "part_precision": None,
    "part_source": None,
    "part_url": None,
}
_NOTHING: dict[str, Any] = {"value": OPEN, "low": OPEN, "high": OPEN, "qualifier": None} | _OF_PART
_DTYPES = dict.fromkeys(("value", "low", "high", "part_value"), float) | {
    "part_as_of": "datetime64[us]"
}


@dataclass(frozen=True)
class Part:
    """What a count can be divided by: an indicator, and of how many the ratio speaks."""

    indicator: str
    factor: int


PARTS = {
    "people": Part("population", 1000),
    "communes": Part("communes_total", 1),
    "teams": Part("teams", 1),
}


@dataclass(frozen=True)
class Number:
    """A value as it was said: low and high are NaN where open."""

    value: float
    low: float
    high: float
    qualifier: str


def divisible(indicator: Mapping[str, Any] | pd.Series, per: str) -> bool:
    """Whether an indicator, a row of the catalogue, can be divided by PARTS[per].

    Counts can that add up over areas; not what is itself a ratio, rank, score or rule, nor context
    such as the population, nor the part itself.
    """
    return bool(
        indicator["kind"] == "count"
        and indicator["rollup"] == "sum"
        and indicator["pillar"] != "context"
        and indicator["indicator_id"] != PARTS[per].indicator
    )


def parts_of(per: str, vintage: str, level: str, dataset: str) -> pd.DataFrame:
    """Everything the counts of a level may be divided by, one row per area, date and source.

    Columns as of the query parts_by_area, all of the one dataset. Of communes, the registry's own
    count comes with them.
    """
    place = {"vintage": vintage, "level": level}
    said = ask("parts_by_area", indicator=PARTS[per].indicator, dataset=dataset, **place)
    if per != "communes":
        return said
    counted = ask("commune_counts", **place)
    return pd.concat([f for f in (said, counted) if len(f)] or [said], ignore_index=True)


def by_area(parts: pd.DataFrame, per: str) -> dict[str, list[Any]]:
    """The parts of each area, by its id, as named tuples; people only of the one definition.

    Args:
        parts: As `parts_of` gives them, of whole levels.
        per: One of PARTS.
    """
    listed = list(parts.itertuples(index=False))
    found: dict[str, list[Any]] = {}
    for part in _one_definition(listed) if per == "people" else listed:
        found.setdefault(part.area_id, []).append(part)
    return found


def divide(rows: pd.DataFrame, parts: pd.DataFrame, per: str) -> pd.DataFrame:
    """The rows with value, low, high and qualifier of each replaced by its ratio, and its part.

    Added are part_value, part_qualifier, part_as_of, part_precision, part_source, part_url.
    Without a part that fits there is no value; nor where two bounds leave every value possible,
    as "over 15,000" for "over 4,000" do. in_conflict holds where either part is disputed.

    People: of one vintage and level, the source that covers most areas counts for all, whatever
    its date; an area it leaves out has no value. Communes and teams: the count whose days lie
    nearest, at most a year away, of equals the one from the row's own source; communes
    otherwise as the registry has them.

    Args:
        rows: Rows of the view `figure` or of latest_by_area, of any levels and vintages.
        parts: `parts_of` those levels and vintages in the rows' dataset, complete and one below
            the other.
        per: One of PARTS.
    """
    listed = by_area(parts, per)
    said = {column: [empty] * len(rows) for column, empty in _NOTHING.items()}
    disputed = [False] * len(rows)
    beside = _beside(listed)
    for place, row in enumerate(rows.itertuples(index=False)):
        if pd.isna(row.value):
            continue
        at_hand = beside.get((row.area_id, row.source_id, row.as_of), ())
        found = divided(row, at_hand if len(at_hand) == 1 else listed.get(row.area_id, ()), per)
        if found:
            ratio, part = found
            disputed[place] = bool(part.in_conflict)
            for column in ("value", "low", "high", "qualifier"):
                said[column][place] = getattr(ratio, column)
            for column in _OF_PART:
                said[column][place] = getattr(part, column.removeprefix("part_"))
    doubts = pd.Series(disputed, rows.index, dtype=bool)
    told = {c: rows[c].fillna(False).astype(bool) | doubts for c in _DISPUTED if c in rows}
    columns = {c: pd.Series(v, rows.index, dtype=_DTYPES.get(c)) for c, v in said.items()}
    return rows.assign(**told, **columns)


def _beside(listed: Mapping[str, Iterable[Any]]) -> dict[tuple[Any, ...], list[Any]]:
    """The parts by area, source and date: of thousands of monthly reports nearly all give both."""
    found: dict[tuple[Any, ...], list[Any]] = {}
    for area_id, parts in listed.items():
        for part in parts:
            found.setdefault((area_id, part.source_id, part.as_of), []).append(part)
    return found


def divided(row: Any, parts: Iterable[Any], per: str) -> tuple[Number, Any] | None:
    """The ratio of one row and the part it was divided by, as `divide` has it, or None.

    Args:
        row: A row of the view `figure`.
        parts: Those of its area in `by_area`.
        per: One of PARTS.
    """
    part = nearest(row, parts, any_distance=per == "people")
    ratio = part and quotient(number_of(row), number_of(part), PARTS[per].factor)
    return (ratio, part) if part and ratio else None


def quotient(above: Number, below: Number, factor: int = 1) -> Number | None:
    """The ratio of two counts, within all it may be; None where that is everything or nothing.

    Of a ratio with one open end the value is the bound itself, so that "over 6.5" is true.
    """
    if not below.value > 0:
        return None
    # Counts are not below zero; one that may be next to zero makes the ratio as high as you like.
    low = max(above.low, 0.0) / below.high * factor if _known(above.low, below.high) else OPEN
    high = above.high / below.low * factor if _known(above.high) and below.low > 0 else OPEN
    match _known(low), _known(high):
        case True, True:
            both = {above.qualifier, below.qualifier}
            said = "exact" if both == {"exact"} else "about"
            return Number(above.value / below.value * factor, low, high, said)
        case True, False:
            strict = above.qualifier == "more_than" or below.qualifier == "nearly"
            return Number(low, low, OPEN, "more_than" if strict else "at_least")
        case False, True:
            close = above.qualifier == "nearly" and below.qualifier not in LOWER
            return Number(high, OPEN, high, "nearly" if close else "at_most")
    return None


def nearest(row: Any, parts: Iterable[Any], any_distance: bool = False) -> Any | None:
    """The part whose days lie nearest to those of the row; None if none is near enough.

    Args:
        row: With as_of, starts_on, source_id.
        parts: Rows of parts_by_area, all of the row's area.
        any_distance: Whether one of another year will do.
    """
    if pd.isna(row.as_of):
        return None
    listed = list(parts)
    # Of thousands of monthly reports nearly every one gives both counts: no need to rank others.
    beside = [p for p in listed if p.source_id == row.source_id and p.as_of == row.as_of]
    if len(beside) == 1:
        return beside[0]
    near = [
        part
        for part in listed
        if part.source_id != REGISTRY and (any_distance or _apart(row, part) <= FARTHEST)
    ]
    ranked = sorted(
        near,
        key=lambda part: (
            _apart(row, part),
            part.source_id != row.source_id,
            abs(row.as_of - part.as_of),
            part.source_kind != "original",
            part.qualifier != "exact",
            part.source_id,
        ),
    )
    registered = (part for part in listed if part.source_id == REGISTRY)
    return ranked[0] if ranked else next(registered, None)


def _apart(one: Any, other: Any) -> pd.Timedelta:
    """How long the days of two values lie apart, none where they may be the same."""
    gap = max(one.starts_on - other.as_of, other.starts_on - one.as_of)
    return max(gap, pd.Timedelta(0))


def _one_definition(parts: list[Any]) -> list[Any]:
    """The parts of the source that covers most areas of each level; of equals, the newest."""
    covered: dict[tuple[str, str, str], set[str]] = {}
    newest: dict[tuple[str, str, str], pd.Timestamp] = {}
    for part in parts:
        key = (str(part.vintage), part.level, part.source_id)
        covered.setdefault(key, set()).add(part.area_id)
        newest[key] = max(newest.get(key, part.as_of), part.as_of)
    chosen: dict[tuple[str, str], str] = {}
    for vintage, level, source in sorted(
        covered, key=lambda key: (len(covered[key]), newest[key], key[2])
    ):
        chosen[vintage, level] = source
    return [part for part in parts if chosen[str(part.vintage), part.level] == part.source_id]


def number_of(row: Any) -> Number:
    """The value of a row with its bounds."""
    return Number(float(row.value), float(row.low), float(row.high), row.qualifier)


def _known(*bounds: float) -> bool:
    return all(bound == bound for bound in bounds)
