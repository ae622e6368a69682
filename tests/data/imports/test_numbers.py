"""Every way in which a number is written in the field."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.imports.numbers import (
    _AFTER,
    _BEFORE,
    _TIMES,
    MARKS,
    NotANumber,
    Number,
    OtherForm,
    is_missing,
    parse,
)


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("1.800", ",", 1800),
        ("1.800", ".", 1.8),
        ("1,800", ".", 1800),
        ("1,800", ",", 1.8),
        ("1800", ",", 1800),
        ("1 800", ",", 1800),
        ("1\u00a0800", ".", 1800),
        ("1\u2009800,5", ",", 1800.5),
        ("1\u202f234\u202f567", ",", 1234567),
        ("1.234.567,25", ",", 1234567.25),
        ("1,234,567.25", ".", 1234567.25),
        ("8093.9", ".", 8093.9),
        ("0.8002", ".", 0.8002),
        ("0,6419", ",", 0.6419),
        ("0.123", ".", 0.123),
        ("08", ",", 8),
        ("01", ",", 1),
        ("07 người", ",", 7),
        ("07 nguoi", ",", 7),
        ("01 Tổ", ",", 1),
        ("20 xã", ",", 20),
        ("3.359,84 km2", ",", 3359.84),
        ("+5", ",", 5),
        ("-5", ",", -5),
        ("−1.800,5", ",", -1800.5),
        ("208 nghìn", ",", 208_000),
        ("208 ngàn", ",", 208_000),
        ("1,35 triệu", ",", 1_350_000),
        ("1.35 trieu", ".", 1_350_000),
        ("2 tỷ", ",", 2 * 10**9),
        ("2 tỉ", ",", 2 * 10**9),
        ("1,2 nghìn tỷ", ",", 1_200_000_000_000),
        ("1,35 triệu người", ",", 1_350_000),
        ("1,5 tỷ đồng", ",", 1_500_000_000),
        (" 1.800 ", ",", 1800),
        ("999999999999999", ",", 999_999_999_999_999),
        ("0.30000000000000004", ".", 0.30000000000000004),
    ],
)
def test_a_number_is_read_as_it_is_written(text, decimal, value):
    assert parse(text, decimal) == Number(value, value, value)


@pytest.mark.parametrize("text", ["62,8%", "62,8 %", "62,8\u00a0%", "62,8 phần trăm"])
def test_a_percentage_is_the_number_before_its_sign(text):
    assert parse(text, ",") == Number(62.8, 62.8, 62.8, percent=True)


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "qualifier"),
    [
        ("trên 7.770", 7770, 7770, None, "more_than"),
        ("Trên 7.770", 7770, 7770, None, "more_than"),
        ("tren 7.770", 7770, 7770, None, "more_than"),
        ("hơn 24.000", 24000, 24000, None, "more_than"),
        ("> 5", 5, 5, None, "more_than"),
        ("gần 24.303", 24303, None, 24303, "nearly"),
        ("gần 12.000 người", 12000, None, 12000, "nearly"),
        ("khoảng 10", 10, 5, 15, "about"),
        ("trên dưới 75", 75, 74.5, 75.5, "about"),
        ("~75", 75, 74.5, 75.5, "about"),
        ("khoảng 208 nghìn", 208_000, 207_500, 208_500, "about"),
        ("khoảng 0,24", 0.24, 0.235, 0.245, "about"),
        ("ít nhất 4", 4, 4, None, "at_least"),
        ("tối thiểu 4 người", 4, 4, None, "at_least"),
        ("≥ 4", 4, 4, None, "at_least"),
        (">=4", 4, 4, None, "at_least"),
        ("4 trở lên", 4, 4, None, "at_least"),
        ("từ 4 người trở lên", 4, 4, None, "at_least"),
        ("tu 4 nguoi tro len", 4, 4, None, "at_least"),
        ("không quá 10", 10, None, 10, "at_most"),
        ("khong qua 10", 10, None, 10, "at_most"),
        ("tối đa 10", 10, None, 10, "at_most"),
        ("đến 10", 10, None, 10, "at_most"),
        ("dưới 10", 10, None, 10, "at_most"),
        ("≤10", 10, None, 10, "at_most"),
        ("10 trở xuống", 10, None, 10, "at_most"),
    ],
)
def test_the_words_around_a_number_are_its_bounds(text, value, low, high, qualifier):
    assert parse(text, ",") == Number(value, low, high, qualifier)


def test_a_qualified_percentage_is_both():
    assert parse("80% trở lên", ",") == Number(80, 80, None, "at_least", percent=True)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("4-7", 4, 7),
        ("5 - 6", 5, 6),
        ("3- 9", 3, 9),
        ("4–7", 4, 7),
        ("4—7 người", 4, 7),
        ("từ 4 đến 7", 4, 7),
        ("tu 4 den 7", 4, 7),
        ("khoảng 5 - 6 người", 5, 6),
        ("1.500-1.800", 1500, 1800),
        ("200-300 nghìn", 200_000, 300_000),
    ],
)
def test_a_range_keeps_its_ends(text, low, high):
    middle = (low + high) / 2
    assert parse(text, ",") == Number(middle, low, high, "about", is_range=True)


def test_a_range_of_percentages():
    expected = Number(5.5, 5, 6, "about", percent=True, is_range=True)
    assert parse("5-6%", ",") == parse("5% - 6%", ",") == expected


@pytest.mark.parametrize(
    ("text", "part", "whole", "share"),
    [
        ("101.475/161.624", 101475, 161624, None),
        ("101.475 / 161.624", 101475, 161624, None),
        ("101 475/161 624", 101475, 161624, None),
        ("20/20", 20, 20, None),
        ("20/20 xã", 20, 20, None),
        ("0/20", 0, 20, None),
        ("101.475/161.624 (62,8%)", 101475, 161624, 62.8),
        ("101.475/161.624 (62,8 %)", 101475, 161624, 62.8),
        ("62,8% (101.475/161.624)", 101475, 161624, 62.8),
        ("62,8 % (101.475/161.624 người)", 101475, 161624, 62.8),
        ("101.475/161.624 người, đạt 62,8%", 101475, 161624, 62.8),
        ("101.475/161.624 = 62,8%", 101475, 161624, 62.8),
        ("101.475/161.624, 62,8%", 101475, 161624, 62.8),
    ],
)
def test_a_fraction_gives_its_parts(text, part, whole, share):
    expected = Number(part, part, part, "exact", part, whole, printed_share=share)
    assert parse(text, ",") == expected


@pytest.mark.parametrize(
    ("text", "decimal"),
    [
        ("1.800,5", "."),
        ("1,80", "."),
        ("62,8%", "."),
        ("62.8", ","),
        ("0.123", ","),
        ("22290.7", ","),
        ("1.234.567", "."),
        ("trên 1.234.567", "."),
        ("101.475.000/161.624.000", "."),
        ("1,5-2,25", "."),
    ],
)
def test_a_number_in_the_other_form_says_so(text, decimal):
    with pytest.raises(OtherForm):
        parse(text, decimal)
    parse(text, "." if decimal == "," else ",")


@pytest.mark.parametrize("decimal", MARKS)
@pytest.mark.parametrize(
    "text",
    [
        "12,3x",
        "Xã Lá Xanh",
        "x",
        "",
        "..",
        "(0,6419)",  # minus for accountants, not for others
        "(5)",
        "12 tr",
        "5k",
        "2 triệu rưỡi",
        "1 triệu 200 nghìn",
        "vài chục",
        "chưa có",
        "hòn 5",  # not hơn: other accents are another word
        "tới gần",
        "12/5/2025",
        "6/2022",
        "6-2022",
        "2021-2025",
        "5/0",
        "7-4",
        "5-",
        "--5",
        "+-5",
        "trên -5",
        "trên 5 trở lên",
        "1.80.000",
        "1 80",
        "12,,5",
        ",5",
        "5.",
        "1e5",
        "1'800",
        "१२",
        "9" * 16,
        "1" * 101,
        "5% người",
        "5 nghìn %",
        "20/25 (80%",
        "20/25 80%)",
        "Infinity",
    ],
)
def test_what_is_no_number_is_not_guessed(text, decimal):
    with pytest.raises(NotANumber):
        parse(text, decimal)


@given(st.text(alphabet="0123456789.,-–/%() trênđếnừkhoảgiệu\u00a0", max_size=120))
def test_any_text_is_a_number_or_says_why_not(text):
    for mark in MARKS:
        try:
            number = parse(text, mark)
        except (NotANumber, OtherForm):
            continue
        assert math.isfinite(number.value)


def test_words_without_accents_keep_one_meaning_each():
    words = [*_BEFORE, *_AFTER, *_TIMES]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "..", "...", "…", "-", "–", "—", "--", "n/a", "N/A", "na", "NaN", "NULL"),
        *("không có số liệu", "Chưa có số liệu", "khong co so lieu", "Khong co du lieu"),
    ],
)
def test_what_says_that_there_is_no_figure(text):
    assert is_missing(text)


@pytest.mark.parametrize(
    "text", ["0", "x", "chưa có", "không", "không có", "-5", ".", "0,0", "năm"]
)
def test_what_may_be_a_figure_is_not_missing(text):
    assert not is_missing(text)
