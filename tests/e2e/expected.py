"""What the maps of the release must show, straight from the published files and the registry."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

ROOT = Path(__file__).parents[2]
NO_DATA = "#dfe3e6"
# ColorBrewer YlGnBu with 7 and with 4 classes, from its own tables.
SEVEN = ["#ffffcc", "#c7e9b4", "#7fcdbb", "#41b6c4", "#1d91c0", "#225ea8", "#0c2c84"]


def province_codes() -> dict[str, int]:
    """The code of each province of the 2024 tree by the names that the figures use."""
    with gzip.open(ROOT / "geo/registry/areas.csv.gz", "rt", encoding="utf-8") as lines:
        codes = {
            row["short_name"]: int(row["code"])
            for row in csv.DictReader(lines)
            if row["area_id"].startswith("2024-p")
        }
    return {**codes, "TP. Hồ Chí Minh": codes["Hồ Chí Minh"], "Thừa Thiên Huế": codes["Huế"]}


def published(indicator: str, until: str) -> list[dict[str, str]]:
    """Results of provinces up to a month, straight from the file; a year means its December."""
    with (ROOT / "data/published/published_figures.csv").open(encoding="utf-8-sig") as lines:
        return [
            row
            for row in csv.DictReader(lines)
            if (row["indicator"], row["level"], row["measure"]) == (indicator, "province", "result")
            and row["as_of"]
            and (row["as_of"] + "-12")[:7] <= until
        ]


def ranks_up_to(year: int) -> dict[int, str]:
    """The colour of each province ranked in the newest edition up to a year, the best the darkest.

    Without Hải Phòng's rank of 2024: printed after the merger, it may be that of the new province.
    """
    codes = province_codes()
    rows = [
        row
        for row in published("dti_rank", f"{year}-12")
        if (row["area"], row["as_of"]) != ("Hải Phòng", "2024")
    ]
    newest = max(row["as_of"][:4] for row in rows)
    latest = [row for row in rows if row["as_of"].startswith(newest)]
    return {codes[row["area"]]: SEVEN[::-1][(int(row["value"]) - 1) // 10] for row in latest}


def units(level: str, province: str) -> set[int]:
    """The codes of a province's units, straight from the registry."""
    with gzip.open(ROOT / "geo/registry/areas.csv.gz", "rt", encoding="utf-8") as lines:
        return {
            int(row["code"])
            for row in csv.DictReader(lines)
            if row["level"] == level and row["province_id"] == province
        }
