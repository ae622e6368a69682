"""The simulation made once, in memory."""

import pandas as pd
import pytest

from data.demo import plan, tables
from data.demo.plan import Plan
from data.demo.tables import Tables
from data.warehouse import Warehouse


@pytest.fixture(scope="session")
def start(seeded: Warehouse) -> Plan:
    with seeded.cursor() as cursor:
        return plan.read(cursor)


@pytest.fixture(scope="session")
def built(start: Plan) -> Tables:
    return tables.build(start)


@pytest.fixture(scope="session")
def figures(built: Tables, seeded_tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """One row per figure that holds: area_id, district, province, indicator_id, month, value."""
    area = seeded_tables["area"].set_index("area_id")
    rows = built.cells[built.cells["is_good"]]
    rows = rows.merge(built.reports, on="report").merge(built.indicators, on="indicator")
    return pd.DataFrame(
        {
            "area_id": rows["area_id"],
            "district": rows["area_id"].map(area["parent_id"]),
            "province": rows["area_id"].map(area["province_id"]),
            "indicator_id": rows["indicator_id"],
            "month": [day.isoformat()[:7] for day in rows["as_of"]],
            "value": rows["value"],
        }
    )
