"""The invented world in a data folder of its own, new for each file of tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data import warehouse
from tests.world import build_world


@pytest.fixture(scope="module", autouse=True)
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("access")
    build_world(folder / "atlas.duckdb").close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        warehouse.forget()
        yield folder
        warehouse.forget()
