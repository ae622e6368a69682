"""Area ids: every legal form reads and writes, every other text is refused with the legal forms."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.areas import AreaId, vintage_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("vn", (None, "nation", "")),
        ("2024-p38", ("2024", "province", "38")),
        ("2024-d173", ("2024", "district", "173")),
        ("2025-c14758", ("2025", "commune", "14758")),
        ("2024-v05953-xom-hin", ("2024", "village", "05953-xom-hin")),
    ],
)
def test_an_id_reads_and_writes(text: str, parts: tuple[str | None, str, str]) -> None:
    area = AreaId.parse(text)
    assert (area.vintage, area.level, area.code) == parts
    assert str(area) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "38",
        "VN",
        "2023-p38",
        "2025-d173",
        "2024-p1",
        "2024-p381",
        "2024-c1571",
        "2024-x12345",
        "2024-v05953",
        "2024-v05953-Xóm",
        " 2024-p38",
        "2024-p38\n",
        "2024-p٣٨",
    ],
)
def test_other_text_is_refused_by_name(text: str) -> None:
    with pytest.raises(ValueError, match="2024-d<3 digits>") as refusal:
        AreaId.parse(text)
    assert repr(text) in str(refusal.value)


@pytest.mark.parametrize("parts", [("2024", "nation", ""), (None, "province", "38")])
def test_parts_that_do_not_fit_are_refused(parts: tuple[str | None, str, str]) -> None:
    with pytest.raises(ValueError, match="no area id"):
        AreaId(*parts)


@given(st.text())
def test_whatever_parses_writes_itself(text: str) -> None:
    try:
        area = AreaId.parse(text)
    except ValueError:
        return
    assert str(area) == text


@given(st.dates())
def test_the_vintage_changes_on_the_day_of_the_merger(day: date) -> None:
    assert vintage_of(day) == ("2025" if (day.year, day.month) >= (2025, 7) else "2024")


def test_the_last_day_of_the_old_areas() -> None:
    assert [vintage_of(date(2025, 6, 30)), vintage_of(date(2025, 7, 1))] == ["2024", "2025"]
