"""One place's targets of a kind beside its results of a month, reckoned once for all readers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from data.lazily import reckoned_once
from data.reaching import BEHIND, NEARLY, REACHED, UNREPORTED, UNSURE, state_of
from geo.areas import NATION, AreaId
from pages.parts import asking, catalogue, targets_own
from pages.parts.catalogue import Indicator
from pages.parts.months import Month
from pages.parts.reader import kept_for_reader
from pages.parts.wording import missing

KINDS = {"registered": "Registered by the month", "assigned": "Assigned by a due date"}
STATES = {
    REACHED: "✓ reached",
    NEARLY: "≈ nearly reached",
    BEHIND: "✗ not reached",
    UNREPORTED: "… not reported",
    UNSURE: "? not certain",
}
YEARS_AHEAD = 10


@dataclass(frozen=True, eq=False)
class Line:
    """A target of an area beside its result.

    Attributes:
        row: Of the query reached_by_area; of a place's own target as `targets_own.rows` gives it.
        is_own: Whether a district, a province or the nation has the target itself.
    """

    row: Any
    indicator: Indicator
    kind: str
    is_own: bool = False

    @reckoned_once
    def is_reported(self) -> bool:
        """Whether there is any result beside a target."""
        return bool(self.row.parts)

    @reckoned_once
    def is_whole(self) -> bool:
        """Whether every commune with a target reported; of a place's own target, every commune."""
        return bool(self.row.parts == self.row.targets)

    @reckoned_once
    def state(self) -> str:
        """One of the keys of STATES."""
        row = self.row
        if self.is_reported and row.timing == "in_period" and self.kind == "assigned":
            return UNSURE  # a month's result says nothing of what is due after many
        return state_of(
            _known(row.target),
            _known(row.low),
            _known(row.high),
            operator=_text(row.operator),
            is_reported=self.is_reported,
        )

    @reckoned_once
    def is_unstated(self) -> bool:
        """Whether nobody says how target and result compare."""
        return not self.row.signs

    @reckoned_once
    def share(self) -> float | None:
        """The result in percent of the target; None where there is none."""
        if not self.is_reported or not self.row.target or missing(self.row.value):
            return None
        return float(100 * self.row.value / self.row.target)

    @reckoned_once
    def before(self) -> float | None:
        """The same with the result a month ago, where it is of the same communes."""
        row = self.row
        if not row.target or not row.parts or row.before_parts != row.parts:
            return None
        return float(100 * row.before / row.target)

    @reckoned_once
    def difference(self) -> float | None:
        """What the result is above its target, negative below."""
        return float(self.row.value - self.row.target) if self.is_reported else None

    @reckoned_once
    def order(self) -> tuple[bool, float]:
        """Sorts the one furthest behind first, those without a result last."""
        share = self.share
        if share is None:
            return True, 0.0
        less = self.row.operator in ("<", "<=") or self.indicator.less_is_better
        return False, -share if less else share


@dataclass(frozen=True, eq=False)
class Scene:
    """What is seen: a place, a month, a kind of targets.

    Attributes:
        lines: Of the place itself, the one furthest behind first.
        parts: Of the areas below it, by area id and indicator id.
        areas: The areas below it: id and short name, in the order of the alphabet.
    """

    area_id: str
    kind: str
    month: Month
    lines: tuple[Line, ...]
    parts: dict[tuple[str, str], Line]
    areas: dict[str, str]

    @property
    def reached(self) -> int:
        """How many of the place's targets are reached."""
        return sum(line.state == REACHED for line in self.lines)

    @property
    def judged(self) -> bool:
        """Whether of any it can be said if it is reached."""
        return any(line.state in (REACHED, NEARLY, BEHIND) for line in self.lines)

    @property
    def worst(self) -> Line | None:
        """The one furthest behind, if any is."""
        return next((line for line in self.lines if line.state in (BEHIND, NEARLY)), None)


