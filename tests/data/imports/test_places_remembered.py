"""Places: what a person chose for a name holds where it was chosen."""

import unicodedata
from dataclasses import replace
from functools import partial

import pytest

from data.imports.places import Asked, Found, load
from data.imports.remembered import remember_area
from data.warehouse import Warehouse

Old = partial(Asked, "2024")
NFD = partial(unicodedata.normalize, "NFD")


CHOSEN = Old(commune="Xã Bờ Cắt", province="Mây Trắng")


@pytest.mark.parametrize(
    ("chosen", "asked", "expected"),
    [
        (CHOSEN, CHOSEN, "2024-c91002"),
        (CHOSEN, Old(commune=NFD("xã  BỜ CẮT"), province="mây trắng"), "2024-c91002"),
        (CHOSEN, replace(CHOSEN, code="91002"), "2024-c91002"),
        (CHOSEN, replace(CHOSEN, code="91003"), ""),
        (CHOSEN, replace(CHOSEN, within="2024-p91"), ""),
        (CHOSEN, replace(CHOSEN, province="Tỉnh Mây Trắng"), ""),
        (CHOSEN, replace(CHOSEN, vintage="2025"), ""),
        # it settles what may mean two, and nothing that is spelled just so
        (Old(area="Bo Cat commune"), Old(area="Bo Cat commune"), "2024-c91002"),
        (Old(area="Xã Bờ Cạt"), Old(area="Xã Bờ Cạt"), "2024-c91003"),
    ],
)
def test_choices_are_remembered_where_they_were_made(
    world: Warehouse, chosen: Asked, asked: Asked, expected: str
) -> None:
    remember_area(world, chosen, "2024-c91003", "test")
    remember_area(world, chosen, "2024-c91002", "test")
    with world.cursor() as cursor:
        assert load(cursor).find(asked).area_id == expected


@pytest.mark.parametrize(
    ("chosen", "area_id", "asked", "expected"),
    [
        (
            *(Old(district="Đồi Cõ"), "2024-d911"),
            *(Old(commune="Bờ Cạt", district="Đồi Cõ"), "2024-c91003"),
        ),
        (
            *(Old(village="X. Gò", commune="Lá Xanh"), "2024-v91001-xom-go"),
            *(Old(village="X. Gò", commune="Lá Xanh"), "2024-v91001-xom-go"),
        ),
    ],
)
def test_a_choice_serves_rows_that_lie_in_it_and_villages(
    world: Warehouse, chosen: Asked, area_id: str, asked: Asked, expected: str
) -> None:
    remember_area(world, chosen, area_id, "test")
    with world.cursor() as cursor:
        assert load(cursor).find(asked) == Found(expected)
