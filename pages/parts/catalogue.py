"""The indicator that is shown: which there are, which one arrives first, and how it is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from data.cache import frame as ask
from data.cache import kept
from data.datasets import PUBLISHED
from pages.parts import carried_words
from pages.parts.language import _, either
from pages.parts.wording import rounded, value_in_words

PER = {
    "people": "{name} per 1,000 people",
    "communes": "{name} per commune",
    "teams": "{name} per team",
}
PER_UNIT = {
    "people": "{unit}/1,000 people",
    "communes": "{unit}/commune",
    "teams": "{unit}/team",
}
# In the order of interest to those who come for the teams.
PILLARS = ("teams", "government", "economy", "society", "index", "context")


@dataclass(frozen=True)
class Indicator:
    """One row of the catalogue, as pages need it."""

    id: str
    name: str
    definition: str
    unit_vi: str
    unit_en: str
    kind: str
    polarity: str
    decimals: int

    @property
    def less_is_better(self) -> bool:
        """Whether a low value is the good one."""
        return self.polarity == "less"

    def words(self, value: float | None, qualifier: str | None = "exact") -> str:
        """A value of this indicator with its qualifier and unit."""
        return value_in_words(value, qualifier, self.unit_vi, self.unit_en, self.decimals)

    def say(self, row: Any) -> str:
        """The value of a row; one that was carried over is rounded so that a bound stays true.

        Args:
            row: Of figures, or of what is carried, with `carried`.
        """
        if not carried_words.is_carried(row):
            return self.words(row.value, row.qualifier)
        value = rounded(row.value, row.qualifier, self.decimals)
        return carried_words.called(row, self.words(value, carried_words.qualifier_of(row)))


def indicator(indicator_id: str) -> Indicator:
    """The indicator of the catalogue with this id, which must be there."""
    row = row_of(indicator_id)
    return Indicator(
        id=indicator_id,
        name=either(row["name_vi"], row["name_en"]),
        definition=either(row["definition_vi"], row["definition_en"]),
        unit_vi=row["unit_vi"],
        unit_en=row["unit_en"],
        kind=row["kind"],
        polarity=row["polarity"],
        decimals=int(row["decimals"]),
    )


def row_of(indicator_id: str) -> pd.Series:
    """The row of the catalogue with this id, which must be there."""
    return _by_id()[indicator_id]


@kept
def _by_id() -> dict[str, pd.Series]:
    return {row["indicator_id"]: row for _index, row in ask("indicators").iterrows()}


def is_known(indicator_id: str) -> bool:
    """Whether the catalogue has an indicator of this id."""
    return indicator_id in _by_id()


@kept
def labels(language: str, dataset: str, *place: str) -> dict[str, str]:
    """How each indicator reads in the list of choices, by id, in the order of the list.

    Args:
        language: Of the session.
        dataset: Whose figures are counted.
        place: Of the units, as `View.place` gives it and `covered` takes it; none for all.
    """
    return _labelled(language, covered(dataset, *place) if place else anywhere(dataset))


@kept
def stored_labels(language: str, dataset: str) -> dict[str, str]:
    """As `labels` of all areas, of those with figures of their own: sums of communes are none.

    Args:
        language: Of the session.
        dataset: Whose figures are counted.
    """
    return _labelled(language, _stored(dataset))


def _labelled(language: str, found: pd.DataFrame) -> dict[str, str]:
    names = found["name_vi" if language == "vi" else "name_en"]
    return {
        indicator_id: f"{name} ({areas})"
        for indicator_id, name, areas in zip(
            found["indicator_id"], names, found["areas"], strict=True
        )
    }


def divided(shown: Indicator, per: str) -> Indicator:
    """The indicator as it reads when each value is divided; itself where `per` is "".

    Args:
        shown: A count.
        per: One of the keys of PER.
    """
    if not per:
        return shown
    unit = _(PER_UNIT[per], unit=either(shown.unit_vi, shown.unit_en))
    name = _(PER[per], name=shown.name)
    return replace(shown, name=name, unit_vi=unit, unit_en=unit, decimals=2, kind="ratio")


@kept
def anywhere(dataset: str) -> pd.DataFrame:
    """Indicators with figures for any area, as `covered` gives them; `areas` counts every level."""
    if dataset != PUBLISHED:
        everywhere = {"vintage": "", "level": "", "within": "", "units": "today"}
        return _by_pillar(ask("coverage_summed", dataset=dataset, **everywhere))
    return _stored(dataset)


def _stored(dataset: str) -> pd.DataFrame:
    counted = ask("coverage_by_level", dataset=dataset)
    return _by_pillar(counted.groupby("indicator_id", as_index=False)["areas"].sum())


@kept
def covered(
    dataset: str, vintage: str, level: str, within: str = "", units: str = "then"
) -> pd.DataFrame:
    """Indicators with figures at a level, by pillar and coverage: the catalogue plus `areas`.

    Args:
        dataset: Whose figures are counted.
        vintage: Of the units.
        level: Of the units.
        within: The province they lie in; "" for the whole country.
        units: "today" counts what is carried over 1 July 2025 too.
    """
    place = {"level": level, "within": within}
    if dataset != PUBLISHED:
        summed = ask("coverage_summed", dataset=dataset, vintage=vintage, units=units, **place)
        if units == "then":
            return _by_pillar(summed)
        carried = ask("coverage_carried", dataset=dataset, **place)
        every = pd.concat([summed, carried])
        return _by_pillar(every.groupby("indicator_id", as_index=False).max())
    if units == "today":
        return _by_pillar(ask("coverage_carried", dataset=dataset, **place))
    return _by_pillar(ask("coverage_by_indicator", dataset=dataset, vintage=vintage, **place))


def _by_pillar(counted: pd.DataFrame) -> pd.DataFrame:
    found = counted.merge(ask("indicators"), on="indicator_id")
    order = {pillar: place for place, pillar in enumerate(PILLARS)}
    return found.assign(order=found["pillar"].map(order)).sort_values(
        ["order", "areas"], ascending=[True, False], kind="stable"
    )


def widest(found: pd.DataFrame) -> str | None:
    """The id that covers most areas; context, such as population, is no result and comes last."""
    if found.empty:
        return None
    ranked = found.assign(context=found["pillar"] == "context").sort_values(
        ["context", "areas"], ascending=[True, False], kind="stable"
    )
    return str(ranked["indicator_id"].iloc[0])
