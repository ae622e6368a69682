"""How tests are shared out when several processes run them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from data.warehouse import open_warehouse
from tests.kept import made_once
from tests.simulation import simulate

JOURNEYS = Path("tests", "e2e")

# A busy machine makes single examples slow; the whole test has its time limit. Each run looks at
# other examples, so that few of each find as much over some runs as many do in one.
settings.register_profile("quick", deadline=None, max_examples=50)
settings.register_profile("thorough", deadline=None, max_examples=300)
settings.load_profile("quick")


class Sharing(LoadScopeScheduling):  # type: ignore[misc]
    """Keeps the tests of a file together, and all journeys: they share an app and a browser."""

    def _split_scope(self, nodeid: str) -> str:
        file = Path(nodeid.partition("::")[0])
        return str(JOURNEYS if JOURNEYS in file.parents else file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sharing:
    """That which the runs of this project use."""
    return Sharing(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The journeys first: they take longest, and one process takes all."""
    items.sort(key=lambda item: "e2e" not in item.path.parts)


@pytest.fixture(scope="session")
def kept_folder(tmp_path_factory: pytest.TempPathFactory, testrun_uid: str) -> Path:
    """The beginning of the names of folders that all processes of this run see."""
    own = tmp_path_factory.getbasetemp()
    is_one_of_several = own.name.startswith("popen-")
    return (own.parent if is_one_of_several else own) / f"kept-{testrun_uid}"


@pytest.fixture(scope="session")
def released_file(kept_folder: Path) -> Path:
    """The warehouse as it is on first start, to be copied."""

    def make(file: Path) -> None:
        open_warehouse(file).close()

    return made_once(kept_folder.with_name(f"{kept_folder.name}-release"), make)


@pytest.fixture(scope="session")
def simulated_file(kept_folder: Path, released_file: Path) -> Path:
    """The warehouse with the simulation in it, to be copied."""
    folder = kept_folder.with_name(f"{kept_folder.name}-simulation")
    return made_once(folder, lambda file: simulate(released_file, file))