@kept_for_reader
def scene_of(area_id: str, level: str, kind: str, month: Month, earlier: Month | None) -> Scene:
    """The scene of an area.

    Args:
        area_id: The area.
        level: Of the area.
        kind: One of KINDS.
        month: That is seen.
        earlier: The month with reports before it.
    """
    areas = _below(area_id, level, month.vintage)
    found = _with_own(
        reached((area_id, *areas), kind, month, earlier), (area_id, *areas), kind, month, earlier
    )
    lines = sorted((line for line in found if line.row.area_id == area_id), key=lambda x: x.order)
    parts = {
        (line.row.area_id, line.indicator.id): line for line in found if line.row.area_id != area_id
    }
    return Scene(area_id, kind, month, tuple(lines), parts, areas)


def reached(
    areas: tuple[str, ...],
    kind: str,
    month: Month,
    earlier: Month | None,
    indicators: tuple[str, ...] = (),
) -> list[Line]:
    """A line per area and indicator with a target.

    Args:
        areas: Their ids.
        kind: One of KINDS.
        month: That is seen.
        earlier: The month with reports before it.
        indicators: All that have targets, if left out.
    """
    first, last = span(kind, month)
    asked = indicators or with_targets(kind)
    rows = asking.rows(
        "reached_by_area",
        indicators=asked,
        areas=areas,
        kind=kind,
        first=first,
        last=last,
        day=month.ends,
        earlier=earlier.ends if earlier else None,
    )
    known = {each: catalogue.indicator(each) for each in asked}
    return [Line(row, known[row.indicator_id], kind) for row in rows]


def _with_own(
    lines: list[Line], areas: tuple[str, ...], kind: str, month: Month, earlier: Month | None
) -> list[Line]:
    """The lines with targets that areas have themselves in place of those of their communes."""
    units = tuple(each for each in areas if each == NATION or AreaId.parse(each).level != "commune")
    if not units:
        return lines
    due = span(kind, month)
    rows = targets_own.rows(units, kind, month, earlier, due, with_targets(kind))
    own = [Line(row, catalogue.indicator(row.indicator_id), kind, is_own=True) for row in rows]
    known = {(line.row.area_id, line.indicator.id) for line in own}
    return own + [line for line in lines if (line.row.area_id, line.indicator.id) not in known]


def span(kind: str, month: Month) -> tuple[date, date]:
    """Between which days targets are due: in the month, or from its end on."""
    if kind == "registered":
        return month.begins, month.ends
    return month.ends, date(month.ends.year + YEARS_AHEAD, 12, 31)


def with_targets(kind: str) -> tuple[str, ...]:
    """The indicators that have targets of the kind in the reader's dataset."""
    return tuple(r.indicator_id for r in asking.rows("targets_by_indicator") if r.kind == kind)


def _below(area_id: str, level: str, vintage: str) -> dict[str, str]:
    """The areas that the place is seen in: provinces, districts while there were any, communes."""
    if level == "commune":
        return {}
    if area_id == NATION:
        rows = asking.rows("areas_by_level", vintage=vintage, level="province", within="")
    elif level == "province" and vintage == "2024" and area_id.startswith("2024"):
        rows = asking.rows("areas_by_level", vintage=vintage, level="district", within=area_id)
    else:
        found = communes_of(area_id, vintage)
        return {commune_id: row.short_name for commune_id, row in found.items()}
    ordered = sorted(rows, key=lambda row: row.alphabetical)
    return {row.area_id: row.short_name for row in ordered}


def communes_of(area_id: str, vintage: str) -> dict[str, Any]:
    """The communes of a place with their names, in the order of the alphabet."""
    rows = asking.rows("communes_by_area", areas=(area_id,), vintage=vintage)
    return {row.commune_id: row for row in rows}


def _known(value: Any) -> float | None:
    return None if missing(value) else float(value)


def _text(value: Any) -> str | None:
    return None if missing(value) else str(value)
