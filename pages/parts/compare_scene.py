"""Areas side by side: every measure they share, each value with its date, source and doubts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from data import ratios
from data.agreement import agrees, contradict, reckoned
from data.lazily import reckoned_once
from pages.parts import carried_words, disagreement, in_units
from pages.parts import compare_words as words
from pages.parts.asking import frame as ask
from pages.parts.asking import rows as ask_rows
from pages.parts.catalogue import PILLARS
from pages.parts.language import _, either
from pages.parts.reader import kept_for_reader
from pages.parts.wording import number, place_in_words

FIRST = ("teams", "members")
COVERAGE = ("villages_coverage_pct", "communes_coverage_pct", "smartphone_rate")
# Each count, what it is divided by, and how many decimals its ratio is shown with.
DERIVED = {
    "members_per_team": ("members", "teams", 1),
    "teams_per_commune": ("teams", "communes", 1),
    "teams_per_1000": ("teams", "people", 2),
    "members_per_1000": ("members", "people", 1),
}
DERIVED_NAMES = {
    "members_per_team": "Members per team",
    "teams_per_commune": "Teams per commune",
    "teams_per_1000": "Teams per 1,000 people",
    "members_per_1000": "Members per 1,000 people",
}
PART_WORDS = {
    "teams": "{count} ÷ {part} teams",
    "communes": "{count} ÷ {part} communes",
    "people": "{count} ÷ {part} people",
}


@dataclass(frozen=True)
class Cell:
    """One value as it is shown.

    Attributes:
        row: A row of figures; of a ratio that of its numerator.
        number: The value with its bounds.
        words: The same in words, with its unit.
        notes: What must be known of it: its parts, conflicts, remarks; plain text.
        part: What a ratio was divided by, a row of parts_by_area.
        rivals: What the ratio would be by the counts that contradict the part.
        decimals: How many the ratio is shown with.
        disputed: Whether sources disagree about it, or about a part of it, within a year.
    """

    row: Any
    number: ratios.Number
    words: str
    notes: tuple[str, ...] = ()
    part: Any = None
    rivals: tuple[ratios.Number, ...] = ()
    decimals: int = 1
    disputed: bool = False


@dataclass(frozen=True)
class Measure:
    """One row of the comparison; `cells` has the areas that have a value."""

    id: str
    name: str
    definition: str
    cells: dict[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True)
class CompareScene:
    """Some areas of any level and vintage, and what is known of them.

    Attributes:
        areas: Their ids.
        units: "today" where figures are carried over 1 July 2025, else "then".
    """

    areas: tuple[str, ...]
    units: str = "then"

    @reckoned_once
    def places(self) -> dict[str, pd.Series]:
        """The row of each area, in the order they were chosen."""
        return {code: ask("area_by_id", area=code).iloc[0] for code in self.areas}

    @reckoned_once
    def names(self) -> dict[str, str]:
        """What each area is called here: its short name, told apart where two share it."""
        short = [place["short_name"] for place in self.places.values()]
        return {
            code: place["short_name"]
            if short.count(place["short_name"]) == 1
            else place_in_words(
                *(place["short_name"], place["level"], place["vintage"], place["province"]),
                place["type"],
            )
            for code, place in self.places.items()
        }

    @reckoned_once
    def levels(self) -> list[tuple[str, str]]:
        """Vintage and level of the areas, each pair once, the nation left out."""
        pairs = dict.fromkeys(
            (str(place["vintage"]), str(place["level"])) for place in self.places.values()
        )
        return [pair for pair in pairs if pair[1] != "nation"]

    @reckoned_once
    def latest(self) -> dict[tuple[str, str], Any]:
        """What was last said of the areas, by area and indicator."""
        found = in_units.latest(self.units, self.areas)
        return {(row.area_id, row.indicator): row for row in found.itertuples(index=False)}

    @property
    def silent(self) -> list[str]:
        """The areas of which nothing at all is known."""
        spoken = {area for area, _indicator in self.latest}
        return [code for code in self.areas if code not in spoken]

    @reckoned_once
    def conflicts(self) -> dict[tuple[str, str], list[Any]]:
        """The figures in conflict, by area and indicator."""
        found: dict[tuple[str, str], list[Any]] = {}
        for row in ask_rows("conflicts_by_area", areas=list(self.areas)):
            found.setdefault((row.area_id, row.indicator), []).append(row)
        return found

    @reckoned_once
    def catalogue(self) -> dict[str, Any]:
        """The indicators by id."""
        return {row.indicator_id: row for row in ask_rows("indicators")}

    @reckoned_once
    def measures(self) -> dict[str, Measure]:
        """Every row of the comparison: teams, ratios, coverage, then what at least two share."""
        counted = Counter(indicator for _area, indicator in self.latest)
        order = {pillar: place for place, pillar in enumerate(PILLARS)}
        others = sorted(
            (order[row.pillar], row.indicator_id)
            for row in self.catalogue.values()
            if counted[row.indicator_id] >= min(2, len(self.areas))
            and row.indicator_id not in (*FIRST, *COVERAGE)
        )
        found = [
            *(self._published(indicator) for indicator in FIRST),
            *(self._derived(measure) for measure in DERIVED),
            *(self._published(indicator) for indicator in COVERAGE),
            *(self._published(indicator) for _pillar, indicator in others),
        ]
        return {m.id: m for m in found if m.cells or m.id in FIRST}

    def history(self, indicator: str) -> tuple[Any, ...]:
        """Every figure of the areas in one indicator."""
        return in_units.rows_over_time(self.units, indicator, self.areas)

    def reckoned(self, row: Any, indicator: str) -> tuple[ratios.Number, Any, Any] | None:
        """The percentage that a row should be by its two counts, and these; None without them."""
        parts = self.catalogue[indicator].numerator_id, self.catalogue[indicator].denominator_id
        if not all((row.area_id, part) in self.latest for part in parts):
            return None
        above, below = (
            [count for count in self.history(part) if count.area_id == row.area_id]
            for part in parts
        )
        return reckoned(row, above, below)

    def _published(self, indicator: str) -> Measure:
        known = self.catalogue[indicator]
        cells = {}
        for code in self.areas:
            row = self.latest.get((code, indicator))
            if row:
                notes = (*self._rechecks(row), *self._doubts(row))
                number, said = ratios.number_of(row), words.said(row)
                cells[code] = Cell(row, number, said, notes, disputed=self._disputed(row))
            elif cell := self._from_parts(code, known):
                cells[code] = cell
        name = either(known.name_vi, known.name_en)
        definition = either(known.definition_vi, known.definition_en)
        return Measure(indicator, name, definition, cells)

    def _disputed(self, row: Any) -> bool:
        own = self.conflicts.get((row.area_id, row.indicator), [])
        return bool(row.in_conflict or disagreement.in_words(own, near=row))

    def _doubts(self, row: Any) -> list[str]:
        own = self.conflicts.get((row.area_id, row.indicator), [])
        values = disagreement.in_words(own, near=row)
        found = [_("≠ sources disagree: {values}", values=values)] if values else []
        if row.superseded:
            found.append(_("⚠ does not compare with the newer ones beside it"))
        if row.remark_en:
            found.append(f"⚠ {either(row.remark_vi, row.remark_en)}")
        return found

    def _rechecks(self, row: Any) -> list[str]:
        if carried_words.is_carried(row) or carried_words.is_summed(row):
            return carried_words.lines(row)
        found = self.reckoned(row, row.indicator)
        if not found:
            return []
        ratio, above, below = found
        return [
            _(
                "reckoned {ratio} = {above} ÷ {below}: {verdict}",
                ratio=words.worded(ratio, int(row.decimals), ("%", "%")),
                above=words.worded(above, 0),
                below=words.worded(below, 0),
                verdict=_("consistent") if agrees(ratios.number_of(row), ratio) else _("differs"),
            )
        ]

    def _from_parts(self, code: str, known: Any) -> Cell | None:
        """The percentage of an area for which only its two counts were published."""
        row = self.latest.get((code, known.numerator_id))
        found = row and self.reckoned(row, known.indicator_id)
        if not found:
            return None
        ratio, above, below = found
        parts = {"above": words.worded(above, 0), "below": words.worded(below, 0)}
        said = words.worded(ratio, int(known.decimals), ("%", "%"))
        return Cell(row, ratio, said, (_("reckoned: {above} ÷ {below}", **parts),), below)

    def _derived(self, measure: str) -> Measure:
        count, per, decimals = DERIVED[measure]
        pairs = {(str(p["vintage"]), str(p["level"])) for p in self.places.values()}
        parts = ratios.by_area(in_units.parts(self.units, per, pairs, self.areas), per)
        cells = {}
        # The latest that can be divided: "over 15,000" members for "over 4,000" teams cannot.
        for row in sorted(self.history(count), key=_newest_last):
            found = ratios.divided(row, parts.get(row.area_id, ()), per)
            if found:
                ratio, part = found
                rivals = list(_rivals(row, part, parts[row.area_id], per))
                notes = [_division(row, part, per), *carried_words.lines(row)]
                notes += [_rival_in_words(ratio, other, decimals) for ratio, other in rivals]
                cells[row.area_id] = Cell(
                    row,
                    ratio,
                    carried_words.called(row, words.worded(ratio, decimals)),
                    tuple(notes),
                    part,
                    tuple(rival for rival, _other in rivals),
                    decimals,
                    bool(self._disputed(row) or part.in_conflict),
                )
        return Measure(measure, _(DERIVED_NAMES[measure]), _("Reckoned from two counts."), cells)


compare_of = kept_for_reader(CompareScene)


def _newest_last(row: Any) -> tuple[object, ...]:
    """Of one date, what latest_by_area prefers comes last."""
    day = pd.Timestamp.min if pd.isna(row.as_of) else row.as_of
    return day, row.source_kind == "original", row.qualifier == "exact", row.value


def _division(count: Any, part: Any, per: str) -> str:
    """The two counts, with the date of the part where it is another than the count's."""
    said = _(PART_WORDS[per], count=words.worded(count, 0), part=words.worded(part, 0))
    return said if part.as_of == count.as_of else f"{said} ({words.day(part)})"


def _rivals(
    count: Any, part: Any, parts: list[Any], per: str
) -> Iterator[tuple[ratios.Number, Any]]:
    """The ratios by the counts that contradict the part, and these counts."""
    for other in parts:
        if part.in_conflict and contradict(part, other):
            factor = ratios.PARTS[per].factor
            ratio = ratios.quotient(ratios.number_of(count), ratios.number_of(other), factor)
            if ratio:
                yield ratio, other


def _rival_in_words(ratio: ratios.Number, other: Any, decimals: int) -> str:
    return _(
        "≠ {value} with {part}, as another source has it ({day})",
        value=words.worded(ratio, decimals),
        part=number(other.value, 0),
        day=words.day(other),
    )
