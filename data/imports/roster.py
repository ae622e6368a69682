"""All areas by what they are called: which ones a name or a code may mean, and which are like it.

Exact spelling comes before a text without accents; a text with other accents names something else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from data.imports.readings import Reading, has_unaccented_type, narrowed, parts, readings
from geo.areas import LEVELS, VINTAGES
from geo.names import Spelling

SUGGESTIONS = 5
LIKENESS = 60.0  # of 100, below which a name is not worth suggesting

Around = tuple[frozenset[str], ...]


class Name(NamedTuple):
    """What an area is or was called: without its type, with the code it had then."""

    short: str
    kind: str
    code: str


class Unit(NamedTuple):
    """An area with all its names, today's first; vintage is "" for the nation."""

    area_id: str
    vintage: str
    level: str
    parent_id: str
    names: tuple[Name, ...]


@dataclass(frozen=True)
class Query:
    """A name to look for.

    Attributes:
        vintage: Of the areas.
        text: The name, cleaned.
        level: Of the area; "" where nothing says it.
        around: Ids of the units it lies in, or is: one set for each thing said.
        accented: Whether the row that says it is typed with accents.
    """

    vintage: str
    text: str
    level: str = ""
    around: Around = ()
    accented: bool = True


class Hits(NamedTuple):
    """The areas that a name may mean, largest first; exact where they are spelled just so."""

    area_ids: tuple[str, ...] = ()
    exact: bool = False


class _Entry(NamedTuple):
    unit: Unit
    spelling: Spelling
    kind: str


class _Hit(NamedTuple):
    unit: Unit
    reading: Reading
    kind: str
    exact: bool


_Which = tuple[str, tuple[str, ...], Around]
_Pool = tuple[list[_Entry], list[str]]


