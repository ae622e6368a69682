"""The monthly reports of one place: who owed one, whether it came, in which group it is seen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd

from geo.areas import NATION
from pages.parts import asking, months, view
from pages.parts.asking import frame as ask
from pages.parts.months import Month
from pages.parts.reader import kept_for_reader
from pages.parts.wording import HANOI

STATES = ("on_time", "late", "missing", "open")
MONTHS_SEEN = 12


@dataclass(frozen=True)
class Group:
    """Communes seen together: those of a province, or of a district, which may have ended.

    A commune without a group is one of its own.
    """

    id: str
    label: str
    order: int


class Reports:
    """The reports that the communes of a place owed for a month and the eleven before.

    Attributes:
        place: The place's row of area_by_id.
        month: The month that is seen.
        today: On which it is asked what is open, late or missing.
        owed: Rows of reports_by_commune of all the months, with `group`, the id of one.
        of_month: Those of the month, as named tuples.
        groups: The group of every commune of the place, at both times, by the commune's id; in the
            nation of those whose province has reported.
    """

    def __init__(self, place_id: str, month: Month, today: date) -> None:
        """Asks for them."""
        self.place = view.area(place_id).iloc[0]
        self.month, self.today = month, today
        owed = ask(
            "reports_by_commune",
            areas=(place_id,),
            first=first_month(month),
            last=month.ends,
            today=today,
        )
        owed = owed[owed["form"] == months.FORM]
        of_nation = place_id == NATION
        within = tuple(sorted(owed["province_id"].unique())) if of_nation else (place_id,)
        self.groups = _groups(within, of_nation, month)
        labels = dict(zip(owed["area_id"], owed["area"], strict=True))
        for code in labels.keys() - self.groups.keys():
            self.groups[code] = Group(code, labels[code], 1_000_000)
        group_ids = {code: group.id for code, group in self.groups.items()}
        self.owed = owed.assign(group=owed["area_id"].map(group_ids))
        seen = self.owed[self.owed["as_of"] == pd.Timestamp(month.ends)]
        self.of_month: tuple[Any, ...] = tuple(seen.itertuples(index=False))

    @property
    def named(self) -> tuple[str, str]:
        """What a file's name says of the place and the month."""
        return self.place["area_id"], self.month.ends.isoformat()

    @property
    def is_commune(self) -> bool:
        """Whether the place is a single commune."""
        return bool(self.place["level"] == "commune")

    @property
    def of_ended(self) -> bool:
        """Whether the groups are those of districts that had ended by the month."""
        return bool(self.place["level"] != "nation" and self.month.vintage == "2025")

    @property
    def counts(self) -> Counter[str]:
        """How many reports of the month are of each state."""
        return Counter(row.state for row in self.of_month)

    @property
    def received(self) -> int:
        """How many communes reported for the month, late or not."""
        return self.counts["on_time"] + self.counts["late"]

    @property
    def by_group(self) -> pd.DataFrame:
        """How many reports of each state: by group and as_of, a column per state."""
        counted = self.owed.groupby(["group", "as_of", "state"]).size().unstack(fill_value=0)
        return counted.reindex(columns=list(STATES), fill_value=0)

    @property
    def labels(self) -> dict[str, Group]:
        """The groups that owed anything, by their ids."""
        owing = set(self.owed["group"])
        return {group.id: group for group in self.groups.values() if group.id in owing}

    @property
    def provinces(self) -> tuple[str, ...]:
        """The provinces of the communes that owed a report for the month."""
        return tuple(sorted({row.province_id for row in self.of_month}))


@kept_for_reader
def reports_of(place_id: str, month: Month, today: date) -> Reports:
    """The reports of a place, kept.

    Args:
        place_id: An area of any level.
        month: The last that is seen.
        today: See `hanoi_today`.
    """
    return Reports(place_id, month, today)


def hanoi_today() -> date:
    """The day it is in Ha Noi."""
    return (datetime.now(UTC) + HANOI).date()


def first_month(month: Month) -> date:
    """The first day of the twelve months that end with this one."""
    year, place = month.ends.year, month.ends.month
    return date(year, 1, 1) if place == MONTHS_SEEN else date(year - 1, place + 1, 1)


def _groups(within: tuple[str, ...], of_nation: bool, month: Month) -> dict[str, Group]:
    """The group of each commune of the areas that is in one."""
    rows = asking.rows(
        "groups_by_commune",
        areas=within,
        level="province" if of_nation else "district",
        vintage=month.vintage if of_nation else "2024",
    )
    provinces: dict[str, set[str]] = {}
    for row in rows:
        provinces.setdefault(row.name, set()).add(row.province)
    made: dict[str, Group] = {}
    for row in rows:
        if row.group_id in made:
            continue
        label = row.short_name if of_nation else row.name
        if not of_nation and len(provinces[row.name]) > 1:
            label = f"{label} ({row.province})"
        made[row.group_id] = Group(row.group_id, label, row.alphabetical)
    return {row.commune_id: made[row.group_id] for row in rows}
