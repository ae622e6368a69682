"""The place and the month that some pages share: read from the address, chosen beside the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from data import warehouse
from pages.parts.shared_filters import OF_A_MONTH
from tests.pages.importing import own_copy
from tests.pages.reading import address, visit

MONTHS = (date(2025, 5, 31), date(2025, 6, 30), date(2025, 8, 31))

pytestmark = pytest.mark.usefixtures("reported", "window")


@pytest.fixture(scope="module")
def reported(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The warehouse of the release, with reports of three months."""
    folder = tmp_path_factory.mktemp("months")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        own_copy(folder, data_folder)
        with warehouse.shared().transaction() as cursor:
            cursor.execute(
                "insert into batch (batch_id, dataset, file_name, sha256, created_at, created_by, "
                "rows_read, rows_stored, state) values ('b', 'reported', 'x.csv', '', now(), '', "
                "1, 1, 'committed')"
            )
            for day in MONTHS:
                area = "2024-c05908" if day < date(2025, 7, 1) else "2025-c05908"
                cursor.execute(
                    "insert into report values (?, 'monthly', ?, ?, ?, ?, 'received', 'b')",
                    [area, day.replace(day=1), day, day.replace(day=18), day.replace(day=10)],
                )
        yield
        warehouse.forget()


def test_a_copied_link_names_the_month_that_is_newest_today() -> None:
    assert visit("commune.py", data="reported").session_state["pinned"] == {"date": "2025-08-31"}
    assert visit("map.py", data="reported").session_state["pinned"] == {}


def chosen(page: str, **params: str) -> dict[str, str]:
    """What the lists beside a page show, by their labels."""
    app = visit(f"{page}.py", data="reported", **params)
    assert not app.exception
    return {box.label: box.format_func(box.value) for box in app.sidebar.selectbox}


@pytest.mark.parametrize("page", OF_A_MONTH)
def test_the_nation_and_the_newest_month_come_first(page: str) -> None:
    assert chosen(page) == {"Tỉnh, thành": "tất cả", "Tháng": "8/2025"}


@pytest.mark.parametrize(
    ("asked", "month"),
    [
        ("2025-06-30", "6/2025"),
        ("2025-07-31", "6/2025"),  # none of July came
        ("2030-01-01", "8/2025"),
        ("2020-01-01", "5/2025"),  # before the first
    ],
)
def test_a_month_without_reports_gives_way_to_the_one_before(asked: str, month: str) -> None:
    assert chosen("commune", date=asked)["Tháng"] == month
    app = visit("commune.py", data="reported", date=asked)
    told = [info.value for info in app.info if "đang hiện" in info.value]
    year, wanted = asked.split("-")[:2]
    sentence = f"Không có báo cáo của tháng {int(wanted)}/{year}; đang hiện tháng {month}."
    assert told == ([] if asked == "2025-06-30" else [sentence])


@pytest.mark.parametrize(
    ("area", "lists"),
    [
        ("2024-d173", ["Tỉnh Thái Nguyên", "Huyện Phú Bình", "tất cả"]),
        ("2024-p19", ["Tỉnh Thái Nguyên", "tất cả", "tất cả"]),
        ("2025-c05923", ["Tỉnh Thái Nguyên", "Xã Tân Thành"]),
        ("2025-p38", ["Tỉnh Thanh Hóa", "tất cả"]),
    ],
)
def test_the_lists_lead_down_to_the_place(area: str, lists: list[str]) -> None:
    assert list(chosen("teams", area=area).values())[: len(lists)] == lists


def test_an_old_commune_lies_in_its_district() -> None:
    found = chosen("commune", area="2024-c05908", date="2025-06-30")
    assert found["Huyện (đến 30/6/2025)"] == "Huyện Phú Bình"


def test_a_choice_is_a_step_to_another_address() -> None:
    app = visit("teams.py", data="reported", area="2024-d173")
    (commune,) = [box for box in app.sidebar.selectbox if box.label == "Xã, phường"]
    commune.select("2024-c05908").run()
    assert address(app)["area"] == "2024-c05908"
    (province,) = [box for box in app.sidebar.selectbox if box.label == "Tỉnh, thành"]
    province.select("vn").run()
    assert "area" not in address(app)
    (month,) = [box for box in app.sidebar.selectbox if box.label == "Tháng"]
    month.select("2025-05-31").run()
    assert address(app)["date"] == "2025-05-31"
