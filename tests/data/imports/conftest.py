"""The invented world as it is before anything was imported."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.warehouse import Warehouse, open_warehouse
from tests.kept import own_copy
from tests.world import build_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Warehouse]:
    """A world of one's own, to store in."""
    warehouse = build_world(tmp_path / "atlas.duckdb")
    yield warehouse
    warehouse.close()


@pytest.fixture(scope="module")
def quiet_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """A world that tests share, since they store nothing."""
    warehouse = build_world(tmp_path_factory.mktemp("quiet") / "atlas.duckdb")
    yield warehouse
    warehouse.close()


@pytest.fixture
def seeded_copy(released_file: Path, tmp_path: Path) -> Iterator[Warehouse]:
    """The warehouse as it is on first start, to store in."""
    warehouse = open_warehouse(own_copy(released_file, tmp_path / "seeded.duckdb"))
    yield warehouse
    warehouse.close()
