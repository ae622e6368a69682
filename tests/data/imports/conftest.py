"""The invented world as it is before anything was imported."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.warehouse import Warehouse
from tests.world import build_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Warehouse]:
    warehouse = build_world(tmp_path / "atlas.duckdb")
    yield warehouse
    warehouse.close()
