"""Values, dates and units as people say them, in the session's language."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from functools import cache, lru_cache

import pandas as pd
from babel import Locale
from babel.numbers import NumberPattern, parse_pattern

from data.ratios import LOWER, UPPER
from pages.parts.language import _, current, either

QUALIFIERS = {
    "about": "about {value}",
    "nearly": "nearly {value}",
    "more_than": "over {value}",
    "at_least": "at least {value}",
    "at_most": "at most {value}",
}
A_YEAR = 12  # months
HANOI = timedelta(hours=7)
OPERATORS = {">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< "}
LEVELS = {
    "nation": "nation",
    "province": "province",
    "district": "district",
    "commune": "commune",
    "village": "village",
}
# What an area calls itself, where that is not its level: a city may be a province or a district.
TYPES = {
    "thành phố": "city",
    "thị xã": "town",
    "quận": "urban district",
    "thị trấn": "township",
    "phường": "ward",
    "đặc khu": "special zone",
}
BASES = {
    "printed": "printed in the source",
    "inferred": "date inferred from the source's text",
    "plan": "date of the plan",
    "none": "the source gives no date",
}


def missing(value: object) -> bool:
    """Whether a cell holds nothing: None, NaN or NaT."""
    return value is None or bool(pd.isna(value))


def number(value: float, decimals: int) -> str:
    """The number with the language's separators and at most `decimals` decimals; no sign at 0."""
    return _written(value, decimals, current())


@lru_cache(maxsize=8192)
def _written(value: float, decimals: int, language: str) -> str:
    written = str(_pattern(decimals).apply(value, _locale(language)))
    return written.removeprefix("-") if set(written) <= set("-0.,") else written


@cache  # babel's own format_decimal reads both anew for each number, which takes five times as long
def _pattern(decimals: int) -> NumberPattern:
    return parse_pattern("#,##0" + ("." + "#" * decimals if decimals else ""))


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


def value_in_words(
    value: float | None, qualifier: str | None, unit_vi: str, unit_en: str, decimals: int
) -> str:
    """The value with qualifier and unit, as in "trên 1.680 tổ"; "no data" where there is none."""
    if missing(value) or value is None:
        return _("no data")
    unit = either(unit_vi, unit_en)
    figure = number(value, decimals)
    if unit in {"hạng", "rank"}:
        figure = f"{unit} {figure}"
    elif unit:
        figure = f"{figure}{'' if unit == '%' and current() == 'en' else ' '}{unit}"
    return _(QUALIFIERS[qualifier], value=figure) if qualifier in QUALIFIERS else figure


def rounded(value: float, qualifier: str, decimals: int) -> float:
    """The value with so many decimals, a lower bound never raised, an upper one never lowered."""
    way = (
        ROUND_FLOOR
        if qualifier in LOWER
        else ROUND_CEILING
        if qualifier in UPPER
        else ROUND_HALF_EVEN
    )
    # Twelve digits first: what division leaves behind them is no reason to go a step further.
    exact = Decimal(f"{value:.12g}")
    return float(exact.quantize(Decimal(1).scaleb(-decimals), rounding=way))


def operator_in_words(operator: str | None) -> str:
    """The sign before a target's value; "" where the source states none."""
    return OPERATORS.get(operator or "", "")


def date_in_words(as_of: date | None, precision: str | None) -> str:
    """The date as precisely as it is known: "8/5/2025", "5/2025", "2025" or "undated"."""
    if missing(as_of) or as_of is None:
        return _("undated")
    if precision == "year":
        return f"{as_of.year}"
    if precision == "month":
        return f"{as_of.month}/{as_of.year}"
    if current() == "en":
        return f"{as_of.day} {as_of.strftime('%b')} {as_of.year}"
    return f"{as_of.day}/{as_of.month}/{as_of.year}"


def time_in_words(moment: datetime) -> str:
    """The day and time in Ha Noi of a moment that the warehouse keeps, which is in UTC."""
    local = moment + HANOI
    return f"{date_in_words(local.date(), 'day')} {local:%H:%M}"


def age_in_words(as_of: date, seen_on: date) -> str:
    """How old a value is on the day it is looked at, in whole months or years; "" in its month."""
    months = (seen_on.year - as_of.year) * 12 + seen_on.month - as_of.month
    if months <= 0:
        return ""
    if months < 12:
        return _("{n} mo. old", n=months)
    return _("{n} yr. old", n=months // 12)


def long_ago(as_of: date | None) -> str:
    """How old a value is today, where that is a year or more, to be put behind its date; or ""."""
    if missing(as_of) or as_of is None:
        return ""
    today = date.today()
    months = (today.year - as_of.year) * 12 + today.month - as_of.month
    return f" · {age_in_words(as_of, today)}" if months >= A_YEAR else ""


def vintage_in_words(vintage: str | None) -> str:
    """Which set of units a figure is on, in words."""
    if vintage == "2024":
        return _("units before 1 July 2025")
    if vintage == "2025":
        return _("units since 1 July 2025")
    return ""


def kind_in_words(level: str, type_: str | None) -> str:
    """What an area is: its own type, such as "đặc khu", where it has one, else its level."""
    named = None if missing(type_) else TYPES.get(str(type_))
    return _(named or LEVELS[level])


def place_in_words(
    area: str, level: str, vintage: str | None, province: str | None, type_: str | None = None
) -> str:
    """An area told apart from its namesakes: "Trần Đề (district, Sóc Trăng, before 7/2025)"."""
    if level == "nation":
        return area
    told = [kind_in_words(level, type_)]
    if level != "province" and province:
        told.append(province)
    told.append(_("before 7/2025") if vintage == "2024" else _("since 7/2025"))
    return f"{area} ({', '.join(told)})"
