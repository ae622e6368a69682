"""Values, dates and ages as people say them, in both languages."""

from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest
from babel.numbers import format_decimal
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import floats, integers

from data.cache import frame
from pages.parts import language
from pages.parts.wording import (
    age_in_words,
    date_in_words,
    kind_in_words,
    number,
    operator_in_words,
    place_in_words,
    value_in_words,
    vintage_in_words,
)

pytestmark = pytest.mark.usefixtures("session")
TEAMS = ("tổ", "teams")
PERCENT = ("%", "%")
RANK = ("hạng", "rank")
NONE = ("", "")


@pytest.mark.parametrize(
    ("value", "qualifier", "units", "decimals", "vietnamese", "english"),
    [
        (1797, "exact", TEAMS, 0, "1.797 tổ", "1,797 teams"),
        (12000, "about", TEAMS, 0, "khoảng 12.000 tổ", "about 12,000 teams"),
        (12000, "nearly", TEAMS, 0, "gần 12.000 tổ", "nearly 12,000 teams"),
        (1680, "more_than", TEAMS, 0, "trên 1.680 tổ", "over 1,680 teams"),
        (4, "at_least", TEAMS, 0, "ít nhất 4 tổ", "at least 4 teams"),
        (4, "at_most", TEAMS, 0, "không quá 4 tổ", "at most 4 teams"),
        (62.8, "exact", PERCENT, 1, "62,8 %", "62.8%"),
        (100.0, "exact", PERCENT, 1, "100 %", "100%"),
        (90, "more_than", PERCENT, 1, "trên 90 %", "over 90%"),
        (15, "exact", RANK, 0, "hạng 15", "rank 15"),
        (0.24, "exact", NONE, 4, "0,24", "0.24"),
        (0.7123, "exact", NONE, 4, "0,7123", "0.7123"),
        (0, "exact", TEAMS, 0, "0 tổ", "0 teams"),
        (-3.5, "exact", PERCENT, 1, "-3,5 %", "-3.5%"),
        (8093900, "about", NONE, 0, "khoảng 8.093.900", "about 8,093,900"),
        (5, None, TEAMS, 0, "5 tổ", "5 teams"),
        (None, "exact", TEAMS, 0, "chưa có số liệu", "no data"),
        (float("nan"), "about", TEAMS, 0, "chưa có số liệu", "no data"),
        (pd.NA, None, TEAMS, 0, "chưa có số liệu", "no data"),
    ],
)  # fmt: skip
def test_a_value(
    value: Any,
    qualifier: str | None,
    units: tuple[str, str],
    decimals: int,
    vietnamese: str,
    english: str,
) -> None:
    said = {}
    for code in ("vi", "en"):
        language.use(code)
        said[code] = value_in_words(value, qualifier, *units, decimals).replace("\u00a0", " ")
    assert said == {"vi": vietnamese, "en": english}


@pytest.mark.parametrize(
    ("as_of", "precision", "vietnamese", "english"),
    [
        (date(2025, 5, 8), "day", "8/5/2025", "8 May 2025"),
        (date(2025, 5, 31), "month", "5/2025", "5/2025"),
        (date(2022, 12, 31), "year", "2022", "2022"),
        (datetime(2025, 5, 8), "day", "8/5/2025", "8 May 2025"),
        (pd.Timestamp("2024-12-31"), "month", "12/2024", "12/2024"),
        (None, "none", "không rõ thời điểm", "undated"),
        (pd.NaT, "none", "không rõ thời điểm", "undated"),
    ],
)
def test_a_date(as_of: Any, precision: str, vietnamese: str, english: str) -> None:
    language.use("vi")
    assert date_in_words(as_of, precision) == vietnamese
    language.use("en")
    assert date_in_words(as_of, precision) == english


