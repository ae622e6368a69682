"""The page of a place's month, each figure of it reckoned here once more from the invented rows."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data import warehouse
from pages.parts.commune_provinces import file_rows as file_of
from pages.parts.commune_scene import scene
from pages.parts.commune_table import file_rows
from pages.parts.view import View
from tests.monthly_world import DUE, OCTOBER, SEPTEMBER, TARGETS, VALUES, build, said_of
from tests.pages.reading import address, button, drawn, metrics, plain, said, title, visit

GROUP = ("2025-c91001", "2025-c91002")
pytestmark = pytest.mark.usefixtures("reported", "window")


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder: Path = tmp_path_factory.mktemp("monthly")
    build(folder / "atlas.duckdb")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        warehouse.forget()
        yield
        warehouse.forget()


def opened(area: str, **params: str) -> AppTest:
    app = visit("commune.py", **{"data": "reported", "area": area, "lang": "en"} | params)
    assert not app.exception
    return app


def table(app: AppTest) -> dict[str, list[str]]:
    """The cells of the month's table by indicator."""
    rows: pd.DataFrame = app.table[0].value
    return {plain(row[0]): [plain(cell) for cell in row[1:]] for row in rows.to_numpy().tolist()}


def reports(app: AppTest) -> dict[str, list[str]]:
    rows: pd.DataFrame = app.dataframe[0].value
    return {row[0].removeprefix("▶ "): row[1:] for row in rows.to_numpy().tolist()}


def test_a_commune_sees_its_month() -> None:
    app = opened("2025-c91001")
    assert title(app) == "Xã Lá Xanh, 10/2025: reported on 18 Oct 2025 (on time)"
    assert metrics(app) == [("✓ on time", ""), ("3/3", ""), ("1/2", "")]
    rows = table(app)
    ratio = [
        100 * (said_of("2025-c91001", day, "smartphone_users") or 0) / 1000
        for day in (SEPTEMBER, OCTOBER)
    ]
    # The second version of the target counts: 640 is below 700 and above 630.
    assert rows["Smartphone users"] == [
        "640 people",
        "≥ 630 people · ✓ reached",
        "600 people",
        "+40 people",
    ]
    assert rows["Teams"] == ["7 teams", "≥ 8 teams · ✗ not reached", "6 teams", "+1 teams"]
    assert rows["Population"] == ["1,000 people", "", "1,000 people", "0 people"]
    assert rows["Smartphone rate"] == [
        f"{ratio[1]:g}%",
        "",
        f"{ratio[0]:g}%",
        f"+{ratio[1] - ratio[0]:g} percentage points",
    ]


def test_a_late_report_says_by_how_much_and_what_is_missing_in_it() -> None:
    app = opened("2025-c91002")
    # Received at midnight in Ha Noi of the 21st, 3 days after the 18th.
    assert title(app) == (
        "Xã Bờ Cát, 10/2025: reported on 21 Oct 2025, 3 days late (due 18 Oct 2025), "
        "1 figures missing"
    )
    assert "Missing in the report: **Smartphone users**. " in said(app)
    assert "Not to be reckoned therefore: Smartphone rate." in said(app)
    rows = table(app)
    assert rows["Smartphone users"] == ["no data", "≥ 300 people", "200 people", ""]
    assert rows["Smartphone rate"][0] == "no data"
    # A target that does not say how it compares is never called reached.
    assert rows["Teams"][1] == "5 teams · ? how to compare is not stated"
    assert metrics(app)[1:] == [
        ("2/3", ""),
        ("–", "not reported: 1; how to compare is not stated: 1"),
    ]


