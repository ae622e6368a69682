"""The invented world as it is before anything was imported."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from data.warehouse import Warehouse, open_warehouse
from tests.world import build_world


@pytest.fixture(scope="session")
def world_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of the world that nobody has open, to be copied."""
    file = tmp_path_factory.mktemp("world") / "atlas.duckdb"
    build_world(file).close()
    return file


@pytest.fixture
def world(world_file: Path, tmp_path: Path) -> Iterator[Warehouse]:
    """A world of one's own, to store in."""
    file = tmp_path / "atlas.duckdb"
    shutil.copyfile(world_file, file)
    warehouse = build_world(file)
    yield warehouse
    warehouse.close()


@pytest.fixture(scope="module")
def quiet_world(world_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """A world that tests share, since they store nothing."""
    file = tmp_path_factory.mktemp("quiet") / "atlas.duckdb"
    shutil.copyfile(world_file, file)
    warehouse = build_world(file)
    yield warehouse
    warehouse.close()


@pytest.fixture
def seeded_copy(seeded_tables: dict[str, pd.DataFrame], tmp_path: Path) -> Iterator[Warehouse]:
    """The warehouse as it is on first start, to store in."""
    warehouse = open_warehouse(tmp_path / "seeded.duckdb", seed=lambda: seeded_tables)
    yield warehouse
    warehouse.close()
