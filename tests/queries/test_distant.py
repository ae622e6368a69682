"""Every query gives the same on DuckDB and on another engine: columns, types, rows, order."""

from __future__ import annotations

import pandas as pd
import pytest

import queries
from data import engine, warehouse
from data.publish.tables import TABLES
from queries.distant import EMBEDDED
from tests import distant_world, sail

pytest.importorskip("sqlglot", reason="requirements-dev.txt is not installed")
pytest.importorskip("pyspark", reason="requirements-dev.txt is not installed")

from sqlglot.errors import UnsupportedError

from queries.distant import dialect

ASKED = [name for name in queries.names() if name not in EMBEDDED]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory):
    """The invented months, asked through the engine."""
    folder = tmp_path_factory.mktemp("distant")
    distant_world.build(folder / "atlas.duckdb")
    with sail.listening() as address, sail.asked_of(address, folder):
        yield warehouse.shared()


@pytest.mark.parametrize("name", ASKED)
def test_the_engine_answers_as_the_warehouse_does(world: warehouse.Warehouse, name: str) -> None:
    rows = 0
    for params in distant_world.different(name):
        with world.cursor() as cursor:
            expected = queries.run(cursor, name, **params)
        pd.testing.assert_frame_equal(engine.frame(name, **params), expected, check_exact=True)
        rows += len(expected)
    assert rows, "the world has nothing for this query: an empty answer shows little"


@pytest.mark.parametrize("name", ["latest_by_area", "batches"])
def test_arrow_keeps_its_types(world: warehouse.Warehouse, name: str) -> None:
    (params, *_) = distant_world.different(name)
    with world.cursor() as cursor:
        expected = queries.table(cursor, name, **params)
    found = engine.distant_table(name, 30, **params)
    assert found is not None
    assert found.schema == expected.schema
    assert found.equals(expected)
    batches = engine.batches(name, 2, **params)
    assert sum(batch.num_rows for batch in batches) == expected.num_rows
    assert max(batch.num_rows for batch in batches) <= 2


def test_a_parameter_stays_a_value(world: warehouse.Warehouse) -> None:
    assert engine.frame("area_by_id", area="vn' or 'a' = 'a").empty
    assert engine.frame("areas_by_id", areas=["vn') or ('a' = 'a"]).empty


def test_what_is_published_is_what_the_queries_read(world: warehouse.Warehouse) -> None:
    with world.cursor() as cursor:
        made = queries.run(cursor, "view_definitions")
    views = {row.name: dialect.view(row.statement) for row in made.itertuples()}
    read = {table for name in ASKED for table in dialect.translated(name).tables}
    read |= {table for name in read & set(views) for table in views[name].tables}
    assert read - set(views) == set(TABLES)


@pytest.mark.parametrize("name", sorted(EMBEDDED))
def test_only_the_file_itself_answers_what_is_listed(name: str) -> None:
    """What could be asked of what is published must not stand in the list."""
    read = dialect.translated(name).tables or {"duckdb_views"}
    assert not read <= {*TABLES}


def test_what_spark_has_not_is_refused() -> None:
    with pytest.raises(UnsupportedError):
        dialect.view("create view v as select regexp_extract_all(a, 'b', 1, 'i') as b from t")
