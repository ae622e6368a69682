"""Areas that are like one: of its level, time and kind, and about its size."""

from __future__ import annotations

from dataclasses import dataclass

from data.cache import kept, rows

MOST = 8


@dataclass(frozen=True)
class Peers:
    """The areas most like one, the nearest in size first.

    Attributes:
        areas: Their ids.
        basis: What the size is: people, or area where its people are not known; "" for none.
    """

    areas: tuple[str, ...]
    basis: str


@kept
def similar(area_id: str, dataset: str) -> Peers:
    """At most MOST areas like one, from the query similar_areas; none for nation and villages.

    Args:
        area_id: Of any level and vintage.
        dataset: Whose populations are compared; never two.
    """
    found = rows("similar_areas", area=area_id, dataset=dataset, most=MOST)
    return Peers(tuple(row.area_id for row in found), found[0].basis if found else "")
