"""Opens watched pages of an app, in contexts that share what the browser has read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.watcher import Watcher

WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
SECONDS = 30
# All pages of a context in one process, which has read the scripts of the app already.
ONE_PROCESS = "--process-per-site"


@contextmanager
def opening(
    browser: Browser, url: str, watcher: Watcher, contexts: dict[str, BrowserContext]
) -> Iterator[Callable[..., Page]]:
    """A function that opens pages: `open_page("/trends?lang=en", PHONE)`.

    Pages of the same options share a process and what the browser has read, and nothing that the
    app keeps there outlives the test. With `fresh=True` a page is opened as in a browser that was
    never here.

    Args:
        browser: That opens them.
        url: Of the app.
        watcher: That sees them.
        contexts: Those there are by their options; shared, since reading all scripts anew takes
            much of a test.
    """
    pages: list[Page] = []
    own: list[BrowserContext] = []

    def open_page(
        path: str = "/", viewport: dict[str, int] = WIDE, fresh: bool = False, **options: Any
    ) -> Page:
        options = {"locale": "vi-VN", "base_url": url, "viewport": viewport, **options}
        context = None if fresh else contexts.get(repr(options))
        if context is None:
            context = browser.new_context(**options)
            context.set_default_timeout(1000 * SECONDS)
        if fresh:
            own.append(context)
        else:
            if repr(options) not in contexts:
                context.new_page().goto("/_stcore/health")  # open, else the process ends
            contexts[repr(options)] = context
        page = context.new_page()
        pages.append(page)
        watcher.watch(page)
        page.goto(path)
        return page

    yield open_page
    for page in pages:
        if not page.is_closed():
            forget(page, url)
            page.close()
    for context in own:
        context.close()


def settled(page: Page) -> None:
    """Waits until the page's script is at rest and nothing of an earlier run is left, pale."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator('[data-stale="true"]')).to_have_count(0)


def forget(page: Page, origin: str) -> None:
    """Clears what the app keeps in the page's browser, but for the files it has read."""
    kept = "cookies,local_storage,indexeddb,service_workers"
    session = page.context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": kept})
