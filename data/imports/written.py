"""Figures as a person writes them into a report, so that they are read back as they are stored."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_decimal

from data.qualifiers import bounds

_WORDS = {
    "about": "khoảng",
    "nearly": "gần",
    "more_than": "trên",
    "at_least": "ít nhất",
    "at_most": "không quá",
}


@dataclass(frozen=True)
class Figure:
    """A value with its bounds, as it is stored; None is an open end."""

    value: float
    low: float | None
    high: float | None
    qualifier: str

    @property
    def is_exact(self) -> bool:
        """Whether it is the number and nothing besides."""
        return self.qualifier == "exact"

    def written(self, decimal: str) -> str:
        """The figure as `numbers.parse` reads it: "1800", "khoảng 62,8", a range as "10 - 12"."""
        if self.is_exact:
            return plain(self.value, decimal)
        own = bounds(Decimal(str(self.value)), self.qualifier)
        if (self.low, self.high) != own and self.low is not None and self.high is not None:
            return f"{plain(self.low, decimal)} - {plain(self.high, decimal)}"
        return f"{_WORDS[self.qualifier]} {plain(self.value, decimal)}"


def plain(value: float, decimal: str) -> str:
    """The number without separators of thousands: "1800", "62,8"."""
    locale = "vi" if decimal == "," else "en"
    return str(format_decimal(value, format="0.############", locale=locale))
