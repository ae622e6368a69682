"""Visitors of each role over the world of `tests.world`, and what each may do, said anew."""

from __future__ import annotations

from data.access.people import Grant, Visitor
from data.access.setting import CLOSED

# role × action, written out by hand: Y everywhere, A in covered areas, N only for the whole country
TABLE = """
role          read download query import undo review boundaries simulate publish administer
reader        Y    Y        -     -      -    -      -          -        -       -
reporter      Y    Y        -     A      A    -      -          -        -       -
reviewer      Y    Y        -     -      A    A      -          -        -       -
analyst       Y    Y        Y     -      -    -      -          -        -       -
administrator Y    Y        Y     A      A    A      N          N        N       N
"""
DISTRICT = "2024-d911"  # Đồi Cỏ: Lá Xanh, Bờ Cát, Bờ Cạt; since 2025 Lá Xanh and Bờ Cát
# Areas of the world that a right over the district covers, reckoned by hand from the world's sizes.
COVERED = {
    *("2024-d911", "2024-c91001", "2024-c91002", "2024-c91003", "2024-v91001-xom-go", "2024-p91"),
    *("2025-c91001", "2025-c91002", "2025-p91"),
}


def table() -> dict[tuple[str, str], str]:
    head, *lines = [line.split() for line in TABLE.strip().splitlines()]
    return {
        (line[0], action): said
        for line in lines
        for action, said in zip(head[1:], line[1:], strict=True)
    }


def somebody(role: str, *areas: str, mode: str = CLOSED) -> Visitor:
    """Somebody signed in with the role over the areas."""
    return Visitor(mode, (Grant(role, areas),), subject="s-somebody", login="l-1")
