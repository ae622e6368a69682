"""Journeys: the real app, a real browser, and a watcher for what must not happen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

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


@pytest.fixture
def new_page(browser: Browser, app_url: str, watcher: Watcher) -> Iterator[Callable[..., Page]]:
    """Opens watched pages: `new_page("/trends?lang=en", PHONE)`; each in a context of its own."""
    opened = []

    def open_page(path: str = "/", viewport: dict[str, int] = WIDE, **options: Any) -> Page:
        context = browser.new_context(
            viewport={"width": viewport["width"], "height": viewport["height"]},
            base_url=app_url,
            locale=options.pop("locale", "vi-VN"),
            **options,
        )
        context.set_default_timeout(1000 * SECONDS)
        opened.append(context)
        page = context.new_page()
        watcher.watch(page)
        page.goto(path)
        return page

    yield open_page
    for context in opened:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """The first page, on a screen of 1440 × 900."""
    return new_page()


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    """The first page, on a phone of 390 × 844 with touch."""
    return new_page(viewport=PHONE, has_touch=True, is_mobile=True)
