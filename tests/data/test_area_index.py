"""The list that the browser searches in: every area once, small, renamed when it may change."""

import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data import area_index, paths, warehouse
from data.warehouse import Warehouse

KILOBYTES = 120


@pytest.fixture
def released(seeded: Warehouse, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The warehouse of the release is the one that is asked."""
    with monkeypatch.context() as patch:
        patch.setattr(warehouse, "shared", lambda: seeded)
        area_index._made.cache_clear()
        yield
    area_index._made.cache_clear()


@pytest.fixture
def tiny(world: Warehouse, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setattr(warehouse, "shared", lambda: world)
        area_index._made.cache_clear()
        yield
    area_index._made.cache_clear()


def content() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(gzip.decompress(area_index.current().body))
    return read


def listed() -> dict[str, tuple[str, str, str, str]]:
    """What the list says of each area: type, short name, parent, and vintage with level."""
    found = content()
    areas = {}
    for group in found["groups"]:
        rows = zip(group["ids"], group["parents"], group["names"], group["kinds"], strict=True)
        for rest, parent, name, kind in rows:
            area_id = group["start"] + rest
            assert area_id not in areas
            about = f"{group['vintage']} {group['level']}"
            areas[area_id] = (found["types"][kind], name, group["within"] + parent, about)
    return areas


def registry() -> dict[str, tuple[str, str, str, str]]:
    """The same, straight from the registry's file."""
    with gzip.open(paths.REGISTRY / "areas.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        return {
            row["area_id"]: (
                row["type"],
                row["short_name"],
                row["parent_id"],
                f"{row['vintage']} {row['level']}",
            )
            for row in csv.DictReader(lines)
        }


@pytest.mark.usefixtures("released")
def test_every_area_is_listed_as_the_registry_has_it() -> None:
    areas, expected = listed(), registry()
    assert len(expected) == 14_150
    villages = {area_id for area_id in areas if area_id[5:6] == "v"}
    assert {area_id: areas[area_id] for area_id in areas if area_id not in villages} == expected
    assert len(villages) == 9
    assert areas["2024-v05944-xom-hin"] == ("", "Xóm Hin", "2024-c05944", "2024 village")


@pytest.mark.usefixtures("released")
def test_other_names_and_codes_are_listed() -> None:
    found = content()
    others = {
        (area_id, found["types"][kind], name, code) for area_id, kind, name, code in found["others"]
    }
    assert others == {
        ("2024-p01", "thành phố", "HN", "01"),
        ("2025-p01", "thành phố", "HN", "01"),
        ("2024-p79", "thành phố", "HCM", "79"),
        ("2025-p79", "thành phố", "HCM", "79"),
        ("2024-p46", "tỉnh", "Thừa Thiên Huế", "46"),
        ("2025-p75", "thành phố", "Đồng Nai", "75"),
        ("2025-c06970", "xã", "Ba Chẽ", "06978"),
    }


@pytest.mark.usefixtures("released")
def test_what_ended_says_what_it_became() -> None:
    became = {
        group["start"] + rest: number
        for group in content()["groups"]
        for rest, number in zip(group["ids"], group.get("became", ()), strict=False)
    }
    assert {area_id[:6] for area_id in became} == {"2024-p", "2024-d", "2024-c"}
    assert (became["2024-d173"], became["2024-d951"], became["2024-d498"]) == (5, 5, 0)
    assert became["2024-p94"] == 92 - 94  # Sóc Trăng, in Cần Thơ
    assert became["2024-c15718"] == 15715 - 15718  # thị trấn Nưa, in xã Tân Ninh


@pytest.mark.usefixtures("released")
def test_names_are_in_the_order_of_the_alphabet() -> None:
    (provinces,) = [
        group["names"]
        for group in content()["groups"]
        if (group["vintage"], group["level"]) == ("2025", "province")
    ]
    assert provinces[:4] == ["An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng"]
    assert provinces.index("Đà Nẵng") < provinces.index("Gia Lai")


@pytest.mark.usefixtures("released")
def test_the_file_is_small_and_named_by_the_version_of_the_warehouse() -> None:
    index = area_index.current()
    assert len(index.body) < KILOBYTES * 1000
    assert index.name == area_index.name() == f"{warehouse.shared().version}.json"
    assert area_index.current() is index


@pytest.mark.usefixtures("tiny")
def test_another_registry_has_another_name(file: Path) -> None:
    assert listed()["2024-c91003"] == ("xã", "Bờ Cạt", "2024-d911", "2024 commune")
    assert listed()["vn"] == ("", "Nước Thử", "", " nation")
    before = area_index.current().name
    with warehouse.shared().transaction() as cursor:
        cursor.execute("update area set short_name = 'Bờ Cao' where area_id = '2024-c91003'")
    assert area_index.current().name != before
    assert listed()["2024-c91003"][1] == "Bờ Cao"
