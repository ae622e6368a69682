"""The published files and the tables made of them, read once for all tests of this folder."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from data import paths, seeding
from data.imports.places import Places, load
from data.warehouse import Warehouse, open_warehouse
from tests.kept import own_copy
from tests.world import build_world

Line = dict[str, str]


@pytest.fixture(scope="session")
def printed() -> dict[str, Line]:
    """Every row of the published files by file and line, read with nothing of ours."""
    lines = {}
    for name in ("published_figures.csv", "published_population.csv", "national_targets.csv"):
        text = (paths.PUBLISHED / name).read_text(encoding="utf-8")
        header, *rows = csv.reader(text.splitlines())
        for number, row in enumerate(rows, 2):
            lines[f"{name}:{number}"] = dict(zip(header, row, strict=True))
    return lines


@pytest.fixture(scope="session")
def seeded_tables() -> dict[str, pd.DataFrame]:
    return seeding.tables()


@pytest.fixture(scope="session")
def seeded(released_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """The warehouse as it is on first start."""
    path = tmp_path_factory.mktemp("seeded") / "atlas.duckdb"
    warehouse = open_warehouse(own_copy(released_file, path))
    yield warehouse
    warehouse.close()


@pytest.fixture(scope="session")
def places(seeded: Warehouse) -> Places:
    """The areas of the registry, to be found by what files say of them."""
    with seeded.cursor() as cursor:
        return load(cursor)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a warehouse may be built, in a folder that is not there yet."""
    return tmp_path / "folder" / "atlas.duckdb"


@pytest.fixture
def world(file: Path) -> Iterator[Warehouse]:
    warehouse = build_world(file)
    yield warehouse
    warehouse.close()
