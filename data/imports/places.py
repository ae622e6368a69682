"""Finds the area that a row of a file speaks of, or says why none can be given.

A code comes first, then the name within the units that the row or the layout names: exact spelling,
what a person chose before, a text without accents that only one area can mean. Nothing is guessed:
what may mean two areas, or is spelled otherwise, is for a person to decide.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import queries
from data.imports.readings import clean, is_accented
from data.imports.roster import Around, Hits, Name, Query, Roster, Unit, other_vintage
from data.migrations import Cursor
from geo.areas import LEVELS, NATION
from geo.names import normalise, split_type

PARENTS = 1 << 12  # kept, of those that rows lie in
_NATION = ("Cả nước", "Toàn quốc", "Whole country")
_ABOVE = ("commune", "district", "province")
_COLUMNS = ("village", "area", *_ABOVE)


@dataclass(frozen=True)
class Asked:
    """What one row says of its area: the texts of its columns, "" where it has none.

    Attributes:
        vintage: That of the row's period.
        code: Area id or code of the statistics office.
        area: A name of any level.
        commune: A name, as are district, province and village.
        level: That of the layout, "" for any.
        within: Area id of the layout, "" for none.
    """

    vintage: str
    code: str = ""
    area: str = ""
    commune: str = ""
    district: str = ""
    province: str = ""
    village: str = ""
    level: str = ""
    within: str = ""

    @property
    def column(self) -> str:
        """The column of the name in question, the smallest unit named; "" where none is."""
        return next((column for column in _COLUMNS if getattr(self, column)), "")

    @property
    def name(self) -> str:
        """The name in question, "" for none."""
        return str(getattr(self, self.column)) if self.column else ""

    @property
    def around(self) -> str:
        """Where the name is looked for: what a remembered choice holds for."""
        texts = (self.within, self.commune, self.district, self.province)
        return json.dumps([normalise(text) for text in texts], ensure_ascii=False)


@dataclass(frozen=True)
class Found:
    """The area, or what is wrong.

    Attributes:
        area_id: "" where none can be given.
        code: Of the problem: unknown_area, ambiguous_area, area_not_valid or code_disagrees.
        candidates: Ids of the areas that may be meant, best first.
        about: The part of the row that is in question, such as its province; None for the whole.
        village: Name of a village that is not known yet; area_id is then its commune.
    """

    area_id: str = ""
    code: str = ""
    candidates: tuple[str, ...] = ()
    about: Asked | None = None
    village: str = ""


class Alias(NamedTuple):
    """A choice that a person made: the area that a name stands for, and where; see `Asked`."""

    name: str
    vintage: str
    around: str
    area_id: str


class _Around(NamedTuple):
    """The units that a row lies in, one set for each thing said; `missing` cannot be located."""

    sets: Around
    missing: Asked | None


class Places:
    """The areas of both vintages, to be asked for by what rows say of them."""

    def __init__(self, units: Iterable[Unit], aliases: Iterable[Alias] = ()) -> None:
        self._roster = Roster(units)
        self._aliases = {
            (alias.vintage, alias.around.casefold(), alias.name.casefold()): alias.area_id
            for alias in aliases
        }
        self._parents = lru_cache(maxsize=PARENTS)(self._located)  # many rows lie in the same

    def find(self, asked: Asked) -> Found:
        """The area that the row speaks of, or the problem with the areas that may be meant."""
        commune = replace(asked, village="")
        if asked.code.strip():
            found = self._by_code(commune)
        elif commune.name:
            found = self._by_name(commune)
        else:  # a sheet of one commune, or nothing said
            found = self._by_code(replace(commune, code=asked.within if asked.village else ""))
        return self._in_village(asked, found) if asked.village and found.area_id else found

    def _in_village(self, asked: Asked, home: Found) -> Found:
        """The village in a commune, or with the code of one."""
        level = self._level(home.area_id)
        if level not in ("commune", "village"):
            return Found(code="unknown_area")
        commune = home.area_id if level == "commune" else self._roster.line(home.area_id)[1]
        around = (frozenset({commune}),)
        query = Query(asked.vintage, clean(asked.village), "village", around, _is_accented(asked))
        hits = self._roster.meant(query).area_ids
        if level == "village":
            agrees = home.area_id in hits
            return home if agrees else Found(code="code_disagrees", candidates=(home.area_id,))
        known = self._remembered(asked) or (hits[0] if len(hits) == 1 else "")
        return Found(known) if known else Found(commune, village=asked.village)

    def _by_name(self, asked: Asked) -> Found:
        around = self._around(asked, asked.vintage)
        hits = self._hits(asked, around)
        if hits.exact and len(hits.area_ids) == 1:
            return Found(hits.area_ids[0])
        if remembered := self._remembered(asked):
            return Found(remembered)
        if len(hits.area_ids) == 1:
            return Found(hits.area_ids[0])
        if hits.area_ids:
            return Found(code="ambiguous_area", candidates=hits.area_ids)
        then = replace(asked, vintage=other_vintage(asked.vintage))
        other = self._hits(then, self._around(then, then.vintage))
        if other.area_ids:
            return Found(code="area_not_valid", candidates=other.area_ids)
        about = around.missing
        like = self._roster.like(
            _query(about, self._around(about, about.vintage)) if about else _query(asked, around)
        )
        return Found(code="unknown_area", candidates=like, about=about)

    def _hits(self, asked: Asked, around: _Around) -> Hits:
        return Hits() if around.missing else self._roster.meant(_query(asked, around))

    def _remembered(self, asked: Asked) -> str:
        if not self._aliases:
            return ""
        name = normalise(asked.name).casefold()
        return self._aliases.get((asked.vintage, asked.around.casefold(), name), "")

    def _around(self, asked: Asked, vintage: str) -> _Around:
        """The units that the layout and the columns beside the name say it lies in."""
        sets, missing = self._within(asked, vintage), None
        for column in _ABOVE:
            text = getattr(asked, column)
            if text and column != asked.column:
                parent = Asked(vintage, within=asked.within, **{column: text})
                sets.append(self._parents(parent, _is_accented(asked)))
                missing = missing if sets[-1] else parent
        return _Around(tuple(sets), missing)

    def _located(self, parent: Asked, accented: bool) -> frozenset[str]:
        """The units that a column beside the name may mean."""
        if remembered := self._remembered(parent):
            return frozenset({remembered})
        query = Query(parent.vintage, clean(parent.name), parent.column, (), accented)
        return frozenset(self._roster.meant(query).area_ids)

    def _within(self, asked: Asked, vintage: str) -> list[frozenset[str]]:
        """The unit that the layout says, or the one of its name in the other vintage."""
        unit = self._roster.get(asked.within)
        if unit is None or unit.area_id == NATION:
            return []
        ids: tuple[str, ...] = (unit.area_id,)
        if unit.vintage != vintage:
            name = unit.names[0]
            query = Query(vintage, f"{name.kind} {name.short}", unit.level)
            ids = self._roster.meant(query).area_ids
        return [frozenset(ids)]

    def _by_code(self, asked: Asked) -> Found:
        code = asked.code.strip()
        if code == NATION:
            return Found(NATION)
        if unit := self._roster.get(code):
            coded: tuple[str, ...] = (code,)
            if unit.vintage != asked.vintage:
                return Found(code="area_not_valid", candidates=coded)
        else:
            coded = self._roster.coded(asked.vintage, code)
        if coded:
            return self._among(coded, replace(asked, code=""))
        if ended := self._roster.coded(other_vintage(asked.vintage), code):
            return Found(code="area_not_valid", candidates=ended)
        if asked.name:  # no code of ours, such as an office's own number
            return self._by_name(replace(asked, code=""))
        return Found(code="unknown_area")

    def _among(self, coded: tuple[str, ...], asked: Asked) -> Found:
        """The area meant by a code that several may have, as far as the rest of the row agrees."""
        meant = {area_id: self._confirmed(area_id, asked) for area_id in coded}
        agreeing = [area_id for area_id in coded if meant[area_id]]
        level = asked.column if asked.column in _ABOVE else asked.level
        of_level = [i for i in agreeing if self._level(i) == level] or agreeing
        if len(of_level) == 1:
            return Found(meant[of_level[0]])
        if of_level:
            return Found(code="ambiguous_area", candidates=tuple(of_level))
        named = self._by_name(asked)
        candidates = (*coded, named.area_id) if named.area_id else coded
        return Found(code="code_disagrees", candidates=candidates)

    def _confirmed(self, area_id: str, asked: Asked) -> str:
        """The id of the area that code and names mean together, "" where they disagree.

        Mostly the area of the code; a smaller one in it where the names go further, as in a table
        with codes of provinces and names of communes.
        """
        if not asked.name:
            return area_id
        line, level = self._roster.line(area_id), self._level(area_id)
        if asked.column in _ABOVE and _is_above(level, asked.column):
            return self._by_name(replace(asked, within=area_id)).area_id
        if self._remembered(asked) == area_id:
            return area_id
        same_level = asked.column in ("area", level)
        if same_level:
            asked = replace(asked, within="".join(line[1:2]), level=level)
        hits = self._hits(asked, self._around(asked, asked.vintage)).area_ids
        agreed = area_id in hits if same_level else not set(line).isdisjoint(hits)
        return area_id if agreed else ""

    def _level(self, area_id: str) -> str:
        unit = self._roster.get(area_id)
        return unit.level if unit else ""


def load(cursor: Cursor) -> Places:
    """The areas and choices in the warehouse, ready to be asked for."""
    others = {NATION: [Name(name, "", "") for name in _NATION]}
    for row in queries.run(cursor, "other_names").itertuples(index=False):
        name = Name(split_type(row.name)[1], row.type, row.code)
        others.setdefault(row.area_id, []).append(name)
    units = (
        Unit(
            row.area_id,
            row.vintage,
            row.level,
            row.parent_id,
            (Name(row.short_name, row.type, row.code), *others.get(row.area_id, ())),
        )
        for row in queries.run(cursor, "searchable_areas").itertuples(index=False)
    )
    aliases = queries.run(cursor, "aliases").itertuples(index=False, name=None)
    return Places(units, (Alias(*row) for row in aliases))


def _query(asked: Asked, around: _Around) -> Query:
    level = asked.column if asked.column in _ABOVE else asked.level
    return Query(asked.vintage, clean(asked.name), level, around.sets, _is_accented(asked))


def _is_accented(asked: Asked) -> bool:
    """Whether the row is typed with accents, so that a name without has none."""
    return any(is_accented(getattr(asked, column)) for column in _COLUMNS)


def _is_above(level: str, other: str) -> bool:
    return LEVELS.index(level) < LEVELS.index(other)
