"""A second app with the simulation switched on, for the journeys of those who work by the month."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.opening import opening
from tests.e2e.watcher import Watcher
from tests.running_app import running_app


@dataclass(frozen=True)
class Simulation:
    """An app whose warehouse holds the simulation, and the same once more to ask.

    Attributes:
        url: Where it answers.
        warehouse: That no process has open for writing.
        pid: Of its process.
    """

    url: str
    warehouse: Path
    pid: int


@pytest.fixture(scope="package")
def simulation(
    simulated_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Simulation]:
    """The app; its log must stay free of tracebacks."""
    folder = tmp_path_factory.mktemp("simulated")
    (folder / "data").mkdir()
    shutil.copy(simulated_file, folder / "data" / "atlas.duckdb")
    with running_app(folder / "data", folder / "app.log") as app:
        yield Simulation(app.url, simulated_file, app.pid)
    said = app.log.read_text(encoding="utf-8", errors="replace")
    assert "Traceback (most recent call last)" not in said, said


@pytest.fixture
def simulated(simulation: Simulation) -> Iterator[duckdb.DuckDBPyConnection]:
    """What the simulation holds, for expected figures."""
    with duckdb.connect(str(simulation.warehouse), read_only=True) as connection:
        yield connection


@pytest.fixture
def demo_watcher(simulation: Simulation) -> Iterator[Watcher]:
    """Sees every page of the test; at the end, fails it for what must not happen."""
    watching = Watcher(simulation.url)
    yield watching
    assert not watching.found, "\n".join(watching.found)


@pytest.fixture
def open_demo(
    browser: Browser,
    simulation: Simulation,
    demo_watcher: Watcher,
    contexts: dict[str, BrowserContext],
) -> Iterator[Callable[..., Page]]:
    """Opens watched pages of the simulation: `open_demo("/commune?data=demo", PHONE)`."""
    with opening(browser, simulation.url, demo_watcher, contexts) as open_page:
        yield open_page
