"""Placing on invented areas: names, types, dates, and the reasons for not placing."""

from datetime import date

import pytest

from data.dates import parse_as_of
from data.placing import Gazetteer, Name, Unit, Village
from geo.names import fold, split_type

SAME = {"2024-p91": "2025-p91", "2024-c91001": "2025-c91001"}


def unit(area_id: str, province: str, *names: str | tuple[str, date | None, date | None]) -> Unit:
    vintage, code = area_id.split("-")
    level = {"p": "province", "d": "district", "c": "commune"}[code[0]]
    other = {**SAME, **{new: old for old, new in SAME.items()}}.get(area_id, "")
    dated = [name if isinstance(name, tuple) else (name, None, None) for name in names]
    known = tuple(
        Name(split_type(name)[1], fold(split_type(name)[1]), split_type(name)[0] or "", *days)
        for name, *days in dated
    )
    return Unit(area_id, vintage, level, code[1:], province, other, known)


UNITS = [
    unit("2024-p91", "2024-p91", "Tỉnh Mây Trắng"),
    unit("2024-p92", "2024-p92", "Tỉnh Sao Băng"),
    unit(
        "2024-p93",
        "2024-p93",
        ("Thành phố Lặng", date(2025, 1, 1), date(2025, 6, 30)),
        ("Tỉnh Gió - Lặng", None, date(2024, 12, 31)),
    ),
    unit("2025-p91", "2025-p91", "Tỉnh Mây Trắng"),
    unit("2025-p92", "2025-p92", "Tỉnh Sao Băng"),
    unit("2024-d911", "2024-p91", "Huyện Đồi Cỏ"),
    unit("2024-d912", "2024-p91", "Thị xã Đồi Cỏ"),
    unit("2024-c91001", "2024-p91", "Xã Lá Xanh"),
    unit("2024-c91002", "2024-p91", "Xã Bờ Cát"),
    unit("2024-c91003", "2024-p91", "Xã Bờ Cạt"),
    unit("2024-c91004", "2024-p91", "Phường 1"),
    unit("2024-c91005", "2024-p91", "Phường 1"),
    unit("2024-c91006", "2024-p91", "Thị trấn Hòa Mới"),
    unit("2024-c91007", "2024-p91", "Xã Hòa Mới"),
    unit("2024-c91008", "2024-p91", "Xã Đồi 2"),
    unit("2024-c91009", "2024-p91", "Xã Mới", ("Xã Tên Cũ", None, date(2023, 12, 31))),
    unit("2024-c91010", "2024-p91", ("Xã Tên Cũ", date(2024, 1, 1), None)),
    unit("2024-c91011", "2024-p91", "Xã Ba Na"),
    unit("2024-c91012", "2024-p91", "Xã Bà Nà"),
    unit("2024-c92001", "2024-p92", "Xã Lá Xanh"),
    unit("2024-c93001", "2024-p93", "Xã Lá Xanh"),
    unit("2025-c91001", "2025-p91", "Xã Lá Xanh"),
    unit("2025-c91002", "2025-p91", "Xã Bờ Cát"),
    unit("2025-c92001", "2025-p92", "Xã Suối Mới"),
]
GAZETTEER = Gazetteer(UNITS)


