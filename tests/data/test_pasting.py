"""Pasted lists of names: what is one area, what may be several, what is none; never a guess."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from data import pasting, warehouse
from data.pasting import pasted
from tests.world import build_world


@pytest.fixture(scope="module", autouse=True)
def _there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    world = build_world(tmp_path_factory.mktemp("pasting") / "atlas.duckdb")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(warehouse, "shared", lambda: world)
        yield
    world.close()


@pytest.mark.parametrize(
    ("text", "vintage", "expected"),
    [
        ("Xã Lá Xanh", "2025", ("2025-c91001",)),
        ("la xanh\n\n  LÁ XANH ; Suối Cạn", "2025", ("2025-c91001", "2025-c92002")),
        ("Suối Trong\t92002", "2024", ("2024-c92001", "2024-c92002")),
        ("Lá Xanh, Đồi Cỏ, Mây Trắng", "2024", ("2024-c91001",)),
        ("Lá Xanh, huyện Đồi Cỏ", "2024", ("2024-c91001",)),
        ("Lá Xanh, Đồi Cỏ", "2024", ("2024-c91001",)),
        ("la xanh, may trang", "2025", ("2025-c91001",)),
        ("2025-p91\nvn", "2025", ("2025-p91", "vn")),
    ],
)
def test_names_of_one_area(text: str, vintage: str, expected: tuple[str, ...]) -> None:
    found = pasted(text, vintage)
    assert found.found == expected
    assert (found.several, found.unknown, found.left_out) == ((), (), 0)


def test_a_name_without_accents_that_may_be_two_is_asked_about() -> None:
    found = pasted("bo cat\nBờ Cát", "2024")
    assert found.several == (("bo cat", ("2024-c91002", "2024-c91003")),)
    assert found.found == ("2024-c91002",)


def test_an_area_of_another_time_is_asked_about() -> None:
    assert pasted("Huyện Đồi Cỏ", "2025").several == (("Huyện Đồi Cỏ", ("2024-d911",)),)


def test_a_commune_that_is_called_as_a_former_district_was_is_asked_about() -> None:
    with warehouse.shared().transaction() as cursor:
        cursor.execute("update area set name = 'Huyện Suối Trong', short_name = 'Suối Trong', "
                       "folded = 'suoi trong' where area_id = '2024-d921'")  # fmt: skip
        cursor.execute("update area_name set name = 'Huyện Suối Trong', folded = 'suoi trong' "
                       "where area_id = '2024-d921'")  # fmt: skip
    both = ("2025-c92001", "2024-d921")
    found = pasted("suoi trong\nXã Suối Trong\nSuối Trong, Sao Băng\n2025-c92001", "2025")
    assert found.several == (("suoi trong", both), ("Suối Trong, Sao Băng", both))
    assert found.found == ("2025-c92001",)
    assert pasted("suoi trong", "2025", level="commune").found == ("2025-c92001",)


def test_unknown_names_come_with_those_spelled_alike() -> None:
    found = pasted("Lá Xamh\nTrăng Rằm\nLá Xanh, Sao Băng", "2025")
    assert [name for name, _like in found.unknown] == ["Lá Xamh", "Trăng Rằm", "Lá Xanh, Sao Băng"]
    assert "2025-c91001" in dict(found.unknown)["Lá Xamh"]
    assert found.found == ()


def test_level_and_place_narrow_what_is_meant() -> None:
    assert pasted("Lá Xanh", "2025", within="2025-p92").found == ()
    assert pasted("Lá Xanh", "2025", within="vn").found == ("2025-c91001",)
    assert pasted("Mây Trắng", "2025", level="commune").found == ()


def test_what_is_too_much_is_said() -> None:
    text = "\n".join(f"x{n}" for n in range(pasting.MOST_NAMES + 3))
    assert pasted(text, "2025").left_out == 3
