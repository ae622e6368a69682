"""How what was reckoned reads: never more than is known, in the direction that it has."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.ratios import LOWER, UPPER
from pages.parts import language
from pages.parts.catalogue import Indicator
from pages.parts.trend_measure import Measure
from pages.parts.wording import rounded

NAN = float("nan")


@settings(deadline=None)
@given(st.floats(0.001, 10**7), st.integers(0, 4))
def test_rounding_says_no_more_than_is_known(value: float, decimals: int) -> None:
    step = Decimal(1).scaleb(-decimals)
    near = Decimal("1e-11") * (1 + Decimal(value))
    for qualifiers, sign in ((LOWER, -1), (UPPER, 1)):
        for qualifier in qualifiers:
            moved = (Decimal(rounded(value, qualifier, decimals)) - Decimal(value)) * sign
            assert -near <= moved < step + near
    nearest = abs(Decimal(rounded(value, "exact", decimals)) - Decimal(value))
    assert nearest <= step / 2 + near


@pytest.mark.parametrize("value", [2.0000000000000004, 1.9999999999999998, 0.30000000000000004])
def test_what_division_leaves_behind_is_no_step(value: float) -> None:
    plain = round(value, 1)
    assert {rounded(value, how, 1) for how in (*LOWER, *UPPER, "exact")} == {plain}


def measure(kind: str, unit: str, series: str = "change") -> Measure:
    polarity = "less" if kind == "rank" else "more"
    return Measure(Indicator("x", "X", "", unit, unit, kind, polarity, 1), series)


@pytest.mark.parametrize(
    ("kind", "value", "qualifier", "percent", "words"),
    [
        ("count", 3, "exact", 10, "▲ up 3 teams (10%)"),
        ("count", -3, "exact", -10, "▼ down 3 teams (10%)"),
        ("count", 0, "exact", 0, "unchanged"),
        ("count", 3, "about", 10, "▲ up about 3 teams (10%)"),
        ("count", 3, "more_than", 10.06, "▲ up over 3 teams (10%)"),
        ("count", -3, "more_than", -10.02, "down by less than 3 teams (10.1%), or up"),
        ("count", -3, "nearly", -10.06, "▼ down over 3 teams (10%)"),
        ("count", -3, "at_most", -10, "▼ down at least 3 teams (10%)"),
        ("count", 3, "nearly", 10.02, "up by less than 3 teams (10.1%), or down"),
        ("count", 3, "exact", NAN, "▲ up 3 teams"),
        ("ratio", 2.5, "exact", NAN, "▲ up 2.5 percentage points"),
        ("rank", -3, "exact", NAN, "▲ up 3 places"),
        ("rank", 3, "exact", NAN, "▼ down 3 places"),
        ("rank", -3, "nearly", NAN, "▲ up over 3 places"),
    ],
)
def test_a_change_reads_with_its_direction(
    session: dict[str, object], kind: str, value: float, qualifier: str, percent: float, words: str
) -> None:
    language.use("en")
    row: Any = SimpleNamespace(value=value, qualifier=qualifier, percent=percent)
    assert measure(kind, "teams").words(row) == words


def test_an_index_rounds_a_bound_down(session: dict[str, object]) -> None:
    language.use("en")
    row: Any = SimpleNamespace(value=260.5624, qualifier="more_than")
    assert measure("count", "teams", "index").words(row) == "over 260.5"
