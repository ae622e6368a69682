"""A warehouse as it may be once communes report: the release, and simulated months.

Only benchmarks use it, in a folder of their own; nothing of it is in the product.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd

from data import warehouse

PROVINCE = "2024-p38"  # Thanh Hóa: 547 communes
INDICATORS = ("teams", "members")
MONTHS = pd.date_range("2023-07-31", periods=24, freq="ME")
SOURCE = "simulated for the benchmark"


@dataclass(frozen=True)
class Reports:
    """Months in which every commune of a vintage reports, or of one of its provinces."""

    vintage: str
    months: pd.DatetimeIndex
    province: str = ""


THANH_HOA = (Reports("2024", MONTHS, PROVINCE),)
NATION = (
    Reports("2024", pd.date_range("2025-01-31", periods=6, freq="ME")),
    Reports("2025", pd.date_range("2025-07-31", periods=12, freq="ME")),
)


def build(file: Path, reports: tuple[Reports, ...] = THANH_HOA) -> int:
    """How many simulated values the new warehouse in the file holds besides the release."""
    tables = dict(warehouse.published())
    area = tables["area"]
    parts = []
    for each in reports:
        is_commune = (area["level"] == "commune") & (area["vintage"] == each.vintage)
        if each.province:
            is_commune &= area["province_id"] == each.province
        parts.append(_values(area.loc[is_commune, "area_id"].to_list(), each.months))
    values = pd.concat(parts, ignore_index=True)
    values["origin"] = [f"{SOURCE}:{line}" for line in range(len(values))]
    said_of = {
        "source": {
            "source_id": SOURCE,
            "title": SOURCE,
            "publisher": "",
            "url": "",
            "published_precision": "none",
            "kind": "original",
        },
        "batch": {
            "batch_id": SOURCE,
            "dataset": "demo",
            "file_name": "",
            "sha256": "0" * 64,
            "created_at": datetime(2025, 7, 1),
            "created_by": "benchmark",
            "rows_read": len(values),
            "rows_stored": len(values),
            "state": "committed",
        },
    }
    more = {name: pd.DataFrame([row]) for name, row in said_of.items()}
    for name, frame in {**more, "observation_log": values}.items():
        said, added = (each.astype(object) for each in (tables[name], frame))
        tables[name] = pd.concat([said, added], ignore_index=True).infer_objects()
    warehouse.open_warehouse(file, seed=lambda: tables).close()
    return len(values)


def _values(communes: list[str], months: pd.DatetimeIndex) -> pd.DataFrame:
    """One row per commune, indicator and month: 3 to 15 teams that grow, 5 to 9 members each."""
    random = np.random.default_rng(38)
    first = random.integers(3, 16, len(communes))
    growth = random.random((len(months), len(communes))).cumsum(axis=0) / 4
    teams = (first + growth).astype(int)
    members = teams * random.integers(5, 10, len(communes))
    rows = [
        (commune, indicator, month.date(), float(counts[at, place]))
        for indicator, counts in zip(INDICATORS, (teams, members), strict=True)
        for at, month in enumerate(months)
        for place, commune in enumerate(communes)
    ]
    frame = pd.DataFrame(rows, columns=["area_id", "indicator_id", "as_of", "value"])
    return frame.assign(
        timing="cumulative",
        precision="month",
        basis="printed",
        low=frame["value"],
        high=frame["value"],
        qualifier="exact",
        dataset="demo",
        source_id=SOURCE,
        batch_id=SOURCE,
        recorded_at=datetime(2025, 7, 1),
    )
