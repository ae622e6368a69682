"""What a file's figures are, gathered while they pass: sources, days, qualifiers, indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

import pandas as pd


@dataclass
class Told:
    """What was seen of the figures so far.

    Attributes:
        figures: How many.
        undated: How many of them have no day.
        sources: Figures by source and address.
        qualifiers: Figures by qualifier.
        indicators: Figures by id.
        areas: Figures by level and vintage.
        carried: Figures by how they came into units of today.
        first: The earliest day; None before any.
        last: The latest day.
    """

    figures: int = 0
    undated: int = 0
    sources: Counter[tuple[str, str]] = field(default_factory=Counter)
    qualifiers: Counter[str] = field(default_factory=Counter)
    indicators: Counter[str] = field(default_factory=Counter)
    areas: Counter[tuple[str, str]] = field(default_factory=Counter)
    carried: Counter[str] = field(default_factory=Counter)
    first: date | None = None
    last: date | None = None

    def seeing(self, frames: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        """The frames as they are, each taken note of.

        Args:
            frames: Long rows, as files have them.
        """
        for rows in frames:
            self._see(rows)
            yield rows

    def _see(self, rows: pd.DataFrame) -> None:
        self.figures += len(rows)
        self.undated += int(rows["as_of"].isna().sum())
        for column, counter in (
            ("qualifier", self.qualifiers),
            ("indicator", self.indicators),
            ("carried", self.carried),
        ):
            counter.update(rows[column].value_counts().to_dict())
        for columns, pairs in (
            (["source", "URL"], self.sources),
            (["level", "vintage"], self.areas),
        ):
            for values, n in rows[columns].fillna("").value_counts().items():
                pairs[(str(values[0]), str(values[1]))] += int(n)
        dated = rows["as_of"].dropna()
        if len(dated):
            self.first = min(dated.min().date(), self.first or date.max)
            self.last = max(dated.max().date(), self.last or date.min)
