"""The columns of answers: name and type from the query's header, and what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import queries

SCHEMAS: dict[str, dict[str, str]] = {
    "varchar": {"type": "string"},
    "double": {"type": "number"},
    "integer": {"type": "integer"},
    "bigint": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
}
# What every row has; all others may be null.
ALWAYS = {
    *("area_id", "area", "level", "name", "short_name", "indicator", "value", "unit", "dataset"),
    *("old_id", "old_name", "old_level", "new_id", "new_name", "new_level", "share"),
    *("new_share", "margin", "carries", "basis", "precision", "qualifier", "source_id", "source"),
    *("url", "origin", "timing", "figures", "targets", "rules", "title", "publisher"),
    *("published_precision", "version", "name_vi", "name_en", "unit_vi", "unit_en", "pillar"),
    *("units", "carried", "missing_parts", "in_conflict", "remark_vi", "remark_en", "province"),
    *("polarity", "decimals", "province_code", "address", "boundaries", "approximate", "areas"),
}
MEANINGS = {
    "address": "Where the layer is fetched from, as gzip-compressed GeoJSON.",
    "approximate": "Whether any of its boundaries is approximate.",
    "area": "Name of the area, in full.",
    "area_id": "The area: vintage, letter of the level, code of the statistics office.",
    "area_km2": "Size in km².",
    "areas": "How many areas it draws.",
    "basis": "How a date or share is known: printed, inferred, plan, none; registry, estimate.",
    "boundaries": "Whose boundaries; empty for those that come with the release.",
    "carried": "own, or how a figure of today's area was made: sum, total, ratio, estimate, open.",
    "carries": "Whether counts of the old area are carried over along this row.",
    "code": "Code of the statistics office, reused after the merger: no id by itself.",
    "as_of": "The last day of the period that the figure's date names; null: no date.",
    "dated": "Day of the boundaries.",
    "dataset": "published, reported, submitted (waits for approval) or demo (simulated); "
    "never added together.",
    "decimals": "Digits after the decimal sign that make sense.",
    "definition_en": "What is counted, in English.",
    "definition_vi": "What is counted, in Vietnamese.",
    "denominator": "Of a ratio: the indicator below the line.",
    "due": "The last day of the period by which the target is to be met.",
    "expected": "Of a sum of communes: how many there are; above parts, it is a lower bound.",
    "figures": "How many figures of the dataset are from the source.",
    "high": "The highest that the value may be; null: no upper bound is known.",
    "in_conflict": "Whether another figure of the same area and time contradicts this one.",
    "indicator": "Id of the indicator.",
    "kind": "Which kind: of an indicator, source, target or lineage.",
    "lat": "Latitude of a point inside, WGS 84.",
    "level": "nation, province, district, commune or village.",
    "lon": "Longitude of a point inside, WGS 84.",
    "low": "The lowest that the value may be; null: no lower bound is known.",
    "margin": "How far the share may be off.",
    "missing_parts": "Of a carried sum: the parts that had no figure; empty: none.",
    "name": "Name in full, in Vietnamese.",
    "name_en": "Name in English.",
    "name_vi": "Name in Vietnamese.",
    "new_id": "The area of today.",
    "new_level": "Level of the area of today.",
    "new_name": "Name of the area of today.",
    "new_share": "Part of the new area's land that was the old one's, from 0 to 1.",
    "numerator": "Of a ratio: the indicator above the line.",
    "old_id": "The area of before 1 July 2025.",
    "old_level": "Level of the old area.",
    "old_name": "Name of the old area.",
    "oldest_as_of": "Day of the oldest figure in a carried one.",
    "operator": "What the result is to be compared by; null: the source does not say.",
    "origin": "The file and the line in it.",
    "parent_id": "The area that it is a unit of.",
    "parts": "Of a sum of communes: how many have a figure; null: no such sum.",
    "period_start": "First day of the period counted; null: counted since the beginning.",
    "pillar": "Part of the digital transformation.",
    "polarity": "Whether more is better, worse (less) or neither.",
    "precision": "What the date names: a day, a month, a year, or none.",
    "province": "Short name of the province.",
    "province_code": "Code of the province that is drawn; empty: the whole nation.",
    "province_id": "The province that it lies in.",
    "published_on": "When it was published.",
    "published_precision": "What that date names: a day, a month, a year, or none.",
    "publisher": "Who published it.",
    "qualifier": "exact, about, nearly, more_than, at_least or at_most, as printed.",
    "remark_en": "What needs a word of care, in English; empty: nothing.",
    "remark_vi": "The same in Vietnamese.",
    "rollup": "How communes make up a larger area.",
    "rules": "How many rules of the dataset are from the source.",
    "same_as": "The same area at the other time, where it did not change.",
    "share": "Part of the old area's land that lies in the new one, from 0 to 1.",
    "short_name": "Name without the type of unit.",
    "source": "Title of the source.",
    "source_id": "Id of the source.",
    "targets": "How many targets of the dataset are from the source.",
    "timing": "cumulative (until the day) or in_period.",
    "title": "Title, as printed.",
    "type": "Type of unit: tỉnh, huyện, xã …",
    "unit": "Unit of the value, in Vietnamese.",
    "unit_en": "Unit in English.",
    "unit_vi": "Unit in Vietnamese.",
    "units": "then: in units of the figure's time; today: in those of today.",
    "url": "Address of the source; empty: it has none.",
    "valid_from": "First day of the area; null: not known.",
    "valid_to": "Last day of the area; null: it goes on.",
    "value": "The number, in the unit.",
    "version": "Which statement of the target this is.",
    "vintage": "2024: of before 1 July 2025; 2025: of since; null: the nation, which is of both.",
}


@dataclass(frozen=True)
class Column:
    """A column: its name and its SQL type."""

    name: str
    kind: str

    @property
    def schema(self) -> dict[str, object]:
        """Its JSON schema."""
        schema: dict[str, object] = {**SCHEMAS[self.kind], "description": MEANINGS[self.name]}
        if self.name not in ALWAYS:
            schema["type"] = [schema["type"], "null"]
        return schema


@cache
def columns_of(query: str) -> tuple[Column, ...]:
    """The columns that the header of queries/<query>.sql lists."""
    return tuple(Column(name, kind) for name, kind in queries.columns_of(query).items())
