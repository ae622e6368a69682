"""Which province an old province became part of on 1 July 2025."""

from __future__ import annotations

import csv
from functools import cache

from data import paths


@cache
def successors() -> dict[str, str]:
    """The province of 2025 for each of 2024, by area id; Resolution 202/2025/QH15."""
    file = paths.CATALOGUE / "province_successors.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        return {row["old_id"]: row["new_id"] for row in csv.DictReader(lines)}
