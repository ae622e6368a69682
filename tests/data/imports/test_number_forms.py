"""When the form of numbers is decided, when it is asked, and that it is kept in SQL."""

from decimal import Decimal

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.imports.numbers import MARKS, PLAIN, Format, Number, OtherForm, decide, parse, readings

GROUPS = {",": (".", " ", "\u00a0", "\u2009", "\u202f"), ".": (",", " ", "\u00a0")}


def write(value: Decimal, mark: str, group: str, decimals: int) -> str:
    """The value as written with a decimal mark and groups of three."""
    sign, digits = "-" if value < 0 else "", f"{abs(value):,.{decimals}f}"
    whole, _, part = digits.partition(".")
    return sign + whole.replace(",", group) + (mark + part if part else "")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], Format("", needed=False)),
        (["5", "08", "1800", "4-7", "20/20", "..", ""], Format("", needed=False)),
        (["1 800", "trên 1 800"], Format("", needed=False)),
        (["Xã 1.2a", "12.5.2025"], Format("", needed=False)),
        (["1.800"], Format("", needed=True)),
        (["1,800", "5"], Format("", needed=True)),
        (["1.800", "1,800"], Format("", needed=True)),
        (["gần 24.303", "4-7"], Format("", needed=True)),
        (["101.475/161.624"], Format("", needed=True)),
        (["1.800", "62,8"], Format(",", needed=True, evidence=("62,8",))),
        (["1.800", "gần 62,8%"], Format(",", needed=True, evidence=("gần 62,8%",))),
        (["1.234.567"], Format(",", needed=True, evidence=("1.234.567",))),
        (["1.800,5"], Format(",", needed=True, evidence=("1.800,5",))),
        (["0,5"], Format(",", needed=True, evidence=("0,5",))),
        (["1,80"], Format(",", needed=True, evidence=("1,80",))),
        (["0,123"], Format(",", needed=True, evidence=("0,123",))),
        (["101.475/161.624 (62,8%)"], Format(",", True, ("101.475/161.624 (62,8%)",))),
        (["22290.7"], Format(".", needed=True, evidence=("22290.7",))),
        (["1,234,567"], Format(".", needed=True, evidence=("1,234,567",))),
        (["62,8", "8093.9"], Format("", True, ("62,8", "8093.9"), mixed=True)),
    ],
)
def test_the_form_is_decided_by_what_only_one_allows(texts, expected):
    assert decide(texts) == expected
    assert decide(pa.chunked_array([pa.array(texts, pa.string())])) == expected


def test_readings_are_what_is_asked_about():
    assert readings("1.800") == (1800, 1.8)
    assert readings("1,800") == (1.8, 1800)
    with pytest.raises(OtherForm):
        readings("62,8")


HUNDREDTHS = st.integers(-(10**14), 10**14)


@given(HUNDREDTHS, st.integers(0, 4), st.sampled_from(MARKS), st.data())
def test_writing_and_reading_back_gives_the_value(number, decimals, mark, data):
    value = Decimal(number).scaleb(-decimals)
    group = data.draw(st.sampled_from(["", *GROUPS[mark]]))
    text = write(value, mark, group, decimals)
    assert parse(text, mark).value == float(value)
    assert parse(f"{text} %", mark).value == float(value)


@given(st.lists(HUNDREDTHS, min_size=1), st.sampled_from(MARKS), st.integers(0, 4))
def test_a_decided_column_is_read_as_it_was_written(numbers, mark, decimals):
    values = [Decimal(number).scaleb(-decimals) for number in numbers]
    texts = [write(value, mark, GROUPS[mark][0], decimals) for value in values]
    found = decide(texts)
    assert not found.mixed
    assert found.decimal in ("", mark)
    if found.decimal or not found.needed:
        read = [parse(text, found.decimal or ",").value for text in texts]
        assert read == [float(value) for value in values]


def _has_both(text: str) -> bool:
    try:
        first, second = readings(text)
    except ValueError:
        return False
    return first != second


@given(
    st.lists(
        st.builds(
            "{}{}{}{:03}{}".format,
            st.sampled_from(["", "gần ", "trên "]),
            st.integers(1, 999),
            st.sampled_from([".", ","]),
            st.integers(0, 999),
            st.sampled_from(["", "%", " người", " nghìn"]),
        ),
        min_size=1,
    )
)
def test_no_ambiguous_column_is_accepted_unasked(texts):
    assert all(map(_has_both, texts))
    found = decide(texts)
    assert (found.decimal, found.needed, found.mixed) == ("", True, False)


@given(st.lists(st.from_regex(r"\A[0-9 .,%/-]{1,12}\Z")))
def test_a_column_is_decided_as_its_texts_are_read(texts):
    def fits(text: str, mark: str) -> Number | None:
        try:
            return parse(text, mark)
        except ValueError:
            return None

    read = [(fits(text, ","), fits(text, ".")) for text in texts]
    told = {mark for pair in read for mark, one, other in _sides(pair) if one and not other}
    found = decide(texts)
    assert found.needed == any(comma != dot for comma, dot in read)
    assert found.mixed == (len(told) == 2)
    assert found.decimal == ("".join(told) if len(told) == 1 else "")


def _sides(pair):
    return (",", *pair), (".", *pair[::-1])


@given(
    st.lists(
        st.one_of(
            st.from_regex(r"\A[+-]?[0-9]{1,3}([., \u00a0][0-9]{3}){0,3}([.,][0-9]{1,3})? ?%?\Z"),
            st.from_regex(r"\A[+-]?[0-9]{1,17}([.,][0-9]{1,17})?\Z"),
            st.from_regex(r"\A[0-9., %+-]{1,9}\Z"),
        ),
        min_size=1,
        max_size=50,
    )
)
def test_sql_reads_plain_numbers_as_we_do(texts):
    group = {",": ".", ".": ","}
    for mark in MARKS:
        rows = duckdb.execute(
            "select text, replace(replace(regexp_replace(text, '[^0-9,.+-]', '', 'g'), $group, ''),"
            " $mark, '.')::double from (select unnest($texts) as text)"
            " where regexp_full_match(text, $plain)",
            {"texts": texts, "plain": PLAIN[mark], "mark": mark, "group": group[mark]},
        ).fetchall()
        for text, value in rows:
            number = parse(text, mark)
            assert (number.value, number.low, number.high) == (value, value, value)
            assert number.qualifier == "exact"


@pytest.mark.parametrize("mark", MARKS)
def test_plain_leaves_out_what_needs_more_than_digits(mark):
    texts = ["1800", "1 800", "-5", "62%", "trên 5", "4-7", "20/20", "0.1.2", "5 người", "9" * 16]
    assert [text for text in texts if _is_plain(text, mark)] == ["1800", "1 800", "-5", "62%"]


def _is_plain(text: str, mark: str) -> bool:
    found = duckdb.execute("select regexp_full_match($t, $p)", {"t": text, "p": PLAIN[mark]})
    return bool(found.fetchall()[0][0])