def test_a_district_that_ended_sums_the_communes_of_its_group() -> None:
    app = opened("2024-d911")
    assert title(app) == "Huyện Đồi Cỏ, 10/2025: 2 of 2 communes reported, 1 of them late"
    assert metrics(app) == [("2/2", ""), ("1", ""), ("0", "")]
    teams = [
        sum(said_of(area, day, "teams") or 0 for area in GROUP) for day in (SEPTEMBER, OCTOBER)
    ]
    rows = table(app)
    # Only one commune says how target and result compare.
    assert rows["Teams"] == [
        f"{teams[1]:g} teams",
        "≥ 8 teams · 7 in 1 of 2 communes · ✗ not reached · "
        "communes that do not state how to compare: 1",
        f"{teams[0]:g} teams",
        f"+{teams[1] - teams[0]:g} teams (communes: 2)",
    ]
    # One commune is missing: a lower bound, and the change is that of the other.
    assert rows["Smartphone users"] == [
        "at least 640 people (1 of 2 communes)",
        "≥ 630 people · 640 in 1 of 2 communes · ✓ reached",
        "800 people",
        "+40 people (communes: 1)",
    ]
    assert rows["Smartphone rate"][0] == "about 64% (1 of 2 communes)"
    assert rows["Smartphone rate"][2] == f"{100 * 800 / 1500:.1f}%"
    assert rows["Smartphone rate"][3] == "+4 percentage points (communes: 1)"


def test_who_reported_and_ranks_with_ties() -> None:
    app = opened("2024-d911", indicator="teams")
    assert reports(app) == {
        "Xã Bờ Cát": ["! late (days: 3)", "21 Oct 2025", "7 teams", "1–2"],
        "Xã Lá Xanh": ["✓ on time", "18 Oct 2025", "7 teams", "1–2"],
    }
    assert list(reports(app)) == ["Xã Bờ Cát", "Xã Lá Xanh"]
    app = opened("2025-c91002", indicator="teams")
    assert "Teams: rank 1–2 of 2 communes of Huyện Đồi Cỏ with a value (0 without)." in said(app)
    assert "Teams: rank 1–2 of 2 communes of Tỉnh Mây Trắng with a value (0 without)." in said(app)


def test_a_missing_report_is_no_low_result() -> None:
    app = opened("2025-c92002")
    assert title(app) == "Xã Suối Cạn, 10/2025: not reported (due 18 Oct 2025)"
    assert "No figure came for this month." in said(app)
    assert reports(app)["Xã Suối Cạn"][0] == "✗ not received"
    assert reports(app)["Xã Suối Cạn"][2:] == ["no data", "–"]
    assert "Without a value, and not ranked: Xã Suối Cạn." in said(app)
    assert metrics(app) == [("✗ not received", ""), ("0/3", ""), ("–", "no target was registered")]
    nation = opened("vn")
    assert title(nation) == "Nước Thử, 10/2025: 3 of 4 communes reported, 1 of them late, 1 did not"


def test_the_nation_lists_its_provinces() -> None:
    app = opened("vn", indicator="teams")
    rows = app.dataframe[0].value.to_numpy().tolist()
    assert [[plain(str(cell)) for cell in row[1:]] for row in rows] == [
        ["2", "1", "0", "0", "1", "at least 9 teams (1 of 2 communes)", "1–2"],
        ["2", "0", "1", "0", "1", "14 teams", "1–2"],
    ]
    (link,) = [each for each in app.get("page_link") if "Each commune" in each.proto.label]
    assert "area=vn" in link.proto.query_string


def test_a_bound_stays_one() -> None:
    rows = table(opened("2025-c92001"))
    assert rows["Teams"][0] == "over 9 teams"
    assert rows["Teams"][1] == "≥ 9 teams · ✓ reached"  # over 9 is at least 9
    assert rows["Teams"][3] == ""  # no month before


def test_the_trend_has_the_months_as_they_were() -> None:
    app = opened("2024-d911", indicator="teams")
    (chart,) = drawn(app)
    (marks,) = [trace for trace in chart["data"] if trace.get("mode") == "markers+text"]
    coded = marks["y"]
    values = np.frombuffer(base64.b64decode(coded["bdata"]), np.dtype(coded["dtype"])).tolist()
    expected = [sum(said_of(area, day, "teams") or 0 for area in GROUP) for day in DUE]
    assert values == expected
    assert f"Teams: {expected[-1]:g} teams (10/2025)" in said(app)


