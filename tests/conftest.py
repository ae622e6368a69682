"""How tests are shared out when several processes run them."""

from pathlib import Path

import pytest

from tests.simulation import simulated_warehouse

JOURNEYS = Path(__file__).parent / "e2e"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a file together, and all journeys: they share an app and a browser.

    First of all hooks: the processes read the groups in one of their own.
    """
    for item in items:
        group = JOURNEYS if JOURNEYS in item.path.parents else item.path
        item.add_marker(pytest.mark.xdist_group(str(group)))


@pytest.fixture(scope="session")
def simulated_file(tmp_path_factory: pytest.TempPathFactory, testrun_uid: str) -> Path:
    """A warehouse with the simulation in it, to be copied."""
    own = tmp_path_factory.getbasetemp()
    is_one_of_several = own.name.startswith("popen-")
    return simulated_warehouse(own.parent if is_one_of_several else own, testrun_uid)
