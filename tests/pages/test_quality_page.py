"""The page on quality: what it says of five communes of Phú Bình, reckoned from the rows."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data import exports, warehouse
from pages.parts import download, quality_reports
from pages.parts.quality_checks import fields, required
from tests.monthly_rows import add_batch, add_report, add_source, add_value
from tests.pages.importing import own_copy
from tests.pages.reading import drawn, plain, said, title, visit

DISTRICT, PROVINCE = "2024-d173", "2025-p19"
FIVE = ("2025-c05908", "2025-c05917", "2025-c05923", "2025-c05941", "2025-c05953")
SEPTEMBER, OCTOBER = date(2026, 9, 30), date(2026, 10, 31)
TODAY = date(2026, 10, 18)  # the day October's reports are due
# When reports came, in UTC: 16:59 is the last minute of the day in Ha Noi.
CAME = {
    (FIVE[0], SEPTEMBER): [datetime(2026, 9, 18, 16, 59)],
    (FIVE[1], SEPTEMBER): [datetime(2026, 9, 20, 17, 0)],  # the 21st
    (FIVE[2], SEPTEMBER): [datetime(2026, 9, 10), datetime(2026, 9, 25)],
    (FIVE[4], SEPTEMBER): [datetime(2026, 9, 11)],
    (FIVE[0], OCTOBER): [datetime(2026, 10, 2)],
}
LATE = {FIVE[1]: 3}
BLANK = {(FIVE[0], "training_classes"), (FIVE[1], "members"), (FIVE[2], "people_guided")}
GIVEN = {"teams": 8, "members": 40, "adults": 1000} | dict.fromkeys(
    (each for each in fields() if each not in {"teams", "members", "adults"}), 500
)
WRONG = {
    (FIVE[4], "teams"): 41,  # more teams than members
    (FIVE[4], "smartphone_users_adult"): 1001,  # more than there are adults
}

pytestmark = pytest.mark.usefixtures("reported", "window", "day")


@pytest.fixture(scope="module")
def reported(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The warehouse of the release with the reports of two months."""
    folder = tmp_path_factory.mktemp("quality")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        own_copy(folder, data_folder)
        with warehouse.shared().transaction() as cursor:
            add_source(cursor)
            add_source(cursor, "s-other")
            add_batch(cursor, "first")
            add_batch(cursor, "back", state="undone")
            for (area, day), moments in CAME.items():
                for moment in moments:
                    add_report(cursor, area, day, moment, batch="first")
            for line, area in enumerate(FIVE):
                if (area, SEPTEMBER) not in CAME:
                    continue
                for field, usual in GIVEN.items():
                    if (area, field) in BLANK:
                        continue
                    value = WRONG.get((area, field), usual)
                    add_value(cursor, area, field, SEPTEMBER, value, batch="first", line=line)
            add_value(
                cursor,
                *(FIVE[2], "teams", SEPTEMBER, 12),
                batch="first",
                source="s-other",
                in_conflict=True,
            )
            cursor.execute(
                "update observation set in_conflict = true where dataset = 'reported' and "
                "area_id = ? and indicator_id = 'teams'",
                [FIVE[2]],
            )
            add_value(cursor, FIVE[3], "teams", SEPTEMBER, 3, batch="back", holds=False)
            cursor.execute(
                "insert into problem values ('first', 'not_a_number', 'T', 0, 'G', "
                "'training_classes', '', '')"
            )
        yield
        warehouse.forget()


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality_reports, "hanoi_today", lambda: TODAY)


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[dict[str, str]]]:
    """The rows of each file the page offers, by its name."""
    written: dict[str, list[dict[str, str]]] = {}

    def keep(_label: str, write: Callable[[], bytes], _rows: int, *named: str) -> None:
        text = write().decode("utf-8-sig")
        written[exports.file_name(*named)] = list(csv.DictReader(io.StringIO(text)))

    monkeypatch.setattr(download, "_offer", keep)
    return written


def page(area: str = DISTRICT, month: date = SEPTEMBER, tab: str = "", **params: str) -> AppTest:
    opened = {"tab": tab} if tab else {}
    seen = {"data": "reported", "area": area, "date": month.isoformat(), **opened}
    app = visit("quality.py", **seen, **params)
    assert not app.exception
    return app


