"""What is asked of the large warehouses: every query that the product asks, as its pages ask it.

A question is of a slice where it names an indicator, areas, a source or a file; the others are of
everything that a dataset holds, and grow with it by their nature.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pandas as pd

import queries
from benchmarks.large import Size

PROVINCE, COMMUNE, OTHER = "2025-p38", "2025-c14758", "2025-c14797"
COUNT, RATIO = "adults_with_digital_signature", "digital_signature_adult_rate"
ROOMS = ("pages", "data", "api")
SLICES_BY = frozenset(
    {"area", "areas", "indicator", "indicators", "place", "codes", "batch", "layer", "shape"}
)
# They hand out a whole dataset or a whole table, row by row and without a DataFrame.
HANDED_OUT = frozenset(
    name
    for name in queries.names()
    if name.startswith(("snapshot/", "checks/"))
    or name in {"all_figures", "figures_by_source", "targets_and_rules"}
)


@cache
def by_product() -> tuple[str, ...]:
    """The queries whose names the product's own code says, but those that hand out all."""
    said = "\n".join(
        file.read_text(encoding="utf-8")
        for room in ROOMS
        for file in (Path(__file__).parents[1] / room).rglob("*.py")
    )
    return tuple(name for name in queries.names() if f'"{name}"' in said and name not in HANDED_OUT)


def is_slice(name: str) -> bool:
    """Whether the query asks for some areas or indicators, not for all that a dataset has."""
    return any(queries.takes(name, param) for param in SLICES_BY)


def params_of(name: str, size: Size) -> dict[str, object]:
    """The parameters of a query, as a page of a province or of one of its communes gives them.

    Args:
        name: A query.
        size: Of the warehouse, whose last month is asked for.
    """
    given = _common(size) | _OWN.get(name, {})
    if name == "changes_by_area":  # two ends of months, not a span
        given["first"] = given["earlier"]
    return {param: value for param, value in given.items() if queries.takes(name, param)}


def month_ends(size: Size) -> list[date]:
    """The last days of the warehouse's months."""
    return [each.date() for each in pd.date_range("2025-07-31", periods=size.months, freq="ME")]


@cache
def _common(size: Size) -> dict[str, object]:
    ends = month_ends(size)
    last, before = ends[-1], ends[-2]
    return {
        "indicator": COUNT,
        "indicators": (COUNT, RATIO, "adults", "teams"),
        "vintage": "2025",
        "level": "commune",
        "within": PROVINCE,
        "place": PROVINCE,
        "date": last,
        "day": last,
        "earlier": before,
        "today": last + timedelta(days=10),
        "aged": last - timedelta(days=366),
        "days": tuple(ends[-6:]),
        "first": before + timedelta(days=1),
        "last": last,
        "areas": (COMMUNE,),
        "covering": (PROVINCE,),
        "area": COMMUNE,
        "codes": ("38", "14758"),
        "batch": f"large-{PROVINCE}-{last:%Y-%m}",
        "source": "large",
        "dataset": "demo",
        "most": 12,
        "units": "today",
        "kind": "registered",
        "undated": False,
        "left": ("members",),
        "right": ("teams",),
        "least": 1.0,
        "parts": 2,
        "shape": "[]",
        "layer": "g-1",
        "folded": "",
        "pillar": "",
        "submissions": (),
        "submission": "",
        "who": "",
        "state": "",
        "old": (),
        "new": (),
        **{
            f"after_{key}": None
            for key in ("area_id", "as_of", "dataset", "indicator", "new_id", "old_id", "origin")
        },
        "after_source_id": None,
    }


_SPAN: dict[str, object] = {"first": date(2025, 7, 1)}
_OF_PROVINCE: dict[str, object] = {"areas": (PROVINCE,), "area": PROVINCE}
_OWN: dict[str, dict[str, object]] = {
    "areas_by_level": {"within": ""},
    "latest_by_area": {"within": ""},
    "carried_by_area": {"areas": ()},
    "coverage_by_indicator": {"within": ""},
    "summed_by_area": _OF_PROVINCE | _SPAN,
    "last_summed_by_area": _OF_PROVINCE,
    "own_and_summed_by_area": _OF_PROVINCE,
    "changes_by_area": _OF_PROVINCE,
    "changes_by_commune": _OF_PROVINCE,
    "reported_indicators": _OF_PROVINCE,
    "reports_by_commune": _OF_PROVINCE | _SPAN,
    "corrections_by_commune": _OF_PROVINCE,
    "left_out_by_commune": _OF_PROVINCE | {"codes": ("not_a_number",)},
    "blank_fields_by_commune": _OF_PROVINCE,
    "broken_values_by_commune": _OF_PROVINCE,
    "broken_rules_by_commune": _OF_PROVINCE,
    "conflicts_within_area": _OF_PROVINCE,
    "figures_with_care_by_area": _OF_PROVINCE,
    "undone_by_area": _OF_PROVINCE,
    "own_targets_by_area": _OF_PROVINCE,
    "target_versions_by_area": _OF_PROVINCE,
    "communes_by_area": _OF_PROVINCE,
    "groups_by_commune": _OF_PROVINCE | {"level": "province"},
    "reached_by_area": _OF_PROVINCE,
    "steady_by_area": _OF_PROVINCE,
    "team_list": _OF_PROVINCE,
    "team_parts_by_area": _OF_PROVINCE,
    "team_rules_by_commune": _OF_PROVINCE,
    "team_sizes_by_commune": _OF_PROVINCE,
    "villages_by_commune": _OF_PROVINCE,
    "villages_without_team": _OF_PROVINCE,
    "trend_by_area": {"areas": (COMMUNE, OTHER)},
    "areas_around": {"areas": (COMMUNE, OTHER)},
    "page_of_figures": {"areas": (), "indicators": (COUNT,), "most": 1000},
    "page_of_targets": {"areas": (), "indicators": (COUNT,), "most": 1000},
    "page_of_areas": {"areas": (), "most": 1000},
    "selected_count": {"areas": (), "indicators": (COUNT,)},
    "selected_figures": {"areas": (), "indicators": (COUNT,)},
    "selected_sums": {"areas": (), "indicators": (COUNT,), "level": "province", "within": ""},
    "selected_areas": {"areas": ()},
}
