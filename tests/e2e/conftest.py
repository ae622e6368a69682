"""Journeys: the real app, a real browser, and a watcher for what must not happen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests import browser as browsers
from tests.e2e.watcher import Watcher
from tests.running_app import running_app

WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
SECONDS = 30
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
        started = browsers.launch(playwright, path)
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
    """Opens watched pages: `new_page("/trends?lang=en", PHONE)`.

    Pages of the same options share what the browser has read, and nothing that the app keeps there
    outlives the test. With `fresh=True` a page is opened as in a browser that was never here.
    """
    pages: list[Page] = []
    own: list[BrowserContext] = []

    def open_page(
        path: str = "/", viewport: dict[str, int] = WIDE, fresh: bool = False, **options: Any
    ) -> Page:
        options = {"locale": "vi-VN", "base_url": app_url, "viewport": viewport, **options}
        context = None if fresh else contexts.get(repr(options))
        if context is None:
            context = browser.new_context(**options)
            context.set_default_timeout(1000 * SECONDS)
        if fresh:
            own.append(context)
        else:
            contexts[repr(options)] = context
        page = context.new_page()
        pages.append(page)
        watcher.watch(page)
        page.goto(path)
        return page

    yield open_page
    for page in pages:
        if not page.is_closed():
            forget(page, app_url)
            page.close()
    for context in own:
        context.close()


def forget(page: Page, origin: str) -> None:
    """Clears what the app keeps in the page's browser, but for the files it has read."""
    kept = "cookies,local_storage,indexeddb,service_workers"
    session = page.context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": kept})


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """The first page, on a screen of 1440 × 900."""
    return new_page()


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    """The first page, on a phone of 390 × 844 with touch."""
    return new_page(viewport=PHONE, has_touch=True, is_mobile=True)
