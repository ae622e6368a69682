"""Classes of changes: falls, no change and rises, with the same round edges on both sides of 0."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.classes import Classes, round_classes

SIDE = 3  # classes of falls at most, and of rises


@dataclass(frozen=True)
class Diverging:
    """Classes of changes, from the largest fall over "unchanged" to the largest rise.

    Attributes:
        amounts: Classes of the size of a change, whichever its direction; from the smallest shown.
        decimals: How many decimals changes are shown with; what they round to 0 is no change.
    """

    amounts: Classes
    decimals: int

    @property
    def side(self) -> int:
        """How many classes there are of falls, and as many of rises."""
        return len(self.amounts.edges)

    @property
    def unsure(self) -> int:
        """The index of changes whose direction is not known."""
        return 2 * self.side + 1

    def index(
        self, values: Iterable[float], unsure: Iterable[bool], outward: Iterable[bool]
    ) -> npt.NDArray[np.uint8]:
        """The class of each change.

        Args:
            values: The changes.
            unsure: Whether each might be in the other direction.
            outward: Whether each is nearer to 0 than it says: "below 20" is under an edge at 20.
        """
        changes = np.round(np.fromiter(values, dtype=float), self.decimals)
        within = self.amounts.index(np.abs(changes), outward).astype(int) + 1
        found = self.side + np.where(changes == 0, 0, np.sign(changes) * within)
        return np.where(np.fromiter(unsure, dtype=bool), self.unsure, found).astype(np.uint8)

    def labels(
        self, number: Callable[[float], str], least: str, unchanged: str, unsure: str
    ) -> list[str]:
        """Each class in words, in the order of the indexes.

        Args:
            number: Writes a number.
            least: Wording of the largest amounts, with `{edge}` in it.
            unchanged: Wording of no change.
            unsure: Wording of changes whose direction is not known.
        """
        amounts = self.amounts.labels(number, self.decimals == 0, least)
        falls = [f"▼ {amount}" for amount in reversed(amounts)]
        return [*falls, unchanged, *(f"▲ {amount}" for amount in amounts), unsure]


def diverging_classes(values: Iterable[float], decimals: int) -> Diverging:
    """Classes with round edges and about equally many of the changes, by amount, in each.

    Args:
        values: The changes.
        decimals: How many decimals they are shown with.
    """
    amounts = np.round(np.abs(np.fromiter(values, dtype=float)), decimals)
    edges = round_classes(amounts[amounts > 0], SIDE).edges
    smallest = 10.0**-decimals
    return Diverging(Classes((smallest, *(e for e in edges[1:] if e > smallest))), decimals)
