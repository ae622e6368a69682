"""Every way in which a period or a date is written in the field."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.dates import first_day, parse_as_of
from data.imports.periods import Period, is_period, parse

JUNE = Period(date(2022, 6, 30), "month", date(2022, 6, 1))
YEAR = Period(date(2019, 12, 31), "year", date(2019, 1, 1))
UNFINISHED = Period(date(2019, 12, 31), "year", date(2019, 1, 1), preliminary=True)
SECOND_QUARTER = Period(date(2025, 6, 30), "month", date(2025, 4, 1))


@pytest.mark.parametrize(
    "text",
    [
        *("12/5/2025", "12-5-2025", "12.5.2025", "12/05/2025", "ngày 12/5/2025", "12/5/2025 0:00"),
        *("ngày 12 tháng 5 năm 2025", "2025-05-12", "2025-05-12 00:00:00", "2025-05-12T08:30:00"),
    ],
)
def test_a_day_comes_first(text):
    assert parse(text) == Period(date(2025, 5, 12), "day")


@pytest.mark.parametrize(
    "text",
    [
        *("6-2022", "6/2022", "06/2022", "6.2022", "2022-06", "6 / 2022"),
        *("tháng 6/2022", "Tháng 06/2022", "Tháng 6 năm 2022", "tháng 6-2022", "THÁNG 6 2022"),
        *("T6/2022", "T6-2022", "t6.2022", "T.6/2022", "Thang 6/2022", "thang 6 nam 2022"),
        "  tháng\u00a06/2022\n",
        "Tha\u0301ng 6/2022",  # decomposed
    ],
)
def test_a_month_ends_with_its_last_day(text):
    assert parse(text) == JUNE


@pytest.mark.parametrize("text", ["2019", "năm 2019", "Năm 2019"])
def test_a_year_ends_with_its_last_day(text):
    assert parse(text) == YEAR


@pytest.mark.parametrize(
    "text",
    [
        *("Sơ bộ 2019", "sơ bộ năm 2019", "Ước 2019", "Ước tính 2019", "Ước thực hiện năm 2019"),
        *("2019 (*)", "2019(*)", "2019*", "2019 (**)", "2019 (sơ bộ)", "2019 (ước)", "Prel. 2019"),
    ],
)
def test_a_preliminary_year_is_marked(text):
    assert parse(text) == UNFINISHED


def test_a_preliminary_month_is_marked():
    assert parse("Ước tháng 6/2022").preliminary
    assert parse("Sơ bộ quý II/2025").preliminary


@pytest.mark.parametrize(
    "text",
    [
        *("quý 2/2025", "Quý II/2025", "QUÝ II/2025", "Quý II năm 2025", "quý 2 năm 2025"),
        *("Q2/2025", "Q2 2025", "Q2-2025", "Q.II/2025", "quy 2/2025", "Qúy II/2025"),
    ],
)
def test_a_quarter_is_its_last_month_and_its_first_day(text):
    assert parse(text) == SECOND_QUARTER


@pytest.mark.parametrize(
    ("text", "last", "first"),
    [
        ("6 tháng đầu năm 2025", date(2025, 6, 30), date(2025, 1, 1)),
        ("06 tháng đầu năm 2025", date(2025, 6, 30), date(2025, 1, 1)),
        ("9 tháng 2025", date(2025, 9, 30), date(2025, 1, 1)),
        ("11 tháng đầu năm 2024", date(2024, 11, 30), date(2024, 1, 1)),
        ("2 tháng đầu năm 2024", date(2024, 2, 29), date(2024, 1, 1)),
        ("6 tháng cuối năm 2025", date(2025, 12, 31), date(2025, 7, 1)),
    ],
)
def test_months_of_a_year_begin_with_the_first(text, last, first):
    assert parse(text) == Period(last, "month", first)


@pytest.mark.parametrize(
    ("text", "last", "precision"),
    [
        ("đến tháng 6/2025", date(2025, 6, 30), "month"),
        ("tính đến hết tháng 6/2025", date(2025, 6, 30), "month"),
        ("Tính đến ngày 15/6/2025", date(2025, 6, 15), "day"),
        ("đến hết năm 2025", date(2025, 12, 31), "year"),
        ("hết quý I/2025", date(2025, 3, 31), "month"),
    ],
)
def test_until_does_not_say_since_when(text, last, precision):
    assert parse(text) == Period(last, precision)


@pytest.mark.parametrize(
    "text",
    [
        *("", "Xã Lá Xanh", "tháng", "Sơ bộ", "2019.5", "1.800", "12", "2019-2020", "2021-2025"),
        *("29.3", "29/3", "Tháng 6", "T6", "quý 2"),  # no year
        *("đến cuối năm", "cuối năm 2025", "giữa năm 2025"),
        *("12/5/25", "6/22", "T6/22"),  # which century
        *("202206", "20220630", "45000", "1800", "2100"),  # counts, or serials of spreadsheets
        *("31/2/2025", "29/2/2025", "31.4.2025", "0/5/2025", "32/1/2025", "2025-02-30"),
        *("5/13/2025", "13/2022", "tháng 13/2022", "0/2022", "quý 5/2025", "Q0/2025"),
        *("10 tháng năm 2025", "6 tháng năm 2025"),  # the tenth of May, or ten months
        *("Nam 2019", "Nữ 2019"),  # men
        *("12/5-2025", "12 5 2025", "5/2025/12", "1 tháng 2025", "13 tháng 2025"),
        "2025-05-12 08:30+07:00",
        "tháng 6/2022" + " " * 40 + "x" * 40,
    ],
)
def test_what_names_no_period_is_not_guessed(text):
    assert not is_period(text)
    with pytest.raises(ValueError) as raised:  # noqa: PT011
        parse(text)
    assert not text or text not in str(raised.value)  # it may be personal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("29.3", Period(date(2025, 3, 29), "day")),
        ("29/3", Period(date(2025, 3, 29), "day")),
        ("29 tháng 3", Period(date(2025, 3, 29), "day")),
        ("Tháng 6", Period(date(2025, 6, 30), "month", date(2025, 6, 1))),
        ("T6", Period(date(2025, 6, 30), "month", date(2025, 6, 1))),
        ("Quý II", SECOND_QUARTER),
        ("6 tháng đầu năm", Period(date(2025, 6, 30), "month", date(2025, 1, 1))),
        ("Ước tháng 6", Period(date(2025, 6, 30), "month", date(2025, 6, 1), preliminary=True)),
        ("tháng 6/2022", JUNE),
        ("2019", YEAR),
    ],
)
def test_a_year_said_elsewhere_is_used_where_none_is_written(text, expected):
    assert parse(text, year=2025) == expected
    assert is_period(text, year=2025)


@pytest.mark.parametrize("text", ["6", "29", "1800", "đến cuối năm", "31/2", "tháng 13", "năm"])
def test_a_year_said_elsewhere_makes_no_period_of_other_texts(text):
    assert not is_period(text, year=2025)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from("/-."))
def test_a_written_day_is_read_back(day, mark):
    assert parse(f"{day.day}{mark}{day.month}{mark}{day.year}") == Period(day, "day")
    assert parse(day.isoformat()) == Period(day, "day")


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]))
def test_periods_are_dated_as_published_figures_are(day, form):
    text = day.strftime(form)
    found = parse(text)
    assert (found.as_of, found.precision) == parse_as_of(text)
    if found.precision != "day":
        assert found.period_start == first_day(found.as_of, found.precision)


@given(
    st.text(alphabet="0123456789/-.()* tTqQhángăÝýIVđếnSơbộ", max_size=80),
    st.none() | st.just(2025),
)
def test_any_text_is_a_period_or_none(text, year):
    if is_period(text, year):
        period = parse(text, year)
        assert period.period_start is None or period.period_start <= period.as_of
