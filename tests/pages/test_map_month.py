"""A map of monthly reports: one month is ranked, ages are of it, and open ranks say why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data import rollups, warehouse
from tests.pages.importing import own_copy
from tests.pages.reading import ageless, mounted, said, title, visit

JUNE, SEPTEMBER, OCTOBER = date(2025, 6, 30), date(2025, 9, 30), date(2025, 10, 31)
CA_MAU, THANH_HOA = "2025-p96", "2025-p38"
# Of each province so many communes, in the order of their ids: day and number of teams.
TEAMS = {
    CA_MAU: [(SEPTEMBER, 90), *((OCTOBER, 10 + n) for n in range(7)), (SEPTEMBER, 1)],
    THANH_HOA: [(OCTOBER, 20), (OCTOBER, 30)],
    "2024-p96": [(JUNE, 4), (JUNE, 5)],
}
pytestmark = pytest.mark.usefixtures("_reported", "window")


@pytest.fixture(scope="module")
def _reported(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("map-month")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        own_copy(folder, data_folder)
        with warehouse.shared().transaction() as cursor:
            for province, values in TEAMS.items():
                for place, (day, value) in enumerate(values):
                    cursor.execute(
                        "insert into observation select * replace ("
                        "(select area_id from area where province_id = ? and level = 'commune' "
                        "order by area_id limit 1 offset ?) as area_id, 'teams' as indicator_id, "
                        "? as value, ? as low, ? as high, 'exact' as qualifier, "
                        "? as as_of, 'month' as precision, null as period_start, "
                        "'cumulative' as timing, false as in_conflict, 'reported' as dataset, "
                        "? as origin) from observation limit 1",
                        [province, place, value, value, value, day, f"m:{province}{place}"],
                    )
            rollups.start(cursor)
        yield
        warehouse.forget()


def seen(**params: str) -> Any:
    asked = {"data": "reported", "vintage": "2025", "indicator": "teams", "lang": "en"}
    app = visit("map.py", **asked | params)
    assert not app.exception
    return app


def ranked(app: Any) -> dict[str, list[Any]]:
    """Rank, value and what stands behind it by area, in the order of the list."""
    rows = [row for row in mounted(app, "ranking")["rows"] if len(row) > 1 and row[3]]
    return {row[2]: [row[1], row[3], row[4]] for row in rows}


def test_a_commune_of_another_month_is_listed_and_not_ranked() -> None:
    app = seen(level="commune", **{"in": CA_MAU})
    lines = list(ranked(app).values())
    assert [line[:2] for line in lines] == [
        ["–", "90 teams"],
        *([str(8 - n), f"{9 + n} teams"] for n in range(7, 0, -1)),
        ["–", "1 teams"],
    ]
    assert {line[2] for line in lines if line[0] == "–"} == {
        "9/2025 · 1 mo. old · another month, not ranked"
    }
    assert {line[2] for line in lines if line[0] != "–"} == {"10/2025"}
    assert "16 teams (10/2025)" in title(app)
    assert "2 of them of another month, not ranked" in said(app)
    (first, last) = app.metric[1:]
    assert (first.label, last.label) == ("First of 7 (10/2025)", "Last of 7 (10/2025)")
    (link,) = [
        each.proto.label for each in app.get("page_link") if "Furthest behind" in each.proto.label
    ]
    assert re.findall(r"(\d+) teams", link) == ["10", "11", "12"]


def test_ages_are_of_the_month_that_is_looked_at() -> None:
    app = seen(level="province")
    assert {line[2] for line in ranked(app).values()} == {
        "10/2025 · sum of 7 of 64 communes",
        "10/2025 · sum of 2 of 166 communes",
    }
    assert "older than a month" not in said(app)
    assert mounted(app, "map")["today"] < "2025-10-31"  # no later than the last step


def test_open_ranks_say_why_and_who_is_missing() -> None:
    app = seen(level="province")
    assert {line[0] for line in ranked(app).values()} == {"1–2"}
    assert "Missing: Thanh Hóa (164 of 166 communes), Cà Mau (57 of 64 communes)." in said(app)
    # Communes count for themselves: nothing is open.
    assert "stay open" not in said(seen(level="commune", **{"in": CA_MAU}))


def test_beneath_a_sum_stand_the_sums_of_its_area() -> None:
    app = seen(level="province", area=CA_MAU)
    assert "There is no figure about this area." not in said(app)
    (row,) = app.table[-1].value.to_numpy().tolist()
    total = sum(value for day, value in TEAMS[CA_MAU] if day == OCTOBER)
    assert ageless(row[1]) == f"at least {total} teams (10/2025; sum of 7 of 64 communes)"


def test_old_units_are_summed_like_those_of_today() -> None:
    app = seen(level="province", area=CA_MAU, units="today")
    labels = [link.proto.label for link in app.get("page_link")]
    assert any(label.startswith("Cà Mau: at least 9 teams") for label in labels)


def test_tied_ranks_of_compared_areas_say_the_same() -> None:
    asked = {"data": "reported", "indicator": "teams", "area": f"{CA_MAU},{THANH_HOA}"}
    app = visit("compare.py", lang="en", **asked)
    assert not app.exception
    assert "Missing: Thanh Hóa (164 of 166 communes), Cà Mau (57 of 64 communes)." in said(app)
