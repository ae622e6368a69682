"""What a header says: which indicator, in which unit, or which part of a row's key."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz import process

from data import paths
from geo.names import fold

if TYPE_CHECKING:
    import pandas as pd

_SCALES = {"nghin": 1e3, "ngan": 1e3, "trieu": 1e6, "ty": 1e9, "ti": 1e9}
_IN_PARENTHESES = re.compile(r"\(([^()]*)\)|,?\s*đơn vị(?: tính)?\s*:\s*(.*)$", re.IGNORECASE)


@dataclass(frozen=True)
class Meaning:
    """An indicator as a header names it: its id, what values are multiplied by, if it says so."""

    indicator_id: str
    scale: float = 1.0
    says_unit: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """The words by which files name indicators, folded, with the id of each."""

    words: Mapping[str, str]

    def match(self, text: str) -> str:
        """The id of the indicator that the text is the name, code or term of; "" for none."""
        meaning = self.meaning(text)
        return meaning.indicator_id if meaning else ""

    def meaning(self, text: str) -> Meaning | None:
        """What a header says, its unit in parentheses or behind a comma taken apart."""
        if found := self.words.get(text) or self.words.get(fold(text)):
            return Meaning(found)
        bare = _IN_PARENTHESES.sub("", text)
        found = self.words.get(fold(bare))
        if not found:
            return None
        scale = scale_of(text)
        return Meaning(found, scale or 1.0, scale is not None)

    def suggest(self, text: str, most: int = 5) -> tuple[str, ...]:
        """The ids whose words are most like the text, best first."""
        alike = process.extract(fold(text), self._choices, limit=3 * most, score_cutoff=60)
        ids = dict.fromkeys(self.words[word] for word, _score, _at in alike)
        return tuple(ids)[:most]

    @cached_property
    def _choices(self) -> tuple[str, ...]:
        return tuple(self.words)


def vocabulary(indicators: pd.DataFrame) -> Vocabulary:
    """The words of the catalogue's indicators: ids, names in both languages, further terms.

    Args:
        indicators: Rows of the catalogue: indicator_id, name_vi, name_en.
    """
    words: dict[str, str] = {}
    for row in indicators.itertuples(index=False):
        for text in (row.indicator_id, row.name_vi, row.name_en):
            words.setdefault(fold(text), row.indicator_id)
            words.setdefault(text, row.indicator_id)
    known = set(words.values())
    with (paths.CATALOGUE / "indicator_terms.csv").open(encoding="utf-8", newline="") as terms:
        for term in csv.DictReader(terms):
            if term["indicator_id"] in known:
                words.setdefault(fold(term["term"]), term["indicator_id"])
    return Vocabulary(words)


def scale_of(text: str) -> float | None:
    """What values are multiplied by, if the text names a unit: 1000 for "(Nghìn người)"."""
    for found in _IN_PARENTHESES.finditer(text):
        unit = fold(found[1] or found[2] or "")
        if not unit and "%" not in (found[1] or found[2] or ""):
            continue
        scale = 1.0
        for word in unit.split():
            scale *= _SCALES.get(word, 1.0)
        return scale
    return None
