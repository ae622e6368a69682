"""Finds the area that a published row speaks of, or says why none can be given.

Names find candidates, exact spelling before folded; the date decides the vintage. Nothing is
guessed: two candidates that neither type nor date can tell apart are a reason, not a choice.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from data.dates import first_day
from geo.areas import NATION, VINTAGES, AreaId, vintage_of
from geo.names import Spelling, fold, split_type

UNKNOWN_AREA = "unknown_area"
AMBIGUOUS_NAME = "ambiguous_name"
VINTAGE_OPEN = "vintage_open"


@dataclass(frozen=True)
class Name:
    """One name that an area has or had, without its type, with its days where known."""

    short: str
    folded: str
    type: str
    valid_from: date | None = None
    valid_to: date | None = None

    def overlaps(self, first: date, last: date) -> bool:
        """Whether the name was in use on one of the days."""
        return (self.valid_from or first) <= last and first <= (self.valid_to or last)


@dataclass(frozen=True)
class Unit:
    """One area that figures can be placed in, with every name it goes by."""

    area_id: str
    vintage: str
    level: str
    code: str
    province_id: str
    same_as: str
    names: tuple[Name, ...]


@dataclass(frozen=True)
class Village:
    """A village as a published figure names it, in the commune it lies in."""

    area_id: str
    name: str
    commune_id: str


@dataclass(frozen=True)
class Place:
    """Where a row belongs: an area_id, or a reason with the candidates that were left."""

    area_id: str = ""
    reason: str = ""
    candidates: tuple[str, ...] = ()
    village: Village | None = None


@dataclass(frozen=True)
class _Question:
    """One name looked for among the areas of a level, with the days its row may mean."""

    text: str
    level: str
    province: str
    days: tuple[date, date] | None


_Hit = tuple[Unit, Name]


@dataclass
class Gazetteer:
    """Areas by vintage, level and folded name."""

    units: Iterable[Unit]
    _by_name: dict[tuple[str, str, str], list[_Hit]] = field(init=False)
    _by_id: dict[str, Unit] = field(init=False)

    def __post_init__(self) -> None:
        self._by_name, self._by_id = defaultdict(list), {}
        for unit in self.units:
            self._by_id[unit.area_id] = unit
            for name in unit.names:
                self._by_name[unit.vintage, unit.level, name.folded].append((unit, name))

    def place(
        self, area: str, level: str, province: str, as_of: date | None, precision: str
    ) -> Place:
        """Place of the row that names this area, level, province and date.

        An open date (none, or the bare year of the merger) takes the one vintage that has the
        name, or today's where the area did not change; else the reason is vintage_open.
        """
        if level == "nation":
            return Place(NATION)
        days = _days(as_of, precision)
        if level == "village":
            return self._village(area, province, days)
        return self._place(_Question(area, level, province, days))

    def _village(self, area: str, province: str, days: tuple[date, date] | None) -> Place:
        village, comma, commune = area.rpartition(",")
        if not comma:
            return Place(reason=UNKNOWN_AREA)
        place = self._place(_Question(commune.strip(), "commune", province, days))
        if not place.area_id:
            return place
        home, name = self._by_id[place.area_id], village.strip()
        slug = fold(name).replace(" ", "-")
        village_id = str(AreaId(home.vintage, "village", f"{home.code}-{slug}"))
        return Place(village_id, village=Village(village_id, name, home.area_id))

    def _place(self, question: _Question) -> Place:
        found = {vintage: self._find(question, vintage) for vintage in _vintages(question.days)}
        hits = [hit for vintage in found for hit in found[vintage]]
        candidates = tuple(unit.area_id for unit in hits)
        if not hits:
            return Place(reason=UNKNOWN_AREA)
        if any(len(units) > 1 for units in found.values()):
            return Place(reason=AMBIGUOUS_NAME, candidates=candidates)
        if len(hits) == 1 or hits[0].same_as == hits[-1].area_id:
            return Place(hits[-1].area_id)
        return Place(reason=VINTAGE_OPEN, candidates=candidates)

    def _find(self, question: _Question, vintage: str) -> list[Unit]:
        """The areas of the vintage that the name may mean: none, one, or too many."""
        kind, short = split_type(question.text)
        spelling = Spelling.of(short)
        provinces = self._provinces(question, vintage)
        hits = [
            (unit, name)
            for unit, name in self._by_name.get((vintage, question.level, spelling.folded), ())
            if (provinces is None or unit.province_id in provinces)
            and spelling.may_be(Spelling.of(name.short))
        ]
        for agrees in (
            lambda name: Spelling.of(name.short).letters == spelling.letters,
            lambda name: name.type == kind,
            lambda name: question.days is None or name.overlaps(*question.days),
        ):
            hits = [(unit, name) for unit, name in hits if agrees(name)] or hits
        return sorted({unit.area_id: unit for unit, _ in hits}.values(), key=_area_id)

    def _provinces(self, question: _Question, vintage: str) -> set[str] | None:
        """Ids of the province named in the row; None where it says nothing."""
        if question.level == "province" or not question.province:
            return None
        asked = _Question(question.province, "province", "", question.days)
        return {unit.area_id for unit in self._find(asked, vintage)}


def _area_id(unit: Unit) -> str:
    return unit.area_id


def _days(as_of: date | None, precision: str) -> tuple[date, date] | None:
    first = first_day(as_of, precision)
    return (first, as_of) if first and as_of else None


def _vintages(days: tuple[date, date] | None) -> tuple[str, ...]:
    """The vintages that the days lie in, older first; both for an undated row."""
    if days is None:
        return VINTAGES
    return tuple(dict.fromkeys(vintage_of(day) for day in days))
