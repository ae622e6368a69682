"""The tiny world with figures that are awkward to write: formulas, quotes, lines, decimals."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data import warehouse
from data.warehouse import Warehouse
from tests.world import build_world

FORMULA = '=HYPERLINK("http://x","a;b")'
LINES = "two\r\nlines; and _x0041_ <b>&"
# area, indicator, day, value, low, high, qualifier, origin
FIGURES = [
    ("2024-p92", "teams", "2025-05-31", 0.1, 0.05, 0.15, "about", "@origin"),
    ("2025-p92", "population", "2025-08-31", 12345678.25, 12345678.25, None, "more_than", "+1"),
    ("vn", "population", None, 1e15, None, 1e15, "nearly", "last, but one"),
]


def awkward_world(file: Path) -> Warehouse:
    """The world with FIGURES of two awkward sources, one of which other figures get too."""
    world = build_world(file)
    with world.transaction() as cursor:
        for source, title in (("s-formula", FORMULA), ("s-lines", LINES)):
            cursor.execute(
                "insert into source values (?, ?, '', '', null, 'none', 'original')",
                [source, title],
            )
        for n, (area, indicator, day, value, low, high, qualifier, origin) in enumerate(FIGURES):
            cursor.execute(
                "insert into observation values (?, ?, 'cumulative', null, ?, ?, 'printed', ?, ?, "
                "?, ?, null, 'published', ?, 'b', ?, false)",
                [area, indicator, day, "month" if day else "none", value, low, high, qualifier,
                 ("s-formula", "s-lines")[n % 2], origin],
            )  # fmt: skip
    return world


@contextmanager
def shared_awkward_world(folder: Path) -> Iterator[Warehouse]:
    """The world as pages and routes ask for it."""
    awkward_world(folder / "atlas.duckdb").close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        warehouse.forget()
        yield warehouse.shared()
        warehouse.forget()
