"""Two dates on the map: side by side with one scale, and the change between them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from data.cache import frame as ask
from pages.parts import language
from pages.parts.map_change import ChangeScene, change_of
from pages.parts.map_picture import payload
from pages.parts.map_print import sheet_of
from pages.parts.view import View
from tests.pages.mapping import shown
from tests.pages.reading import address, mounted, said, tell, title, visit

pytestmark = pytest.mark.usefixtures("released", "window")
LANG_SON, THANH_HOA = 20, 38


def change(**view: object) -> ChangeScene:
    now = View(indicator="teams", date=date(2025, 6, 30), other=date(2023, 12, 31), **view)  # type: ignore[arg-type]
    return change_of(now, "teams")


def test_two_dates_stand_side_by_side_with_the_same_classes() -> None:
    app = visit(
        "map.py", indicator="dti_rank", lang="en", date="2022-12-31", **{"with": "2020-12-31"}
    )
    left, right = mounted(app, "map_other"), mounted(app, "map")
    assert [each["caption"] for each in (left, right)] == ["up to 31 Dec 2020", "up to 31 Dec 2022"]
    assert left["colours"] == right["colours"]
    assert left["labels"] == right["labels"]
    for sent, day in ((left, "2020-12-31"), (right, "2022-12-31")):
        of_day = ask(
            "latest_by_area",
            indicator="dti_rank",
            vintage="2024",
            level="province",
            date=date.fromisoformat(day),
            dataset="published",
        ).dropna(subset=["value"])
        found = shown(sent, sent["step"])
        assert set(found) == set(of_day["code"].astype(int))
        assert found[THANH_HOA].words == f"rank {of_day.set_index('code')['value']['38']:.0f}"
    assert mounted(app, "picture-maps")["file"].endswith("_2020-12-31_2022-12-31.png")


def test_each_bar_moves_its_own_date() -> None:
    app = visit("map.py", indicator="dti_rank", date="2022-12-31", **{"with": "2020-12-31"})
    tell(app, "map_other", date="2021-12-31")
    assert (address(app)["with"], address(app)["date"]) == ("2021-12-31", "2022-12-31")
    tell(app, "map", date="2023-12-31")
    assert (address(app)["with"], address(app)["date"]) == ("2021-12-31", "2023-12-31")


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize(
    ("first", "last"), [("2020-12-31", "2022-12-31"), ("2022-12-31", "2024-12-31")]
)
def test_a_change_of_ranks_is_between_what_both_maps_show(first: str, last: str) -> None:
    place = {"vintage": "2024", "level": "province", "dataset": "published"}
    then, later = (
        ask("latest_by_area", indicator="dti_rank", date=date.fromisoformat(day), **place)
        .dropna(subset=["value"])
        .query("remark_en == '' and not in_conflict")
        .set_index("area_id")["value"]
        for day in (first, last)
    )
    now = View(indicator="dti_rank", two="change")
    days = {"date": date.fromisoformat(last), "other": date.fromisoformat(first)}
    found = change_of(replace(now, **days), "dti_rank").known  # type: ignore[arg-type]
    assert dict(zip(found["area_id"], -found["value"], strict=True)) == (
        (later - then).dropna().to_dict()
    )


@pytest.mark.usefixtures("session")
def test_a_change_is_said_with_both_dates_and_drawn_in_its_class() -> None:
    language.use("en")
    made = change(two="change")
    # Printed: 1,684 teams in June 2022, 1,658 in April 2024; others have one value, or disputed.
    (row,) = made.known.itertuples()
    assert (row.code, row.base_value, row.later, row.amount) == ("20", 1684, 1658, -26)
    assert made.title == "Lạng Sơn: ▼ down 26 teams (1.5%) (31 Dec 2023 – 30 Jun 2025)"
    sent = payload(made)
    (drawn,) = shown(sent, sent["step"]).items()
    assert drawn[0] == LANG_SON
    assert sent["labels"][drawn[1].place].startswith("▼")
    assert any("1,684 teams" in line for line in drawn[1].note)
    assert len(sent["colours"]) == len(sent["labels"]) + 1
    assert sent["total"] == 63


@pytest.mark.usefixtures("session")
def test_the_file_of_a_change_has_both_values() -> None:
    (row,) = change(two="change").table.to_dict("records")
    assert (row["earlier_value"], row["later_value"], row["change"]) == (1684, 1658, -26)
    assert row["change_percent"] == pytest.approx(100 * (1658 / 1684 - 1))


@pytest.mark.usefixtures("session")
def test_the_printed_map_of_a_change_has_its_classes() -> None:
    language.use("en")
    made = change(two="change")
    sheet = sheet_of(made)
    assert [entry.label for entry in sheet.entries] == [*made.labels, "no data"]
    assert [entry.count for entry in sheet.entries if entry.count != "0"] == ["1", "62"]
    assert [value.code for value in sheet.values] == [LANG_SON]


def test_the_page_of_a_change_says_so() -> None:
    app = visit(
        "map.py",
        indicator="teams",
        lang="en",
        date="2025-06-30",
        two="percent",
        **{"with": "2023-12-31"},
    )
    assert title(app).startswith("Lạng Sơn: ▼ down 26 teams")
    assert "only between two values that compare" in said(app)
    assert mounted(app, "map")["labels"][-1] == "direction not known"


def test_other_units_or_figures_leave_the_second_date() -> None:
    app = visit("map.py", indicator="dti_rank", date="2022-12-31", **{"with": "2020-12-31"})
    app.selectbox("choose_indicator").set_value("teams").run()
    assert not {"with", "date"} & set(address(app))


@pytest.mark.parametrize("level", ["province", "commune"])
@pytest.mark.parametrize("two", ["beside", "change", "percent"])
def test_two_dates_also_in_units_of_today(level: str, two: str) -> None:
    asked = {"vintage": "2025", "units": "today", "level": level, "with": "2022-12-31", "two": two}
    app = visit("map.py", indicator="teams", lang="en", **asked)
    assert not app.exception
    assert mounted(app, "map")["total"] == {"province": 34, "commune": 3_321}[level]
    assert address(app)["units"] == "today"