@pytest.mark.parametrize(
    ("as_of", "seen_on", "vietnamese", "english"),
    [
        (date(2025, 5, 31), date(2025, 5, 31), "", ""),
        (date(2025, 6, 30), date(2025, 5, 31), "", ""),
        (date(2025, 5, 1), date(2025, 5, 31), "", ""),
        (date(2025, 4, 30), date(2025, 5, 31), "cũ 1 tháng", "1 mo. old"),
        (date(2024, 12, 31), date(2025, 11, 30), "cũ 11 tháng", "11 mo. old"),
        (date(2024, 12, 31), date(2025, 12, 31), "cũ 1 năm", "1 yr. old"),
        (date(2022, 12, 31), date(2025, 6, 30), "cũ 2 năm", "2 yr. old"),
        (date(2022, 12, 31), date(2025, 11, 30), "cũ 2 năm", "2 yr. old"),
        (date(2022, 12, 31), date(2025, 12, 1), "cũ 3 năm", "3 yr. old"),
    ],
)
def test_an_age(as_of: date, seen_on: date, vietnamese: str, english: str) -> None:
    language.use("vi")
    assert age_in_words(as_of, seen_on) == vietnamese
    language.use("en")
    assert age_in_words(as_of, seen_on) == english


@pytest.mark.parametrize(
    ("value", "decimals", "vietnamese", "english"),
    [
        (1234567.891, 2, "1.234.567,89", "1,234,567.89"),
        (2.50, 2, "2,5", "2.5"),
        (999, 0, "999", "999"),
        (1000, 3, "1.000", "1,000"),
    ],
)
def test_a_number(value: float, decimals: int, vietnamese: str, english: str) -> None:
    language.use("vi")
    assert number(value, decimals) == vietnamese
    language.use("en")
    assert number(value, decimals) == english


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=floats(-1e12, 1e12), decimals=integers(0, 4))
def test_a_number_is_written_as_its_language_does(value: float, decimals: int) -> None:
    pattern = "#,##0" + ("." + "#" * decimals if decimals else "")
    for code in language.LANGUAGES:
        language.use(code)
        said = format_decimal(value, pattern, code)
        assert number(value, decimals) == ("0" if said == "-0" else said)


def test_nothing_has_no_sign() -> None:
    language.use("vi")
    assert [number(value, 1) for value in (-0.0, 0.0, -0.04, -0.06)] == ["0", "0", "0", "-0,1"]


@pytest.mark.parametrize(
    ("place", "vietnamese", "english"),
    [
        (
            ("Trần Đề", "district", "2024", "Sóc Trăng"),
            "Trần Đề (huyện, Sóc Trăng, trước 7/2025)",
            "Trần Đề (district, Sóc Trăng, before 7/2025)",
        ),
        (
            ("Cà Mau", "province", "2025", "Cà Mau"),
            "Cà Mau (tỉnh, từ 7/2025)",
            "Cà Mau (province, since 7/2025)",
        ),
        (("Việt Nam", "nation", None, ""), "Việt Nam", "Việt Nam"),
    ],
)
def test_a_place(place: tuple[str, str, str, str], vietnamese: str, english: str) -> None:
    language.use("vi")
    assert place_in_words(*place) == vietnamese
    language.use("en")
    assert place_in_words(*place) == english


@pytest.mark.parametrize(
    ("operator", "sign"),
    [(">=", "≥ "), (">", "> "), ("<=", "≤ "), ("<", "< "), ("", ""), (None, "")],
)
def test_an_operator(operator: str | None, sign: str) -> None:
    for code in ("vi", "en"):
        language.use(code)
        assert operator_in_words(operator) == sign


def test_a_vintage() -> None:
    language.use("en")
    assert [vintage_in_words(vintage) for vintage in ("2024", "2025", None)] == [
        "units before 1 July 2025",
        "units since 1 July 2025",
        "",
    ]


@pytest.mark.usefixtures("released")
@pytest.mark.parametrize(
    ("area_id", "vietnamese", "english"),
    [
        ("2024-p48", "thành phố", "city"),
        ("2024-p38", "tỉnh", "province"),
        ("2024-d173", "huyện", "district"),
        ("vn", "cả nước", "nation"),
    ],
)
def test_an_area_is_called_by_its_own_type(area_id: str, vietnamese: str, english: str) -> None:
    row = frame("area_by_id", area=area_id).iloc[0]
    said = []
    for code in ("vi", "en"):
        language.use(code)
        said.append(kind_in_words(row["level"], row["type"]))
    assert said == [vietnamese, english]
    types = {"đặc khu": "special zone", "thị trấn": "township", "phường": "ward"}
    assert {t: kind_in_words("commune", t) for t in types} == types
    assert kind_in_words("commune", None) == "commune"
