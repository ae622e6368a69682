"""The page of trends: its areas, titles, contradictions and targets, as released."""

from functools import cache
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.view import FIVE_AREAS
from tests.pages.reading import (
    address,
    button,
    drawn,
    plain,
    published,
    said,
    title,
    visit,
)

pytestmark = pytest.mark.usefixtures("released", "window")
seen = cache(visit)  # for tests that only read
FIVE = "Năm địa bàn: Phú Bình, Cà Mau, Thái Bình, Thanh Hóa, Trần Đề"


def test_trends_arrive_with_the_five_areas() -> None:
    app = seen("trends.py")
    assert app.multiselect[0].value == list(FIVE_AREAS)
    assert app.selectbox[0].value == "teams"
    (chart,) = drawn(app)
    names = {"Phú Bình", "Cà Mau", "Thái Bình", "Thanh Hóa", "Trần Đề"}
    labels = {note["text"] for note in chart["layout"]["annotations"]}
    assert labels <= names
    silent = {name for name in names if f"Chưa có số liệu: {name}." in said(app)}
    assert labels | silent == names
    assert disputes(app) == [
        "≠ Các nguồn nêu khác nhau về Thanh Hóa: 4.351 tổ (8/5/2025) ≠ 2.349 tổ (5/2025)."
    ]


def disputes(app: AppTest) -> list[str]:
    """The sentences on what cannot be true together, in the order of the page."""
    return [plain(c.value) for c in app.caption if c.value.startswith("≠")]


def test_each_contradiction_is_said_once_and_the_hub_first() -> None:
    app = seen("trends.py", area="vn,2024-p38", indicator="teams")
    assert disputes(app) == [
        "≠ Các nguồn nêu khác nhau về Thanh Hóa: 4.351 tổ (8/5/2025) ≠ 2.349 tổ (5/2025).",
        "≠ Các nguồn nêu khác nhau về Việt Nam: gần 9.400 tổ (2022) ≠ 27.218 tổ (14/6/2022), "
        "trên 27.200 tổ (15/6/2022), 42.469 tổ (23/8/2022).",
    ]


@pytest.mark.parametrize(
    ("areas", "said_first"),
    [
        (None, "4 địa bàn đã chọn có số liệu; mới nhất: Thanh Hóa, trên 4.000 tổ ≠ (6/2025)"),
        (
            "2024-p34,vn",
            "2 địa bàn đã chọn có số liệu; mới nhất: Việt Nam, trên 74.000 tổ (23/3/2025)",
        ),
        ("vn", "Việt Nam: trên 74.000 tổ (23/3/2025)"),
        (
            "2024-p34,2024-p38",
            "Trong 2 địa bàn đã chọn có số liệu, Thanh Hóa nhiều nhất: trên 4.000 tổ ≠ (6/2025)",
        ),
    ],
)
def test_the_title_of_trends_compares_like_with_like(areas: str | None, said_first: str) -> None:
    place = {"area": areas} if areas else {}
    assert title(seen("trends.py", indicator="teams", **place)) == said_first


@pytest.mark.parametrize(
    ("areas", "indicator"),
    [("", "teams"), ("2024-p34,2024-p38", "dti_rank"), ("vn", "teams"), ("2024-p11", "dti_rank")],
)
def test_trends_arrive_with_what_is_known_of_most_of_the_areas(areas: str, indicator: str) -> None:
    app = seen("trends.py", **({"area": areas} if areas else {}))
    assert app.selectbox[0].value == indicator
    assert len(drawn(app)) == 1


def test_targets_have_a_table_and_a_file_of_their_own() -> None:
    (row,) = [
        row
        for row in published()
        if (row["area"], row["indicator"], row["measure"])
        == ("Quảng Bình", "online_dossier_rate", "target")
    ]
    assert (row["value"], row["operator"], row["as_of"]) == ("30", "", "2023")
    app = seen("trends.py", indicator="online_dossier_rate", area="2024-p44,vn")
    assert [part.label for part in app.expander][-1] == "Bảng chỉ tiêu (2)"
    targets = app.dataframe[-1].value.map(plain)
    assert list(targets.columns) == ["Địa bàn", "Chỉ tiêu", "Hạn", "Nguồn", "Liên kết"]
    by_area = {cells[0]: cells[1:] for cells in targets.itertuples(index=False, name=None)}
    assert by_area["Quảng Bình"] == ("30 %", "2023", row["source_title"], row["source_url"])
    assert by_area["Việt Nam"][:2] == ("≥ 80 %", "2025")
    assert len(targets) == 2
    files: list[Any] = list(app.get("download_button"))
    assert len(files) == 2
    assert files[-1].label == "CSV danh sách này (số dòng: 2)"
    without = seen("trends.py")
    assert len(without.dataframe) == len(without.expander) == 1
    assert len(without.get("download_button")) == 1


def test_choices_of_the_trends_move_the_address() -> None:
    app = visit("trends.py", area="2024-p01")
    button(app, FIVE)
    assert address(app) == {"area": ",".join(FIVE_AREAS)}
    assert len(drawn(app)) == 1
    app.multiselect[0].set_value(["2024-p38", "vn"]).run()
    assert address(app) == {"area": "2024-p38,vn"}
    app.selectbox[0].set_value("population").run()
    assert address(app) == {"area": "2024-p38,vn", "indicator": "population"}
    assert not app.exception
    assert not app.warning


@pytest.mark.parametrize(
    ("indicator", "per"),
    [
        *[("teams", per) for per in ("", "people", "communes")],
        ("members", "teams"),
        ("digital_signature_adult_rate", ""),
        ("communes_with_radio_rate", ""),
        ("dti_score", ""),
        ("dti_rank", ""),
    ],
)
@pytest.mark.parametrize("series", ["values", "index", "change"])
@pytest.mark.parametrize("units", ["then", "today"])
def test_a_place_without_a_figure_has_its_page_all_the_same(
    indicator: str, per: str, series: str, units: str
) -> None:
    """Beside the nation's line, where there is one; each file is offered once."""
    asked = {"indicator": indicator, "series": series, "units": units} | (
        {"per": per} if per else {}
    )
    for area in ("2024-c15718", "2024-d951"):
        app = seen("trends.py", area=area, **asked)
        assert not app.exception
        files = [getattr(button, "label", "") for button in app.get("download_button")]
        assert len(files) == len({*files})
