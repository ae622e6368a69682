"""The tiny world, and a cursor on it."""

from collections.abc import Iterator

import duckdb
import pytest

from data.warehouse import Warehouse
from tests.world import build_world


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    warehouse = build_world(tmp_path_factory.mktemp("world") / "atlas.duckdb")
    yield warehouse
    warehouse.close()


@pytest.fixture
def cursor(world: Warehouse) -> Iterator[duckdb.DuckDBPyConnection]:
    with world.cursor() as cursor:
        yield cursor
