"""Journeys: the real app, a real browser, and a watcher for what must not happen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests import browser as browsers
from tests.e2e.monthly import demo_watcher, open_demo, simulated, simulation
from tests.e2e.opening import ONE_PROCESS, PHONE, SECONDS, WIDE, opening
from tests.e2e.watcher import Watcher
from tests.running_app import running_app

__all__ = ["PHONE", "WIDE", "demo_watcher", "open_demo", "simulated", "simulation"]

expect.set_options(timeout=1000 * SECONDS)  # a first start on a busy machine takes a while


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="package")
def app_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the app, started on an empty data folder; its log must stay free of tracebacks."""
    folder = tmp_path_factory.mktemp("atlas")
    with running_app(folder / "data", folder / "app.log") as app:
        yield app.url
    said = app.log.read_text(encoding="utf-8", errors="replace")
    assert "Traceback (most recent call last)" not in said, said


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A started browser. Package scope: Playwright's event loop must not outlive the journeys."""
    path = browsers.find()
    if not path and os.environ.get("CI"):
        pytest.fail(browsers.NONE_FOUND)
    if not path:
        pytest.skip(browsers.NONE_FOUND)
    with sync_playwright() as playwright:
        started = browsers.launch(playwright, path, ONE_PROCESS)
        yield started
        started.close()


@pytest.fixture
def watcher(app_url: str) -> Iterator[Watcher]:
    """Sees every page of the test; at the end, fails it for what must not happen."""
    watching = Watcher(app_url)
    yield watching
    assert not watching.found, "\n".join(watching.found)


@pytest.fixture(scope="package")
def contexts(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """Contexts by their options; shared, since reading all scripts anew takes much of a test."""
    opened: dict[str, BrowserContext] = {}
    yield opened
    for context in opened.values():
        context.close()


@pytest.fixture
def new_page(
    browser: Browser, app_url: str, watcher: Watcher, contexts: dict[str, BrowserContext]
) -> Iterator[Callable[..., Page]]:
    """Opens watched pages, as `opening` has it: `new_page("/trends?lang=en", PHONE)`."""
    with opening(browser, app_url, watcher, contexts) as open_page:
        yield open_page


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """The first page, on a screen of 1440 × 900."""
    return new_page()


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    """The first page, on a phone of 390 × 844 with touch."""
    return new_page(viewport=PHONE, has_touch=True, is_mobile=True)
