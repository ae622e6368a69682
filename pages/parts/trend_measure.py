"""What a trend shows of an indicator, and how it reads: values, a ratio, an index, a change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from data.ratios import LOWER, UPPER
from data.series import GROWING
from pages.parts.catalogue import Indicator, divided
from pages.parts.language import _, current, either
from pages.parts.wording import (
    QUALIFIERS,
    date_in_words,
    missing,
    number,
    rounded,
    value_in_words,
)

# In what a change is said where it is not in the unit itself.
STEPS = {"ratio": "percentage points", "rank": "places"}
# What is said of a number's negative.
MIRRORED = {
    "nearly": "more_than",
    "at_most": "at_least",
    "more_than": "nearly",
    "at_least": "at_most",
}


@dataclass(frozen=True)
class Measure:
    """One indicator as it is shown: `series` and `per` are codes as in the URL."""

    indicator: Indicator
    series: str = "values"
    per: str = ""

    @property
    def derived(self) -> bool:
        """Whether what is shown is reckoned by us and was published by nobody."""
        return self.series != "values" or bool(self.per)

    @property
    def growing(self) -> bool:
        """Whether an index and a percentage say something of it."""
        return self.indicator.kind in GROWING

    @property
    def unit(self) -> str:
        """What the axis counts."""
        if self.series == "index":
            return _("index, first known value = 100")
        if self.series == "change" and self.growing:
            return _("change in %")
        if self.series == "change":
            return self._step
        return either(self._divided.unit_vi, self._divided.unit_en)

    def words(self, row: Any) -> str:
        """The value of a row of this measure, with qualifier and unit."""
        if self.series == "change":
            return self._change(row)
        if not self.derived:
            return self.indicator.say(row)
        decimals = 1 if self.series == "index" else _decimals(row.value)
        unit = "" if self.series == "index" else self.unit
        value = rounded(row.value, row.qualifier, decimals)
        return value_in_words(value, row.qualifier, unit, unit, decimals)

    def origin(self, row: Any) -> str:
        """What a derived value is reckoned from, with its date; "" for a published one."""
        if self.series != "values":
            base = self.indicator.words(row.base_value, row.base_qualifier)
            day = date_in_words(row.base_as_of, row.base_precision)
            if self.series == "index":
                return _("base (= 100): {value} ({day})", value=base, day=day)
            return _("before: {value} ({day})", value=base, day=day)
        if not self.per:
            return ""
        part = value_in_words(row.part_value, row.part_qualifier, "", "", 0)
        day = date_in_words(row.part_as_of, row.part_precision)
        return _("divided by {value} ({day})", value=part, day=day)

    @property
    def name(self) -> str:
        """What is measured, such as "Teams per 1,000 people"."""
        return self._divided.name

    @staticmethod
    def qualified(words: str, qualifier: str) -> str:
        """A number in words with what is known of it, as in "trên 6 %"."""
        return _(QUALIFIERS[qualifier], value=words) if qualifier in QUALIFIERS else words

    @property
    def _divided(self) -> Indicator:
        return divided(self.indicator, self.per)

    @property
    def _step(self) -> str:
        if self.indicator.kind in STEPS:
            return _(STEPS[self.indicator.kind])
        return either(self.indicator.unit_vi, self.indicator.unit_en)

    def _change(self, row: Any) -> str:
        """A change with its direction, as in "▲ tăng 3.071 người (19,2 %)".

        Of a rank, up means towards the first place.
        """
        value, qualifier = row.value, row.qualifier
        if self.indicator.kind == "rank":
            value, qualifier = -value, MIRRORED.get(qualifier, qualifier)
        if value == 0 and qualifier == "exact":
            return _("unchanged")
        falls = value < 0 or (value == 0 and qualifier in UPPER)
        unsure = qualifier in (LOWER if falls else UPPER)
        # "Less than -100" is down by more than 100.
        spoken = MIRRORED.get(qualifier, qualifier) if falls else qualifier
        amount = self._amount(abs(value), spoken, self._step, self.indicator.decimals, unsure)
        if self.growing and not missing(row.percent):
            percent = self._amount(abs(row.percent), spoken, "%", 1, unsure, bare=True)
            amount = f"{amount} ({percent})"
        if unsure:
            if falls:
                return _("down by less than {amount}, or up", amount=amount)
            return _("up by less than {amount}, or down", amount=amount)
        if falls:
            return _("▼ down {amount}", amount=amount)
        return _("▲ up {amount}", amount=amount)

    def _amount(
        self,
        size: float,
        qualifier: str,
        unit: str,
        decimals: int,
        unsure: bool,
        bare: bool = False,
    ) -> str:
        """How much, with what is known of it; only the number where the sentence says that."""
        outward = "nearly" if unsure else qualifier
        figure = number(rounded(size, outward, decimals), decimals)
        gap = "" if unit == "%" and current() == "en" else " "
        figure = f"{figure}{gap}{unit}"
        return figure if bare or unsure else self.qualified(figure, qualifier)


def _decimals(value: float) -> int:
    """How many decimals a ratio needs to say two digits or more."""
    return 1 if value >= 10 else 2 if value >= 0.1 else 4
