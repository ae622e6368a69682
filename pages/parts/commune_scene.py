"""One place and month: its figures, targets and changes, and who reported."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from geo.areas import NATION
from pages.parts import catalogue, months, view
from pages.parts.asking import rows as ask
from pages.parts.catalogue import PILLARS, Indicator
from pages.parts.months import Month
from pages.parts.reader import kept_for_reader
from pages.parts.targets_scene import Line as Target
from pages.parts.targets_scene import reached
from pages.parts.wording import HANOI

FIRST = "digital_signature_adult_rate"


@dataclass(frozen=True)
class Change:
    """What changed in one commune since the month before; as a row of changes_by_area."""

    earlier: float
    later: float
    exact: bool
    parts: int = 1


@dataclass(frozen=True)
class Line:
    """One indicator in one place and month.

    Attributes:
        indicator: What is measured.
        pillar: One of PILLARS.
        row: Its value, a row of summed_by_area; None where nothing was reported.
        earlier: That of the month before.
        target: What was registered for the month, as the page of targets counts it.
        change: Over the communes that reported both months; None where none did.
    """

    indicator: Indicator
    pillar: str
    row: Any | None
    earlier: Any | None
    target: Target | None
    change: Any | None


@dataclass(frozen=True, eq=False)
class Scene:
    """What the page shows of a place and month; kept, so that it is itself a key of what is kept.

    Attributes:
        area: The place, a row of area_by_id.
        month: The month.
        before: The month before, None where this is the first.
        lines: One per indicator, by pillar; none where the place is of another time.
        reports: Rows of reports_by_commune; of a commune those of its neighbours too.
        group: The area whose communes `reports` are of, a row of area_by_id.
    """

    area: Any
    month: Month
    before: Month | None
    lines: tuple[Line, ...]
    reports: tuple[Any, ...]
    group: Any

    @property
    def is_commune(self) -> bool:
        """Whether the place is one commune."""
        return bool(self.area.level == "commune")

    @property
    def is_of_another_time(self) -> bool:
        """Whether the place is a commune that was not there in the month."""
        return self.is_commune and self.area.vintage != self.month.vintage

    @property
    def own(self) -> Any | None:
        """The report of the commune itself, None where it owed none."""
        found = (row for row in self.reports if row.area_id == self.area.area_id)
        return next(found, None) if self.is_commune else None

    @property
    def counts(self) -> Counter[str]:
        """How many reports are in each state; `reported` counts those that came."""
        counted = Counter(row.state for row in self.reports)
        counted["reported"] = counted["on_time"] + counted["late"]
        return counted

    @property
    def silent(self) -> tuple[Line, ...]:
        """Counts that others of the province report and the place did not; ratios follow them."""
        return tuple(
            line for line in self.lines if line.row is None and line.indicator.kind != "ratio"
        )

    @property
    def chosen(self) -> str:
        """The id of the indicator that is drawn over time and ranked."""
        known = {line.indicator.id for line in self.lines}
        asked = view.current().indicator or FIRST
        if asked in known:
            return asked
        with_value = (line.indicator.id for line in self.lines if line.row is not None)
        return next(with_value, self.lines[0].indicator.id if self.lines else asked)


def scene(place: str, ends: date) -> Scene:
    """The scene of a place.

    Args:
        place: An area id.
        ends: The last day of the month, one of `months.known`.
    """
    return _scene(place, ends)


@kept_for_reader
def _scene(place: str, ends: date) -> Scene:
    month = next(each for each in months.known() if each.ends == ends)
    before = months.before(month)
    (area,) = ask("area_by_id", area=place)
    group = neighbourhood(area)
    reports = ask("reports_by_commune", areas=(group,), first=ends, last=ends, today=date.today())
    reports = tuple(row for row in reports if row.form == months.FORM)
    if area.level == "commune" and area.vintage != month.vintage:
        lines: tuple[Line, ...] = ()
    else:
        lines = _lines(area, month, before)
    return Scene(area, month, before, lines, reports, ask("area_by_id", area=group)[0])


def neighbourhood(area: Any) -> str:
    """The id of the area whose communes are listed: of a commune its district's group.

    Args:
        area: A row of area_by_id.
    """
    if area.level != "commune":
        return str(area.area_id)
    groups = ask("groups_by_commune", areas=(area.area_id,), level="district", vintage="2024")
    return str(groups[0].group_id) if groups else str(area.province_id)


def _lines(area: Any, month: Month, before: Month | None) -> tuple[Line, ...]:
    span = {"first": (before or month).ends, "last": month.ends}
    province = area.province_id if area.level == "commune" else area.area_id
    said = ask("reported_indicators", areas=(province or NATION,), **span)
    ids = tuple(row.indicator_id for row in said)
    values = ask("summed_by_area", indicators=ids, areas=(area.area_id,), **span)
    by_day = {(row.indicator, row.as_of.date()): row for row in values}
    changes: dict[str, Any] = {}
    if before and area.level == "commune":
        days = (before.ends, month.ends)
        changes = {each: _change(*(by_day.get((each, day)) for day in days)) for each in ids}
    elif before:
        found = ask("changes_by_area", indicators=ids, area=area.area_id, **span)
        changes = {row.indicator: row for row in found}
    registered = reached((area.area_id,), "registered", month, before)
    targets = {target.indicator.id: target for target in registered}
    lines = []
    for row in said:
        shown = by_day.get((row.indicator_id, month.ends))
        lines.append(
            Line(
                indicator=catalogue.indicator(row.indicator_id),
                pillar=row.pillar,
                row=shown,
                earlier=by_day.get((row.indicator_id, before.ends)) if before else None,
                target=targets.get(row.indicator_id),
                change=changes.get(row.indicator_id),
            )
        )
    order = {pillar: place for place, pillar in enumerate(PILLARS)}
    lines.sort(key=lambda line: (order[line.pillar], line.indicator.kind != "ratio"))
    return tuple(lines)


def _change(earlier: Any | None, later: Any | None) -> Change | None:
    """What changed between two rows of summed_by_area, of one commune and indicator."""
    if earlier is None or later is None:
        return None
    exact = earlier.qualifier == later.qualifier == "exact"
    return Change(earlier.value, later.value, exact)


def received(row: Any) -> date:
    """The day in Ha Noi on which a report came."""
    moment: datetime = row.received_at.to_pydatetime()
    return (moment + HANOI).date()
