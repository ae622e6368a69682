"""The watcher itself: what must not happen is seen, and what may happen passes."""

import pytest

from tests.e2e.watcher import Watcher

OUTSIDE = "http://elsewhere.invalid/pixel.png"


@pytest.fixture
def stray(browser, app_url):
    """A page at the app's address, without the app, with a watcher of its own."""
    page = browser.new_page(base_url=app_url)
    watcher = Watcher(app_url)
    watcher.watch(page)
    page.route("**/stray", lambda route: route.fulfill(content_type="text/html", body="<p>"))
    page.goto("/stray")
    yield page, watcher
    page.close()


@pytest.mark.parametrize(
    ("script", "finding"),
    [
        (f"new Image().src = '{OUTSIDE}'", f"request to elsewhere: {OUTSIDE}"),
        ("new WebSocket('ws://elsewhere.invalid/x')", "request to elsewhere: ws://elsewhere.in"),
        ("console.error('broken')", "console error: broken"),
        ("setTimeout(() => { throw Error('lost') })", "page error: lost"),
        ("fetch('/api/layers/none')", "console error: Failed to load resource"),
    ],
)
def test_what_must_not_happen_is_found(stray, script, finding):
    page, watcher = stray
    page.evaluate(f"() => {{ {script} }}")
    for _ in range(50):
        if any(found.startswith(finding) for found in watcher.found):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"{finding!r} is not among {watcher.found}")


def test_a_refusal_by_policy_is_found(browser, app_url):
    page = browser.new_page(base_url=app_url)
    watcher = Watcher(app_url)
    watcher.watch(page)
    page.route(
        "**/strict",
        lambda route: route.fulfill(
            content_type="text/html",
            headers={"Content-Security-Policy": "img-src 'none'"},
            body="<img src='/pixel.png'>",
        ),
    )
    page.goto("/strict")
    page.wait_for_timeout(300)
    page.close()
    assert any("refused by policy: img-src" in found for found in watcher.found)


def test_what_may_happen_passes(stray):
    page, watcher = stray
    page.evaluate("() => fetch('/map/_stcore/health')")
    page.wait_for_timeout(300)
    assert watcher.found == []
