"""Codes that are no area lead to the areas they may mean, and to no others."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import lost_codes, warehouse
from data.warehouse import Warehouse


@pytest.fixture(scope="module")
def released(seeded: Warehouse) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(warehouse, "shared", lambda: seeded)
        yield


pytestmark = pytest.mark.usefixtures("released")


def ids(code: str) -> list[str]:
    return list(lost_codes.meant(code)["area_id"])


@pytest.mark.parametrize(
    ("code", "areas"),
    [
        # A bare code: both vintages where both have it.
        ("38", ["2025-p38", "2024-p38"]),
        ("15718", ["2024-c15718"]),
        ("173", ["2024-d173"]),
        # The other vintage has it.
        ("2025-p34", ["2024-p34"]),
        ("2025-d173", ["2024-d173"]),
        # An earlier or later code of the same area.
        ("06978", ["2025-c06970"]),
        ("2025-c06978", ["2025-c06970"]),
        # A wrong letter; the vintage that was named is kept to.
        ("2024-c38", ["2024-p38"]),
        ("2025-d38", ["2025-p38"]),
        ("2024-p173", ["2024-d173"]),
        # Written otherwise.
        ("2024-P38", ["2024-p38"]),
        ("2024p38", ["2024-p38"]),
        ("2024_d173", ["2024-d173"]),
        (" 2024 - d173 ", ["2024-d173"]),
        ("p34", ["2024-p34"]),
        # A village that is not known leads to its commune.
        ("2024-v15718-xom-moi", ["2024-c15718"]),
        # A spreadsheet dropped zeros: everything it may have been, the larger first.
        ("1", ["2025-p01", "2024-p01", "2024-d001", "2024-c00001"]),
        ("2024-1", ["2024-p01", "2024-d001", "2024-c00001"]),
        ("2024-c1", ["2024-c00001"]),
        ("99", ["2024-d099"]),
        ("6978", ["2025-c06970"]),
        # Nothing is like these.
        *(
            (code, [])
            for code in ("2024-p99", "2025-d999", "99999", "123456", "", "-", "abc", "vn2")
        ),
        *((code, []) for code in ("Thanh Hóa", "2024", "38; drop table area", "38'--", "![](38)")),
    ],
)
def test_what_a_code_may_mean(code: str, areas: list[str]) -> None:
    assert ids(code) == areas


def test_a_candidate_says_what_it_is() -> None:
    (row,) = lost_codes.meant("06978").itertuples(index=False)
    assert (row.short_name, row.level, row.vintage, row.province) == (
        *("Ba Chẽ", "commune", "2025", "Quảng Ninh"),
    )


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=12), st.from_regex(r"(20\d\d-)?[a-z]?\d{0,6}", fullmatch=True)))
def test_any_text_leads_to_areas_with_its_digits_or_to_none(code: str) -> None:
    for area_id in ids(code):
        if area_id == "2025-c06970":
            continue  # which has another code as well
        digits = area_id[6:].lstrip("0")
        assert digits in "".join(re.findall(r"\d", code))