def test_a_commune_that_ended_leads_on_and_back() -> None:
    app = opened("2024-c91003")
    assert title(app) == "Xã Bờ Cạt ended on 1 July 2025: no report for 10/2025"
    assert not app.table
    on = button(app, "Xã Bờ Cát")
    assert title(on).startswith("Xã Bờ Cát, 10/2025: reported")
    assert address(on)["area"] == "2025-c91002"
    back = button(on, "Xã Bờ Cạt")
    assert address(back) == {
        "area": "2024-c91003",
        "data": "reported",
        "date": "2025-06-30",
        "lang": "en",
    }


def test_where_there_are_no_monthly_reports_the_latest_figures_stand() -> None:
    app = opened("2025-c91001", data="published")
    assert title(app) == "Xã Lá Xanh: 1 latest figures, no monthly reports"
    (row,) = app.table[0].value.to_numpy().tolist()
    assert [plain(cell) for cell in row[:2]] == ["Teams", "6 teams"]
    assert "There are no monthly reports among: Published figures." in said(app)
    assert title(button(app, "Show instead: Figures imported by this office")).endswith("(on time)")
    empty = opened("2025-c92002", data="published")
    assert title(empty) == "Xã Suối Cạn: no figure, no monthly report"


def test_the_file_of_the_nation_counts_reports_by_province(session: dict[str, object]) -> None:
    session["view"] = View(dataset="reported", indicator="teams")
    rows = file_of(scene("vn", OCTOBER))
    assert rows["area_id"].tolist() == ["2025-p92", "2025-p91"]
    assert rows["communes_missing"].tolist() == [1, 0]
    assert rows["communes_late"].tolist() == [0, 1]
    assert rows["value"].tolist() == [9, 14]
    assert rows["qualifier"].tolist() == ["at_least", "exact"]


def test_the_file_holds_what_is_seen(session: dict[str, object]) -> None:
    session["view"] = View(dataset="reported")
    rows = {
        row["indicator"]: row for row in file_rows(scene("2024-d911", OCTOBER)).to_dict("records")
    }
    teams, users = rows["teams"], rows["smartphone_users"]
    assert {row["dataset"] for row in rows.values()} == {"reported"}
    assert (teams["value"], teams["parts"], teams["expected"]) == (14, 2, 2)
    assert (teams["target"], teams["target_result"], teams["target_communes"]) == (8, 7, 1)
    assert (users["value"], users["low"], users["qualifier"]) == (640, 640, "at_least")
    assert math.isnan(users["high"])
    assert (users["parts"], users["expected"], users["change"]) == (1, 2, 40)
    assert users["target_reached"] is True
    assert (users["month"], users["month_before"]) == ("2025-10", "2025-09")
    assert users["source"] == "Báo Mặt Trăng"


def test_the_rows_are_those_of_the_world() -> None:
    assert {day for _area, day, *_rest in VALUES} == set(DUE)
    assert {row[4] for row in TARGETS} == {1, 2}


def test_the_change_of_a_commune_is_that_of_its_own_two_months(session: dict[str, object]) -> None:
    session["view"] = View(dataset="reported")

    def changes(area: str) -> dict[str, float | None]:
        rows = file_rows(scene(area, OCTOBER)).to_dict("records")
        return {row["indicator"]: row["change"] for row in rows if not pd.isna(row["change"])}

    def told(area: str) -> dict[tuple[str, date], float]:
        return {(key, day): value for where, day, key, value, _how in VALUES if where == area}

    whole, partly = told("2025-c91001"), told("2025-c91002")
    assert changes("2025-c91001") == pytest.approx(
        {
            key: whole[key, OCTOBER] - whole[key, SEPTEMBER]
            for key in ("teams", "population", "smartphone_users")
        }
        | {"smartphone_rate": 100 * (640 / 1000 - 600 / 1000)}
    )
    assert changes("2025-c91002") == {
        key: partly[key, OCTOBER] - partly[key, SEPTEMBER] for key in ("teams", "population")
    }
    assert changes("2025-c92001") == {}  # nothing of the month before; a bound besides
