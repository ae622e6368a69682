"""Changes that are far from what is usual: found whatever the order, the unit, the tide."""

from __future__ import annotations

from math import log
from statistics import median

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.outliers import (
    FAR,
    LEAST_PEERS,
    LEAST_SPREAD,
    LEAST_STEP,
    LEAST_STEPS,
    NORMAL,
    unusual,
)

Rows = list[dict[str, object]]


def row(
    area: str, step: float, *, usual: float = 0.0, spread: float = 0.01, steps: int = 11
) -> dict[str, object]:
    return {
        "area_id": area,
        "province_id": "p",
        "indicator": "teams",
        "step": step,
        "usual": usual if steps else None,
        "spread": spread if steps else None,
        "steps": steps,
    }


def found(rows: Rows) -> set[object]:
    frame = pd.DataFrame(rows).astype({"usual": float, "spread": float})
    return set(unusual(frame)["area_id"])


def calm(count: int) -> Rows:
    return [row(f"c{n}", 0.001 * n) for n in range(count)]


@pytest.mark.parametrize(
    ("far", "peers", "expected"),
    [
        (row("x", log(10)), 20, {"x"}),
        (row("x", -log(10)), 20, {"x"}),
        (row("x", log(1.49)), 20, set()),  # less than half up
        (row("x", log(10), spread=0.5), 20, set()),  # it always jumps
        (row("x", log(10), usual=log(10)), 20, set()),  # as it does each month
        (row("x", log(10), steps=0), 20, {"x"}),  # new: its peers decide
        (row("x", log(10), steps=LEAST_STEPS - 1, spread=9.0), 20, {"x"}),
        (row("x", log(10), steps=LEAST_STEPS, spread=9.0), 20, set()),
        (row("x", log(10)), LEAST_PEERS - 2, {"x"}),  # few peers: its past decides
        (row("x", log(10), steps=0), LEAST_PEERS - 2, set()),  # nothing is known
        (row("x", log(10), steps=0), LEAST_PEERS - 1, {"x"}),
    ],
)
def test_a_change_is_far_from_peers_and_from_its_own_past(
    far: dict[str, object], peers: int, expected: set[str]
) -> None:
    assert found([*calm(peers), far]) == expected


def test_what_all_do_is_usual() -> None:
    assert found([row(f"c{n}", log(10) + 0.001 * n) for n in range(20)]) == set()


def test_provinces_and_indicators_are_looked_at_by_themselves() -> None:
    tide = [row(f"t{n}", log(10)) | {"province_id": "q"} for n in range(20)]
    other = [row(f"i{n}", log(10)) | {"indicator": "members"} for n in range(20)]
    assert found([*calm(20), *tide, *other, row("x", log(10))]) == {"x"}


steps = st.lists(st.floats(-3, 3).map(lambda step: round(step, 3)), min_size=1, max_size=25)


def expected(values: list[float]) -> set[object]:
    """Those found among peers without a past, reckoned one by one."""
    middle = median(values)
    spread = median(abs(value - middle) for value in values)
    limit = FAR * max(NORMAL * spread, LEAST_SPREAD)
    return {
        f"c{n}"
        for n, value in enumerate(values)
        if len(values) >= LEAST_PEERS and abs(value) >= LEAST_STEP and abs(value - middle) > limit
    }


@settings(max_examples=30, deadline=None)
@given(steps)
def test_each_is_found_or_not_as_reckoned_one_by_one(values: list[float]) -> None:
    assert found([row(f"c{n}", value, steps=0) for n, value in enumerate(values)]) == expected(
        values
    )


@settings(max_examples=30, deadline=None)
@given(steps, st.randoms(use_true_random=False))
def test_order_and_sign_change_nothing(values: list[float], random: object) -> None:
    rows = [row(f"c{n}", value, usual=0.1) for n, value in enumerate(values)]
    shuffled = rows.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    mirrored = [each | {"step": -each["step"], "usual": -0.1} for each in rows]  # type: ignore[operator]
    assert found(rows) == found(shuffled) == found(mirrored)


@settings(max_examples=30, deadline=None)
@given(steps)
def test_a_commune_far_off_does_not_hide_another(values: list[float]) -> None:
    quiet = [row(f"q{n}", 0.0, steps=0) for n in range(60)]
    rows = [*quiet, *(row(f"c{n}", value, steps=0) for n, value in enumerate(values))]
    wanted = {f"c{n}" for n, value in enumerate(values) if abs(value) >= LEAST_STEP}
    assert found(rows) == wanted
    assert found([*rows, row("absurd", 20.0, steps=0)]) == wanted | {"absurd"}


def test_the_farthest_comes_first_and_peers_are_told() -> None:
    frame = pd.DataFrame([*calm(21), row("near", log(2)), row("far", -log(9))])
    listed = unusual(frame.astype({"usual": float}))
    assert listed["area_id"].tolist() == ["far", "near"]
    assert listed["peers"].tolist() == pytest.approx([median(frame["step"])] * 2)


def test_no_changes_are_no_finding() -> None:
    assert unusual(pd.DataFrame(calm(1)).iloc[:0]).empty