def states(month: date) -> Counter[str]:
    """How the five stand, from the rows: the first time a report came, as a day of Ha Noi."""
    found: Counter[str] = Counter()
    for area in FIVE:
        if (area, month) in CAME:
            found["late" if area in LATE and month == SEPTEMBER else "on_time"] += 1
        else:
            found["missing" if month.replace(day=18) < TODAY else "open"] += 1
    return found


def test_the_title_counts_who_reported() -> None:
    counts = states(SEPTEMBER)
    assert title(page()) == (
        f"Phú Bình, tháng 9/2026: {counts['on_time']}/5 xã báo cáo đúng hạn, "
        f"{counts['late']} muộn, {counts['missing']} chưa báo cáo"
    )
    assert title(page(lang="en")) == (
        "Phú Bình, 9/2026: 3 of 5 communes reported on time, 1 late, 1 not reported"
    )


def test_on_the_day_due_nobody_is_late_yet() -> None:
    assert states(OCTOBER) == {"on_time": 1, "open": 4}
    app = page(month=OCTOBER)
    assert title(app).endswith("1/5 xã báo cáo đúng hạn, 0 muộn, 0 chưa báo cáo, 4 chưa đến hạn")
    assert [each.value for each in app.success] == ["Mọi báo cáo đến hạn đều đã gửi đúng hạn."]


@pytest.mark.parametrize(
    ("area", "state"),
    [
        (FIVE[0], "báo cáo đúng hạn (18/9/2026)"),
        (FIVE[1], "báo cáo muộn 3 ngày (21/9/2026)"),
        (FIVE[3], "chưa báo cáo, quá hạn 30 ngày"),
    ],
)
def test_a_commune_is_told_its_own_state(area: str, state: str) -> None:
    assert title(page(area)).endswith(f", tháng 9/2026: {state}")


def test_key_figures_are_reckoned_from_the_reports_that_came() -> None:
    came = sum(month == SEPTEMBER for _area, month in CAME)
    cells = came * len(required())
    filled = cells - sum(field in required() for _area, field in BLANK)
    shown = {metric.label: plain(metric.value) for metric in page().metric}
    assert shown == {
        "Báo cáo đúng hạn": "60 % (3/5)",
        "Chưa báo cáo": "1, quá hạn 30 ngày",
        "Ô bắt buộc đã điền": f"92,8 % ({filled}/{cells})",
    }


def test_the_picture_has_the_worst_first_and_a_mark_in_every_cell() -> None:
    (spec,) = drawn(page(month=OCTOBER))
    texts = [
        [one or other for one, other in zip(*rows, strict=True)]
        for rows in zip(spec["data"][0]["text"], spec["data"][1]["text"], strict=True)
    ]
    assert spec["layout"]["xaxis"]["ticktext"] == ["9/26", "10/26"]
    # October: four are open, in the order of their names, then the one that has reported.
    assert [row[1] for row in texts] == ["…", "…", "…", "…", "✓"]
    assert Counter(row[0] for row in texts) == {"✕": 1, "+3": 1, "✓": 3}
    (spec,) = drawn(page())
    assert spec["layout"]["xaxis"]["ticktext"] == ["9/26"]
    assert (spec["data"][0]["text"][1], spec["data"][1]["text"][0]) == (["+3"], ["✕"])


def test_a_province_is_seen_by_former_district_and_sums_up() -> None:
    app = page(PROVINCE)
    (spec,) = drawn(app)
    names = [plain(name) for name in spec["layout"]["yaxis"]["ticktext"]]
    row = names.index("Huyện Phú Bình")
    text = spec["data"][0]["text"][row][0] or spec["data"][1]["text"][row][0]
    assert text == "60"
    with warehouse.shared().cursor() as cursor:
        owed = cursor.execute(
            "select count(*) from area where province_id = ? and level = 'commune'", [PROVINCE]
        ).fetchall()[0][0]
    assert f"3/{owed} xã báo cáo đúng hạn, 1 muộn, {owed - 4} chưa" in title(app)


def test_the_nation_says_how_many_provinces_are_counted() -> None:
    assert "1/34 tỉnh đã có báo cáo" in said(page("vn"))


