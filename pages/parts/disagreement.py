"""How it is said that sources disagree: which values cannot be true together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from data.agreement import contradictions
from data.ratios import FARTHEST
from pages.parts.wording import date_in_words, value_in_words

DECIMALS = 4  # as the source has it, whatever the indicator is shown with elsewhere


def in_words(rows: Iterable[Any], near: Any | None = None) -> str:
    """Each value with those that contradict it, "2.349 tổ (5/2025) ≠ 4.351 tổ (8/5/2025)"; or "".

    Args:
        rows: Figures in conflict, of one area and indicator, as tuples.
        near: A figure; conflicts more than a year from it are left out.
    """
    return "; ".join(
        f"{dated(one)} ≠ {', '.join(map(dated, others))}"
        for one, others in contradictions(rows)
        if near is None or is_near(near, [one, *others])
    )


def dated(row: Any) -> str:
    """Value and date, as in "2.349 tổ (5/2025)"."""
    words = value_in_words(row.value, row.qualifier, row.unit, row.unit_en, DECIMALS)
    return f"{words} ({date_in_words(row.as_of, row.precision)})"


def is_near(shown: Any, rows: Iterable[Any]) -> bool:
    """Whether any of the rows is dated within a year of the one shown."""
    return not pd.isna(shown.as_of) and any(
        abs(shown.as_of - row.as_of) <= FARTHEST for row in rows
    )
