"""What there is to ask for: one table of resources, each a query in pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from api.v1 import layers
from api.v1 import parameters as of
from api.v1.columns import Column, columns_of
from api.v1.parameters import Parameter

DESCRIPTION = Path(__file__).parent / "openapi.json"
FORMATS = ("json", "csv", "parquet")
PLACED = (*FORMATS, "geojson")


@dataclass(frozen=True)
class Resource:
    """One kind of row.

    Attributes:
        name: As it stands in its address.
        says: What a row is.
        query: The query whose rows it has; "" where rows are made otherwise.
        key: The columns that rows are ordered by, no two rows alike in them.
        filters: The parameters that decide which rows there are.
        formats: What rows may be written as; the first where none is asked for.
        made: The columns of rows that are made otherwise.
    """

    name: str
    says: str
    query: str
    key: tuple[str, ...]
    filters: tuple[Parameter, ...]
    formats: tuple[str, ...] = FORMATS
    made: tuple[Column, ...] = ()

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """All that a request may have."""
        written = of.choice("format", "", "What rows are written as.", self.formats, "json")
        return (*self.filters, of.LIMIT, of.AFTER, written, of.BOM)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of every format, in their order."""
        return self.made or columns_of(self.query)

    @property
    def key_types(self) -> tuple[str, ...]:
        """The SQL type of each part of the key."""
        types = {column.name: column.kind for column in self.columns}
        return tuple(types[name] for name in self.key)


_PLACES = (of.AREA, of.LEVEL, of.WITHIN, of.VINTAGE)
_ENDS = {
    "old": "Ids of areas of before 1 July 2025, separated by commas; all if left out.",
    "new": "Ids of areas of since 1 July 2025, separated by commas; all if left out.",
}

AREAS = Resource(
    "areas",
    "One row per administrative unit of either time: before (2024) and since (2025) 1 July 2025.",
    "page_of_areas",
    ("area_id",),
    (
        *_PLACES,
        Parameter(
            "name",
            "Part of a name, with or without accents.",
            {"type": "string", "maxLength": of.MOST_LETTERS},
            of.folded,
            "folded",
            example="Phú Bình",
        ),
    ),
    PLACED,
)
LINEAGE = Resource(
    "lineage",
    "One row per old area and area of today that share land, with the shares.",
    "page_of_lineage",
    ("old_id", "new_id"),
    (
        *(
            replace(of.AREA, name=name, says=says, read=of.areas, asks=name)
            for name, says in _ENDS.items()
        ),
        of.choice("kind", "kind", "How much of the old area.", ("whole", "part", "sliver")),
    ),
)
INDICATORS = Resource(
    "indicators",
    "One row per indicator: what is measured, in which unit, made of what.",
    "page_of_indicators",
    ("indicator",),
    (
        of.INDICATOR,
        of.choice(
            "pillar",
            "pillar",
            "Indicators of this pillar alone.",
            ("context", "economy", "government", "index", "society", "teams"),
        ),
    ),
)
SOURCES = Resource(
    "sources",
    "One row per source of the dataset, with how many figures, targets and rules are from it.",
    "page_of_sources",
    ("source_id", "dataset"),
    (of.DATA,),
)
OBSERVATIONS = Resource(
    "observations",
    "One row per figure as it was said: value, bounds, qualifier, date, source.",
    "page_of_figures",
    ("indicator", "as_of", "area_id", "origin"),
    (of.DATA, of.INDICATOR, *_PLACES, of.FIRST, of.LAST, of.UNITS, of.SUMS),
    PLACED,
)
TARGETS = Resource(
    "targets",
    "One row per target: what was promised or prescribed, never a result.",
    "page_of_targets",
    ("indicator", "area_id", "origin"),
    (
        of.DATA,
        of.INDICATOR,
        *_PLACES,
        of.choice("kind", "kind", "Who set it.", ("national", "assigned", "registered")),
        of.FIRST,
        of.LAST,
    ),
    PLACED,
)
LAYERS = Resource(
    "layers",
    "One row per map layer in force: where it is fetched, whose boundaries it has.",
    "",
    ("vintage", "level", "province_code"),
    (
        of.VINTAGE,
        of.LEVEL,
        replace(of.WITHIN, says="The id of a province: the layers that draw it alone."),
    ),
    made=layers.COLUMNS,
)

RESOURCES = {
    resource.name: resource
    for resource in (AREAS, LINEAGE, INDICATORS, SOURCES, OBSERVATIONS, TARGETS, LAYERS)
}
