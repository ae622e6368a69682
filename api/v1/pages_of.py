"""The rows of a resource, a page at a time, in the order of its key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from api.v1 import layers
from api.v1.cursors import Place
from api.v1.resources import LAYERS, Resource
from data import limited, warehouse

if TYPE_CHECKING:
    import pyarrow as pa

SECONDS = 10.0  # for one page


def page(
    resource: Resource, values: Mapping[str, Any], place: Place | None
) -> tuple[pa.Table, int]:
    """Rows after the place, one more than the limit where there are more, and their version.

    Args:
        resource: Whose rows.
        values: Of its parameters.
        place: Where the page before ended; None for the first.

    Raises:
        TooMuch: The page took too much time or memory.
    """
    if resource is LAYERS:
        version = warehouse.shared().version
        rows = layers.table(values["vintage"], values["level"], values["in"])
        return _after(rows, resource, place, values["limit"] + 1), version
    after = place.key if place else (None,) * len(resource.key)
    asked = {each.asks: values[each.name] for each in resource.filters if each.asks}
    began = {f"after_{column}": part for column, part in zip(resource.key, after, strict=True)}
    return limited.table(resource.query, SECONDS, **asked, **began, most=values["limit"] + 1)


def _after(rows: pa.Table, resource: Resource, place: Place | None, most: int) -> pa.Table:
    """Of rows that are there already, in the order of the key."""
    keys = list(zip(*(rows[column].to_pylist() for column in resource.key), strict=True))
    before = sum(key <= place.key for key in keys) if place else 0
    return rows.slice(before, most)
