"""How tests are shared out when several processes run them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.simulation import simulated_warehouse

JOURNEYS = Path("tests", "e2e")


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
def simulated_file(tmp_path_factory: pytest.TempPathFactory, testrun_uid: str) -> Path:
    """A warehouse with the simulation in it, to be copied."""
    own = tmp_path_factory.getbasetemp()
    is_one_of_several = own.name.startswith("popen-")
    return simulated_warehouse(own.parent if is_one_of_several else own, testrun_uid)
