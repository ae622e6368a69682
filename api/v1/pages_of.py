"""The rows of a resource, a page at a time, in the order of its key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from api.v1 import layers
from api.v1.cursors import Key, Place
from api.v1.resources import LAYERS, Resource
from data import limited, warehouse

if TYPE_CHECKING:
    import pyarrow as pa

SECONDS = 10.0  # for one page


@dataclass(frozen=True)
class Found:
    """Rows of a page.

    Attributes:
        rows: In the order of the key.
        version: Of the warehouse that they are of.
        ended: Where the next page begins after; None where this is the last.
    """

    rows: pa.Table
    version: int
    ended: Key | None


def page(resource: Resource, values: Mapping[str, Any], place: Place | None) -> Found:
    """The rows after the place, as many as the limit where there are.

    Args:
        resource: Whose rows.
        values: Of its parameters.
        place: Where the page before ended; None for the first.

    Raises:
        TooMuch: The page took too much time or memory.
    """
    limit = values["limit"]
    if resource is LAYERS:
        version = warehouse.shared().version
        rows = layers.table(values["vintage"], values["level"], values["in"])
        return _cut(_after(rows, resource, place), version, resource, limit)
    asked = {each.asks: values[each.name] for each in resource.filters}
    reckoned = {name: asked.pop(name) for name in ("units", "sums") if name in asked}
    if reckoned.get("units") == "today" or reckoned.get("sums"):
        from api.v1 import carried  # noqa: PLC0415  reads frames, which a start need not load

        return carried.page(asked | reckoned, resource.columns, place, limit)
    after = place.key if place else (None,) * len(resource.key)
    began = {f"after_{column}": part for column, part in zip(resource.key, after, strict=True)}
    # One row more says whether there is a next page.
    rows, version = limited.table(resource.query, SECONDS, **asked, **began, most=limit + 1)
    return _cut(rows, version, resource, limit)


def _after(rows: pa.Table, resource: Resource, place: Place | None) -> pa.Table:
    """Of rows that are there already, in the order of the key, those after the place."""
    keys = list(zip(*(rows[column].to_pylist() for column in resource.key), strict=True))
    return rows.slice(sum(key <= place.key for key in keys) if place else 0)


def _cut(rows: pa.Table, version: int, resource: Resource, limit: int) -> Found:
    kept = rows.slice(0, limit)
    if kept.num_rows == rows.num_rows:
        return Found(rows, version, None)
    (last,) = kept.slice(limit - 1).select(resource.key).to_pylist()
    return Found(kept, version, tuple(last.values()))
