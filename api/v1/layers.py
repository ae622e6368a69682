"""The map layers in force, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from api.v1.columns import Column
from data import boundaries
from data.cache import kept, rows
from geo.geometry import LayerUnknown

if TYPE_CHECKING:
    import pyarrow as pa

LAYERS = (
    *(("2024", "commune"), ("2024", "district"), ("2024", "province")),
    *(("2025", "commune"), ("2025", "province")),
)
COLUMNS = (
    Column("vintage", "varchar"),
    Column("level", "varchar"),
    Column("province_code", "varchar"),
    Column("name", "varchar"),
    Column("address", "varchar"),
    Column("boundaries", "varchar"),
    Column("dated", "date"),
    Column("approximate", "boolean"),
    Column("areas", "integer"),
)


def table(vintage: str, level: str, within: str) -> pa.Table:
    """One row per layer, by vintage, level and province.

    Args:
        vintage: Of its areas; "" for both.
        level: Of its areas; "" for all.
        within: The id of the province that is drawn alone; "" for all.
    """
    import pyarrow as pa  # noqa: PLC0415  takes a while to load

    chosen = [
        row
        for row in _all()
        if vintage in ("", row["vintage"])
        and level in ("", row["level"])
        and within in ("", f"{row['vintage']}-p{row['province_code']}")
    ]
    types = {
        "varchar": pa.string(),
        "date": pa.date32(),
        "boolean": pa.bool_(),
        "integer": pa.int32(),
    }
    return pa.Table.from_pylist(
        chosen, schema=pa.schema([(column.name, types[column.kind]) for column in COLUMNS])
    )


@kept
def _all() -> list[dict[str, Any]]:
    return [
        layer
        for vintage, level in LAYERS
        for code in ("", *_provinces(vintage, level))
        if (layer := _layer(vintage, level, code))
    ]


def _provinces(vintage: str, level: str) -> list[str]:
    if level == "province":
        return []
    found = rows("areas_by_level", vintage=vintage, level="province", within="")
    return sorted(row.code for row in found)


def _layer(vintage: str, level: str, code: str) -> dict[str, Any] | None:
    try:
        name = boundaries.layer_name(vintage, level, code or None)
    except LayerUnknown:  # nothing of this province is drawn
        return None
    origin = boundaries.origin(vintage, level)
    return {
        "vintage": vintage,
        "level": level,
        "province_code": code,
        "name": name,
        "address": f"/api/layers/{name}",
        "boundaries": origin.title,
        "dated": origin.day,
        "approximate": origin.approximate,
        "areas": len(boundaries.codes_in_layer(vintage, level, code or None)),
    }