class Roster:
    """Areas of both vintages by name, by code, and by the units they lie in."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units = {unit.area_id: unit for unit in units}
        self._named: dict[tuple[str, str], list[_Entry]] = defaultdict(list)
        self._coded: dict[tuple[str, str], list[tuple[Unit, str]]] = defaultdict(list)
        self._pools: dict[_Which, _Pool] = {}
        spelling_of = cache(Spelling.of)
        for unit in self._units.values():
            for name in unit.names:
                spelling = spelling_of(name.short)
                entry = _Entry(unit, spelling, name.kind)
                for vintage in (unit.vintage,) if unit.vintage else VINTAGES:
                    self._named[vintage, spelling.key].append(entry)
                if name.code:
                    self._coded[unit.vintage, name.code.lstrip("0")].append((unit, name.code))

    def get(self, area_id: str) -> Unit | None:
        """The area of the id."""
        return self._units.get(area_id)

    def line(self, area_id: str) -> tuple[str, ...]:
        """The area's id and those of the units it lies in, upwards."""
        found: list[str] = []
        while unit := self._units.get(area_id):
            found.append(area_id)
            area_id = unit.parent_id
        return tuple(found)

    def coded(self, vintage: str, code: str) -> tuple[str, ...]:
        """The areas whose code has these digits, or has them after zeros that a sheet dropped."""
        if not (code.isascii() and code.isdigit()):
            return ()
        found = {
            unit.area_id: len(known)
            for unit, known in self._coded.get((vintage, code.lstrip("0")), ())
            if len(known) == len(code) or (len(known) > len(code) and code[0] != "0")
        }
        return tuple(sorted(found, key=lambda area_id: (found[area_id], area_id)))

    def meant(self, query: Query) -> Hits:
        """The areas that a text means, be it a name or "Xã X, huyện Y, tỉnh Z"."""
        for own, others in parts(query.text):
            around = list(query.around)
            for other in others:
                above = self._named_so(replace(query, text=other, level="", around=()))
                around.append(frozenset(above.area_ids))
            hits = self._named_so(replace(query, text=own, around=tuple(around)))
            if hits.area_ids:
                return hits
        return Hits()

    def like(self, query: Query) -> tuple[str, ...]:
        """Up to five areas with names like the text, best first; outside `around` for want."""
        reading = readings(query.text.split(",")[0], query.level)[0]
        levels = narrowed(reading.levels, query.level)
        for around in dict.fromkeys((query.around, ())):
            pool, keys = self._pool(query.vintage, levels, around)
            found = process.extract(
                _likeness(reading.spelling),
                keys,
                scorer=fuzz.ratio,
                limit=None,
                score_cutoff=LIKENESS,
            )
            if found:
                best = sorted(found, key=lambda it: (-it[1], pool[it[2]].kind != reading.kind))
                ids = (pool[place].unit.area_id for _, _, place in best)
                return tuple(dict.fromkeys(ids))[:SUGGESTIONS]
        return ()

    def _named_so(self, query: Query) -> Hits:
        found = [
            hit
            for reading in readings(query.text, query.level)
            for hit in self._spelled(query.vintage, reading)
            if hit.unit.level in narrowed(reading.levels, query.level)
            and self._lies(hit.unit, query.around)
        ]
        exact = [hit for hit in found if hit.exact]
        if len(exact) < len(found):
            bare = Spelling.of(query.text).is_bare
            accented = query.accented and not has_unaccented_type(query.text)
            if exact and (accented or not bare):
                found = exact
            elif not bare:  # such as "Xã Ba To": who types accents means a name without
                found = []
        of_type = [hit for hit in found if hit.reading.kind in (None, hit.kind)]
        found = of_type or [hit for hit in found if self._was_renamed(hit, query)]
        if found and not (query.around or query.level or found[0].reading.kind):
            found += self._ended_provinces(found, query)
        ids = {hit.unit.area_id: LEVELS.index(hit.unit.level) for hit in found}
        return Hits(
            tuple(sorted(ids, key=lambda area_id: (ids[area_id], area_id))),
            exact=all(hit.exact for hit in found),
        )

    def _spelled(self, vintage: str, reading: Reading) -> Iterable[_Hit]:
        """The areas of the vintage whose name may be spelled so, whatever their type."""
        for unit, spelling, kind in self._named.get((vintage, reading.spelling.key), ()):
            if reading.spelling.may_be(spelling):
                exact = reading.spelling.letters == spelling.letters
                yield _Hit(unit, reading, kind, exact)

    def _lies(self, unit: Unit, around: Around) -> bool:
        line = self.line(unit.area_id) if around else ()
        return unit.level == "nation" or all(not some.isdisjoint(line) for some in around)

    def _was_renamed(self, hit: _Hit, query: Query) -> bool:
        """Whether another type may be an earlier or later one of the same area.

        Communes become wards and districts towns, under the same name in the same unit. Not where
        the other vintage knows the name with its type: then that is meant.
        """
        known_parent = hit.unit.level == "province" or any(
            hit.unit.parent_id in some for some in query.around
        )
        other = self._spelled(other_vintage(query.vintage), hit.reading)
        return known_parent and all(hit.reading.kind != each.kind for each in other)

    def _ended_provinces(self, found: list[_Hit], query: Query) -> list[_Hit]:
        """The province of the other vintage whose name is now only that of a smaller unit."""
        if any(hit.unit.level == "province" for hit in found):
            return []
        other = self._spelled(other_vintage(query.vintage), found[0].reading)
        return [hit for hit in other if hit.unit.level == "province"]

    def _pool(self, vintage: str, levels: tuple[str, ...], around: Around) -> _Pool:
        """The names that may be suggested, and what they are compared by."""
        which = vintage, levels, around
        if which not in self._pools:
            entries = [
                entry
                for (then, _), named in self._named.items()
                for entry in named
                if then == vintage and entry.unit.level in levels and self._lies(entry.unit, around)
            ]
            self._pools[which] = entries, [_likeness(entry.spelling) for entry in entries]
        return self._pools[which]


def _likeness(spelling: Spelling) -> str:
    """What names are compared by: without accents, and once more with them."""
    return f"{spelling.folded} {spelling.letters}"


def other_vintage(vintage: str) -> str:
    """The vintage of the other time."""
    return next(each for each in VINTAGES if each != vintage)
