"""What people decided once and need not decide again: layouts by shape, areas by their names."""

from __future__ import annotations

from datetime import UTC, datetime

import queries
from data import statements
from data.imports.layout import Layout
from data.imports.places import Asked
from data.warehouse import Warehouse
from geo.names import normalise


def save_layout(opened: Warehouse, name: str, layout: Layout, who: str) -> None:
    """Keeps the layout under a name, in place of one of that name."""
    with opened.transaction() as cursor:
        statements.write(
            cursor,
            "imports/save_layout",
            name=name,
            shape=layout.shape,
            layout=layout.to_json(),
            who=who,
            now=_now(),
        )


def layouts_of_shape(opened: Warehouse, shape: str) -> tuple[Layout, ...]:
    """The saved layouts of files of this make, the latest first."""
    with opened.cursor() as cursor:
        rows = queries.run(cursor, "saved_layouts", shape=shape)
    return tuple(Layout.from_json(text) for text in rows["layout"])


def remember_area(opened: Warehouse, asked: Asked, area_id: str, who: str) -> None:
    """Keeps which area a name stands for, where it was looked for; the latest choice holds."""
    with opened.transaction() as cursor:
        statements.write(
            cursor,
            "imports/remember_area",
            name=normalise(asked.name),
            vintage=asked.vintage,
            around=asked.around,
            area=area_id,
            who=who,
            now=_now(),
        )


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
