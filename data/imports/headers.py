"""What a header says of figures: which indicator they are of, in which unit."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz import process

from data import paths
from geo.names import Spelling, fold

if TYPE_CHECKING:
    import pandas as pd

PERCENT = "%"
LIKENESS = 60.0  # of 100, below which a word is not worth suggesting
_TIMES = {
    **dict.fromkeys(("nghin", "ngan", "1000", "1 000", "thousand"), 1e3),
    **dict.fromkeys(("trieu", "million"), 1e6),
    **dict.fromkeys(("ty", "ti", "billion"), 1e9),
}
_MULTIPLE = re.compile(rf"({'|'.join(_TIMES)})\b\s*")
_CONVERTED = {("ha", "km2"): 0.01}
# "Dân số (Nghìn người)", "Dân số, nghìn người", "Dân số - ĐVT: người".
_PARTED = re.compile(r"^(.+?)\s*(?:\(([^()]*)\)|[,;]\s*([^,;()]+))$")
_UNIT_SAID = re.compile(
    r"[\s(\-–,;]*(?:đơn vị(?: tính)?|đvt)\s*[:.]?\s*([^()]+?)\)?$", re.IGNORECASE
)
_PERCENT_SAID = re.compile(r"[\s(,;:-]*(?:đơn vị tính|đvt)?[\s:]*%\s*\)?")
_NOTE = re.compile(r"[*\d\s]*")  # in parentheses, a mark of a footnote


@dataclass(frozen=True)
class Unit:
    """A unit as written: "Nghìn người" is 1000 times "nguoi"; of is "" where it is left out."""

    of: str
    scale: float = 1.0


@dataclass(frozen=True)
class Meaning:
    """An indicator as a header names it.

    Attributes:
        indicator_id: Its id.
        scale: What the values are multiplied by to be in the indicator's unit.
        says_unit: Whether the header says so. "%" does not: spreadsheets write 0.8 for 80 %.
    """

    indicator_id: str
    scale: float = 1.0
    says_unit: bool = False


@dataclass
class Vocabulary:
    """The words by which files name indicators.

    A word means an indicator if it is spelled so, or has no accents at all and could only mean that
    one; likeness decides nothing.
    """

    units: dict[str, tuple[str, ...]]
    _exact: dict[str, str] = field(default_factory=dict)
    _bare: dict[str, set[str]] = field(default_factory=dict)

    def add(self, text: str, indicator_id: str) -> None:
        """Takes a word in, unless it means another indicator already."""
        spelling = Spelling.of(text)
        if self._exact.setdefault(spelling.letters, indicator_id) == indicator_id:
            self._bare.setdefault(spelling.folded, set()).add(indicator_id)

    def match(self, text: str) -> str:
        """The id of the indicator that the text is the id, name or term of; "" for none."""
        meaning = self.meaning(text)
        return meaning.indicator_id if meaning else ""

    def meaning(self, text: str) -> Meaning | None:
        """What a header says, its unit taken apart; None where it names no indicator."""
        if PERCENT in text:
            bare = _PERCENT_SAID.sub("", text)
            names = (f"Tỷ lệ {bare}", bare)
            found = next(filter(None, map(self._find, names)), "")
            return self.in_unit(found, Unit(PERCENT)) if found else None
        if found := self._find(text):
            return Meaning(found)
        bare, unit = self.parted(text)
        found = self._find(bare) if unit else ""
        return self.in_unit(found, unit) if unit and found else None

    def in_unit(self, indicator_id: str, unit: Unit) -> Meaning | None:
        """The indicator with figures in a unit; None for a percentage of what is counted."""
        known = self.units[indicator_id]
        if (unit.of == PERCENT) != (PERCENT in known):
            return None
        converted = [_CONVERTED[unit.of, own] for own in known if (unit.of, own) in _CONVERTED]
        scale = unit.scale * (converted[0] if converted else 1.0)
        says = unit.of != PERCENT and (bool(converted) or unit.of in ("", *known))
        return Meaning(indicator_id, scale, says)

    def parted(self, text: str) -> tuple[str, Unit | None]:
        """The text without its unit, and the unit; None where nothing in it is a unit or a note."""
        if said := _UNIT_SAID.search(text):
            unit = self.unit(said[1])
            return (text[: said.start()], unit) if unit else (text, None)
        found = _PARTED.match(text)
        if not found:
            return text, None
        inner = found[2] if found[2] is not None else found[3]
        if found[2] is not None and _NOTE.fullmatch(inner):
            bare, unit = self.parted(found[1])
            return bare, unit or Unit("?")
        return found[1], self.unit(inner)

    def unit(self, text: str) -> Unit | None:
        """The unit that a text is, None for what is none of the catalogue's."""
        if text.strip() in (PERCENT, "phần trăm"):
            return Unit(PERCENT)
        rest, scale = fold(text), 1.0
        while found := _MULTIPLE.match(rest):
            scale, rest = scale * _TIMES[found[1]], rest[found.end() :]
        known = {unit for units in self.units.values() for unit in units} | {"ha"}
        return Unit(rest, scale) if rest in known or (not rest and scale != 1.0) else None

    def suggest(self, text: str, most: int = 5) -> tuple[str, ...]:
        """The ids of the indicators whose words are most like the text, best first."""
        words = list(self._bare)
        alike = process.extract(fold(text), words, limit=4 * most, score_cutoff=LIKENESS)
        ids = dict.fromkeys(id_ for word, _score, _at in alike for id_ in sorted(self._bare[word]))
        return tuple(ids)[:most]

    def _find(self, text: str) -> str:
        spelling = Spelling.of(text)
        if found := self._exact.get(spelling.letters):
            return found
        may_be = self._bare.get(spelling.folded, set()) if spelling.is_bare else set()
        return next(iter(may_be)) if len(may_be) == 1 else ""


def vocabulary(indicators: pd.DataFrame) -> Vocabulary:
    """The words of the indicators: ids, names in both languages, further terms of the catalogue.

    Args:
        indicators: indicator_id, name_vi, name_en, unit_vi, unit_en.
    """
    rows = list(indicators.itertuples(index=False))
    words = Vocabulary({row.indicator_id: _units(row.unit_vi, row.unit_en) for row in rows})
    for name in ("indicator_id", "name_vi", "name_en"):
        for row in rows:
            words.add(getattr(row, name), row.indicator_id)
    for indicator_id, term in _terms():
        if indicator_id in words.units:
            words.add(term, indicator_id)
    return words


def _units(*texts: str) -> tuple[str, ...]:
    parts = (part for text in texts for part in {text, text.partition("/")[0]})
    return tuple(part if part == PERCENT else fold(part) for part in parts)


def _terms() -> Iterator[tuple[str, str]]:
    with (paths.CATALOGUE / "indicator_terms.csv").open(encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            yield row["indicator_id"], row["term"]
