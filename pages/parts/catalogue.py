"""The indicator that is shown: which there are, which one arrives first, and how it is written."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data.cache import frame as ask
from pages.parts.language import either
from pages.parts.wording import value_in_words

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


def indicator(indicator_id: str) -> Indicator:
    """The indicator of the catalogue with this id, which must be there."""
    row = ask("indicators").set_index("indicator_id").loc[indicator_id]
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


def anywhere() -> pd.DataFrame:
    """Indicators with figures for any area, as `covered` gives them; `areas` counts every level."""
    counted = ask("coverage_by_level").groupby("indicator_id", as_index=False)["areas"].sum()
    return _by_pillar(counted)


def covered(vintage: str, level: str) -> pd.DataFrame:
    """Indicators with figures at a level, by pillar and coverage: the catalogue plus `areas`."""
    return _by_pillar(ask("coverage_by_indicator", vintage=vintage, level=level))


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


def option_label(row: pd.Series) -> str:
    """How an indicator reads in a list: its name and how many areas have figures."""
    return f"{either(row['name_vi'], row['name_en'])} ({row['areas']})"
