"""What the pages say of areas that ended, of what they became, and where the links lead."""

import csv
import gzip
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from data.paths import REGISTRY
from tests.pages.reading import plain, said, visit

pytestmark = pytest.mark.usefixtures("released", "window")

PHU_BINH = ["05908", "05917", "05923", "05941", "05953"]


def ways(app: AppTest) -> dict[str, dict[str, str]]:
    """The parameters of each link to the map, by its label."""
    protos = [link.proto for link in app.get("page_link") if link.proto.page == "map"]
    return {
        plain(proto.label): {name: value for name, (value,) in parse_qs(proto.query_string).items()}
        for proto in protos
    }


def on_map(area: str, level: str, within: str, **params: str) -> AppTest:
    vintage = area[:4]
    place = {"level": level, "in": within} if within else {}
    return visit("map.py", vintage=vintage, area=area, **place, **params)


def test_a_district_that_ended_leads_to_its_communes_of_today() -> None:
    app = on_map("2024-d173", "district", "2024-p19", lang="en", indicator="teams")
    assert "Huyện Phú Bình ended on 1 July 2025; communes of Tỉnh Thái Nguyên on" in said(app)
    found = {label: way for label, way in ways(app).items() if way.get("area", "")[:6] == "2025-c"}
    assert sorted(way["area"] for way in found.values()) == [f"2025-c{code}" for code in PHU_BINH]
    assert found["Xã Phú Bình"] == {
        "lang": "en",
        "vintage": "2025",
        "level": "commune",
        "in": "2025-p19",
        "indicator": "teams",
        "area": "2025-c05908",
    }
    assert not app.exception


def test_an_old_province_says_with_whom_it_was_merged() -> None:
    app = visit(lang="en", area="2024-p94")
    assert (
        "Tỉnh Sóc Trăng was merged with Tỉnh Hậu Giang, Thành phố Cần Thơ on 1 July 2025; "
        "its land is now 43 communes of:"
    ) in said(app)
    assert ways(app)["Thành phố Cần Thơ"]["area"] == "2025-p92"
    vietnamese = said(visit(area="2024-p94"))
    assert "địa bàn cũ nay là 43 xã, phường, đặc khu của:" in vietnamese


def test_a_commune_that_went_whole_into_another_leads_there() -> None:
    app = on_map("2024-c15718", "commune", "2024-p38", lang="en")
    assert "Since 1 July 2025 all of Thị trấn Nưa lies in:" in said(app)
    areas = [way.get("area") for way in ways(app).values()]
    assert "2025-c15715" in areas  # Xã Tân Ninh


def test_a_split_commune_says_that_its_shares_are_estimates() -> None:
    app = on_map("2024-c05932", "commune", "2024-p19")
    assert "Xã Thượng Đình được chia ra ngày 1/7/2025; tỷ lệ diện tích là ước tính thô:" in said(
        app
    )
    labels = {way["area"]: label for label, way in ways(app).items() if "area" in way}
    assert labels["2025-c05941"] == "Xã Điềm Thụy: ước tính 97 %"  # 65 of 67
    assert labels["2025-c05908"] == "Xã Phú Bình: một phần nhỏ"


def test_a_new_commune_says_what_it_was_made_of() -> None:
    app = on_map("2025-c05908", "commune", "2025-p19", lang="en")
    assert "Xã Phú Bình was made on 1 July 2025 of land of Huyện Phú Bình:" in said(app)
    labels = {way["area"]: label for label, way in ways(app).items() if "area" in way}
    whole = {
        label for area, label in labels.items() if area[:6] == "2024-c" and " part " not in label
    }
    assert whole == {
        *("Thị trấn Hương Sơn", "Xã Bảo Lý", "Xã Nhã Lộng", "Xã Xuân Phương", "Xã Úc Kỳ")
    }
    assert list(labels.items())[-1] == ("2024-c05932", "a small part of Xã Thượng Đình")


def test_long_lists_are_folded_away() -> None:
    app = on_map("2024-d075", "district", "2024-p08", lang="en")
    with gzip.open(REGISTRY / "lineage.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        own = [row["new_id"] for row in csv.DictReader(lines) if row["old_id"] == "2024-d075"]
    folds: list[Any] = list(app.get("expander"))
    (fold,) = (block for block in folds if block.label == f"{len(own) - 8} more")
    assert len(fold.get("page_link")) == len(own) - 8 > 0
    listed = [way["area"] for way in ways(app).values() if way.get("area", "")[:6] == "2025-c"]
    assert sorted(listed) == sorted(own)


@pytest.mark.parametrize(
    ("area", "other", "sentence"),
    [
        ("2024-p38", "2025-p38", "Tỉnh Thanh Hóa kept its territory on 1 July 2025; today:"),
        ("2025-p38", "2024-p38", "The territory is the same as before 1 July 2025; then:"),
        ("2024-d498", "2025-c20333", "Huyện Hoàng Sa kept its territory on 1 July 2025; today:"),
    ],
)
def test_unchanged_areas_say_so(area: str, other: str, sentence: str) -> None:
    app = visit(lang="en", area=area)
    assert sentence in said(app)
    assert other in [way.get("area") for way in ways(app).values()]


def test_the_nation_and_villages_have_no_lines() -> None:
    for area in ("vn", "2024-v05944-xom-hin"):
        text = said(visit(lang="en", area=area))
        assert "1 July 2025;" not in text
        assert "made on 1 July" not in text