def test_the_list_to_send_round_names_them_with_their_days() -> None:
    (code,) = page().code
    lines = code.value.splitlines()
    assert lines[0] == "Số liệu cơ quan này nhập"
    assert "Báo cáo tháng 9/2026, hạn 18/9/2026; tính đến 18/10/2026" in lines
    assert [line.split(": ")[1] for line in lines if line.startswith("- ")] == [
        "chưa báo cáo, quá hạn 30 ngày",
        "báo cáo muộn 3 ngày (21/9/2026)",
    ]
    assert any(line.startswith("Huyện Phú Bình (cũ): 2") for line in lines)


def test_the_follow_up_list_has_every_kind_of_finding(
    files: dict[str, list[dict[str, str]]],
) -> None:
    page(tab="follow")
    (rows,) = (rows for name, rows in files.items() if "follow-up" in name)
    kinds = Counter((row["area_id"], row["Việc"], row["Chỉ số"]) for row in rows)
    dropped = (FIVE[0], "training_classes")  # blank since the import left it out
    blank = {(area, field) for area, field in BLANK if (area, field) != dropped}
    names = named({*fields()})
    assert kinds == Counter(
        [
            (FIVE[3], "chưa gửi báo cáo", ""),
            (FIVE[1], "báo cáo muộn", ""),
            *((area, "ô bỏ trống", names[field]) for area, field in blank),
            (FIVE[0], "giá trị bị bỏ khi nhập tệp", names["training_classes"]),
            *((FIVE[4], "trái quy tắc", names[field]) for _area, field in WRONG),
            *[(FIVE[2], "các nguồn nêu khác nhau", names["teams"])] * 2,
        ]
    )
    assert {row["dataset"] for row in rows} == {"reported"}
    assert all(row["Cần làm gì"] for row in rows)


def named(indicators: set[str]) -> dict[str, str]:
    with warehouse.shared().cursor() as cursor:
        asked = "select indicator_id, name_vi from indicator"
        return {code: name for code, name in cursor.execute(asked).fetchall() if code in indicators}


@pytest.mark.parametrize(
    ("tab", "words"),
    [
        ("blanks", "Trong 4 báo cáo đã nhận:"),
        ("changes", "Thay đổi như vậy vẫn có thể đúng."),
        ("disputed", "Cả hai số đều được giữ"),
        ("corrected", "Các tệp có số liệu của nơi này đã bị hủy"),
    ],
)
def test_each_list_says_what_it_holds(tab: str, words: str) -> None:
    assert words in said(page(tab=tab))


def test_blank_fields_are_counted_by_indicator() -> None:
    table = page(tab="blanks").dataframe[0].value
    counted = dict(zip(table["Chỉ số"], table["Số xã bỏ trống"], strict=True))
    names = named({*fields()})
    expected = Counter(field for _area, field in BLANK)
    assert counted == {names[field]: expected[field] for field in fields()}


def test_a_place_without_reports_says_so() -> None:
    app = page("2025-p38")
    assert "không xã nào phải báo cáo" in title(app)
    assert "chưa xã nào của nơi này gửi báo cáo" in said(app)
    assert not drawn(app)


def test_published_figures_have_no_reports_but_need_care(
    files: dict[str, list[dict[str, str]]],
) -> None:
    app = visit("quality.py")
    assert not app.exception
    with warehouse.shared().cursor() as cursor:
        counts = cursor.execute(
            "select count(*) filter (where in_conflict), count(*) filter (where as_of is null) "
            "from observation where dataset = 'published'"
        ).fetchall()[0]
    assert title(app).startswith(
        f"Việt Nam: {counts[0]} số trái nhau giữa các nguồn, {counts[1]} không ghi ngày"
    )
    assert "không có báo cáo tháng nào" in said(app)
    links: list[Any] = list(app.get("page_link"))
    (link,) = (each for each in links if "Xem thay" in each.label)
    assert "data=reported" in link.query_string


def test_a_dataset_with_nothing_leads_to_those_that_have() -> None:
    app = visit("quality.py", data="demo")
    assert not app.exception
    assert title(app) == "Việt Nam"
    links: list[Any] = list(app.get("page_link"))
    told = [each.query_string for each in links if "Xem thay" in each.label]
    assert told == ["", "data=reported"]
