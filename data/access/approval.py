"""Whose figures are stored on their own word, and whose wait for somebody of the level above.

Why, and how: docs/decisions/0032-approval.md.
"""

from __future__ import annotations

from collections.abc import Iterable

from data.access import coverage
from data.access.people import ADMINISTRATOR, Visitor
from data.access.setting import OFF, approval


def is_needed(visitor: Visitor, areas: Iterable[str]) -> bool:
    """Whether what the visitor stores or takes back needs somebody else's word.

    Args:
        visitor: Who asks.
        areas: Ids of the areas whose figures would change.
    """
    if approval() == OFF:
        return False
    trusted = {
        area for grant in visitor.grants if grant.role == ADMINISTRATOR for area in grant.areas
    }
    return bool(coverage.outside(tuple(sorted(trusted)), tuple(sorted(set(areas)))))