@pytest.mark.parametrize(
    ("area", "level", "province", "as_of", "expected"),
    [
        ("Cả nước", "nation", "", "2022", "vn"),
        # the date names the vintage
        ("Mây Trắng", "province", "Mây Trắng", "2025-06", "2024-p91"),
        ("Mây Trắng", "province", "Mây Trắng", "2025-07", "2025-p91"),
        ("Mây Trắng", "province", "Mây Trắng", "2025-06-30", "2024-p91"),
        ("Mây Trắng", "province", "Mây Trắng", "2025-07-01", "2025-p91"),
        ("Sao Băng", "province", "Sao Băng", "2024", "2024-p92"),
        ("Sao Băng", "province", "Sao Băng", "2026", "2025-p92"),
        # both vintages open: unchanged, or named so in one of them only
        ("Mây Trắng", "province", "Mây Trắng", "2025", "2025-p91"),
        ("Mây Trắng", "province", "Mây Trắng", "", "2025-p91"),
        ("Gió - Lặng", "province", "Gió - Lặng", "", "2024-p93"),
        ("Xã Lá Xanh", "commune", "Mây Trắng", "", "2025-c91001"),
        ("Xã Lá Xanh", "commune", "Gió - Lặng", "", "2024-c93001"),
        ("Xã Lá Xanh", "commune", "Sao Băng", "2025", "2024-c92001"),
        ("Xã Suối Mới", "commune", "Sao Băng", "", "2025-c92001"),
        ("Đồi 2", "commune", "Mây Trắng", "", "2024-c91008"),
        # every name the area had, whatever the date; hyphens and case do not matter
        ("Lặng", "province", "Lặng", "2019", "2024-p93"),
        ("gió lặng", "province", "", "2025-03", "2024-p93"),
        # within the province, by exact name before folded name
        ("Xã Bờ Cát", "commune", "Mây Trắng", "2024-06", "2024-c91002"),
        ("Bờ Cạt", "commune", "Mây Trắng", "2024-06", "2024-c91003"),
        ("Xã Ba Na", "commune", "Mây Trắng", "2024-06", "2024-c91011"),
        ("La Xanh commune", "commune", "Sao Bang", "2024-06", "2024-c92001"),
        # the type, then the days of the names, tell namesakes apart
        ("Xã Tên Cũ", "commune", "Mây Trắng", "2023", "2024-c91009"),
        ("Xã Tên Cũ", "commune", "Mây Trắng", "2024-06", "2024-c91010"),
        ("TT. Hoà Mới", "commune", "Tỉnh Mây Trắng", "2024-06", "2024-c91006"),
        ("Hoa Moi commune", "commune", "Mây Trắng", "2024-06", "2024-c91007"),
        ("H. Đồi Cỏ", "district", "Mây Trắng", "", "2024-d911"),
    ],
)
def test_placed(area: str, level: str, province: str, as_of: str, expected: str) -> None:
    place = GAZETTEER.place(area, level, province, *parse_as_of(as_of))
    assert (place.area_id, place.reason) == (expected, "")


@pytest.mark.parametrize(
    ("area", "level", "province", "as_of", "reason", "candidates"),
    [
        ("Sao Băng", "province", "Sao Băng", "2025", "vintage_open", ("2024-p92", "2025-p92")),
        ("Sao Băng", "province", "Sao Băng", "", "vintage_open", ("2024-p92", "2025-p92")),
        ("Bờ Cát", "commune", "Mây Trắng", "", "vintage_open", ("2024-c91002", "2025-c91002")),
        *(
            (area, "commune", "Mây Trắng", "2024-06", "ambiguous_name", candidates)
            for area, candidates in [
                ("Bo Cat commune", ("2024-c91002", "2024-c91003")),
                ("Phường 1", ("2024-c91004", "2024-c91005")),
                ("Hòa Mới", ("2024-c91006", "2024-c91007")),
            ]
        ),
        ("Doi Co district", "district", "", "", "ambiguous_name", ("2024-d911", "2024-d912")),
        ("Xã Bờ Cắt", "commune", "Mây Trắng", "2024-06", "unknown_area", ()),
        ("Xã Đồi 1", "commune", "Mây Trắng", "2024-06", "unknown_area", ()),
        ("Xã Lá Xanh", "commune", "Nơi Khác", "2024-06", "unknown_area", ()),
        ("Xã Lá Xanh", "commune", "Gió - Lặng", "2025-07", "unknown_area", ()),
        ("Đồi Cỏ", "district", "Mây Trắng", "2025-07", "unknown_area", ()),
        ("Xóm Gò", "village", "Mây Trắng", "2024-06", "unknown_area", ()),
        ("Xóm Gò, xã Không Đâu", "village", "Mây Trắng", "2024-06", "unknown_area", ()),
        (
            *("Xóm Gò, xã Bờ Cát", "village", "Mây Trắng", ""),
            *("vintage_open", ("2024-c91002", "2025-c91002")),
        ),
    ],
)
def test_not_placed(
    area: str, level: str, province: str, as_of: str, reason: str, candidates: tuple[str, ...]
) -> None:
    place = GAZETTEER.place(area, level, province, *parse_as_of(as_of))
    assert (place.area_id, place.reason, place.candidates) == ("", reason, candidates)
    assert place.village is None


@pytest.mark.parametrize(
    ("area", "as_of", "village_id", "name", "commune"),
    [
        ("Xóm Gò, xã Lá Xanh", "2022-06", "2024-v91001-xom-go", "Xóm Gò", "2024-c91001"),
        ("Tổ Đá 4, Lá Xanh", "", "2025-v91001-to-da-4", "Tổ Đá 4", "2025-c91001"),
        (
            *("group No. 1, East, Doi 2 commune", "2022"),
            *("2024-v91008-group-no-1-east", "group No. 1, East", "2024-c91008"),
        ),
    ],
)
def test_village(area: str, as_of: str, village_id: str, name: str, commune: str) -> None:
    place = GAZETTEER.place(area, "village", "Mây Trắng", *parse_as_of(as_of))
    assert place.area_id == village_id
    assert place.village == Village(village_id, name, commune)
