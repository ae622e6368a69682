"""Labels: broken at words, and moved no further than needed."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.labels import spread, width, wrapped

SIZES = st.floats(1, 40)


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("Thanh Hóa", ["Thanh Hóa"]),
        ("Trần Đề &#40;huyện&#41;", ["Trần Đề", "&#40;huyện&#41;"]),
        ("<b>Đại Ân</b> 2", ["<b>Đại Ân</b> 2"]),
        ("Nghĩa-trang-liệt-sĩ rộng", ["Nghĩa-trang-liệt-sĩ", "rộng"]),
        ("", []),
    ],
)
def test_a_label_is_broken_between_words(label: str, lines: list[str]) -> None:
    assert wrapped(label, 11) == lines
    assert " ".join(lines) == label


def test_width_counts_what_is_read() -> None:
    assert width("<b>a&#40;b</b>") == 3


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 400), SIZES), max_size=14))
def test_things_are_spread_in_order_without_overlap(things: list[tuple[float, float]]) -> None:
    wanted, sizes = [at for at, _ in things], [size for _, size in things]
    places = spread(wanted, sizes, 400)
    order = sorted(range(len(things)), key=lambda n: (wanted[n], n))
    for below, above in pairwise(order):
        gap = places[above] - places[below]
        assert gap >= (sizes[above] + sizes[below]) / 2 - 1e-6
    for n in order:
        assert places[n] >= sizes[n] / 2 - 1e-6
        assert places[n] + sizes[n] / 2 <= max(400, sum(sizes)) + 1e-6


def test_what_does_not_overlap_stays_where_it_is() -> None:
    assert spread([300, 100, 200], [20, 20, 20], 400) == [300, 100, 200]
