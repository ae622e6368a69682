"""Reports by group over 1 July 2025: old communes of a district before, those of today after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest

from data import warehouse
from pages.parts import quality_heat
from pages.parts.months import Month
from pages.parts.quality_reports import Reports, first_month
from pages.parts.view import View
from tests.monthly_rows import DATASET, add_batch, add_report, add_source
from tests.world import build_world

MAY, AUGUST = date(2025, 5, 31), date(2025, 8, 31)
TODAY = date(2025, 9, 1)
OLD = ("2024-c91001", "2024-c91002", "2024-c91003")
NEW = ("2025-c91001", "2025-c91002")
CAME = {
    (OLD[0], MAY): datetime(2025, 5, 2),
    (OLD[1], MAY): datetime(2025, 5, 20),  # late
    (NEW[0], AUGUST): datetime(2025, 8, 18, 16, 59),
}

pytestmark = pytest.mark.usefixtures("reported", "session", "window")


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("groups")
    built = build_world(folder / "atlas.duckdb")
    with built.transaction() as cursor:
        add_source(cursor)
        add_batch(cursor, "first")
        for (area, day), moment in CAME.items():
            add_report(cursor, area, day, moment, batch="first")
    built.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        warehouse.forget()
        yield
        warehouse.forget()


@pytest.fixture(autouse=True)
def dataset(session: dict[str, object]) -> None:
    session["view"] = View(dataset=DATASET)


def month(day: date) -> Month:
    return Month(day.replace(day=1), day, day.replace(day=18))


def expected(day: date) -> Counter[str]:
    """From the rows: nothing, in time, or after the 18th."""
    communes = OLD if day == MAY else NEW
    came = [CAME.get((area, day)) for area in communes]
    return Counter(
        "missing" if moment is None else "late" if moment.day > 18 else "on_time" for moment in came
    )


@pytest.mark.parametrize(
    ("place", "group"),
    [("2025-p91", "2024-d911"), ("2024-p91", "2024-d911"), ("vn", "2025-p91")],
)
def test_a_group_goes_on_over_the_merger(place: str, group: str) -> None:
    counted = Reports(place, month(AUGUST), TODAY).by_group
    for day in (MAY, AUGUST):
        row = counted.loc[group, pd.Timestamp(day)]
        assert {state: n for state, n in row.items() if n} == expected(day)


def test_in_a_district_only_months_of_its_communes_of_today_are_seen() -> None:
    reports = Reports("2024-d911", month(AUGUST), TODAY)
    axis: Any = quality_heat.picture(reports, True).layout.xaxis
    assert list(axis.ticktext) == ["8/25"]
    assert "Trước tháng 7/2025 là các xã khác báo cáo" in quality_heat.source_line(reports, True)
    before = Reports("2024-d911", month(MAY), TODAY)
    assert list(quality_heat.picture(before, True).layout.xaxis.ticktext) == ["5/25"]
    assert "Trước tháng" not in quality_heat.source_line(before, True)


def test_nothing_before_the_first_report_is_owed() -> None:
    april = Reports("2025-p91", month(date(2025, 4, 30)), TODAY)
    assert april.owed.empty
    assert april.of_month == ()
    assert april.by_group.empty


@pytest.mark.parametrize(
    ("ends", "begins"),
    [
        (date(2025, 8, 31), date(2024, 9, 1)),
        (date(2025, 12, 31), date(2025, 1, 1)),
        (date(2024, 2, 29), date(2023, 3, 1)),
    ],
)
def test_twelve_months_are_seen(ends: date, begins: date) -> None:
    assert first_month(month(ends)) == begins
    assert len(pd.date_range(begins, ends, freq="ME")) == 12
