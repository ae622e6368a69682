"""A question in SQL in a real browser: read from a link, run, and an endless one cancelled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.opening import opening
from tests.e2e.watcher import Watcher
from tests.running_app import running_app

ASKED = (
    "select area, value, dataset from figures where indicator = 'teams' and area_id = '2024-p38'"
)
ENDLESS = "select count(*) from range(1000000000000000)"


@pytest.fixture(scope="module")
def asked_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of an app in which readers may ask in SQL."""
    folder: Path = tmp_path_factory.mktemp("query")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_QUERIES", "on")
        with running_app(folder / "data", folder / "app.log") as app:
            yield app.url
    said = app.log.read_text(encoding="utf-8", errors="replace")
    assert "Traceback (most recent call last)" not in said, said


def test_a_question_from_a_link_is_read_run_and_another_cancelled(
    browser: Browser, asked_app: str
) -> None:
    watcher = Watcher(asked_app)
    watcher.allow(r"404 .*/query/_stcore/h")
    with opening(browser, asked_app, watcher, {}) as open_page:
        page = open_page(f"/query?lang=en&sql={quote(ASKED)}", fresh=True)
        text = page.get_by_role("textbox", name="Question in SQL")
        expect(text).to_have_value(ASKED)
        expect(page.get_by_text("came with a link and was not run")).to_be_visible()
        expect(page.get_by_test_id("stDataFrame")).to_have_count(0)

        # Read, then run: table, file, and the same link.
        page.get_by_role("button", name="Run").click()
        expect(page.get_by_role("heading", name="Rows of the answer: 4, in ")).to_be_visible()
        expect(page.get_by_test_id("stDataFrame")).to_have_count(1)
        expect(page.get_by_text("Published figures. Snapshot of")).to_be_visible()
        with page.expect_download() as download:
            page.get_by_role("button", name="CSV of this list (rows: 4)").click()
        assert download.value.suggested_filename == "atlas_query.csv"
        expect(page).to_have_url(re.compile("sql=select"))

        # An endless one: the page says that it waits, and Cancel ends it.
        text.fill(ENDLESS)
        text.press("Control+Enter")
        page.get_by_role("button", name="Cancel").click()
        expect(page.get_by_text("The question was cancelled.")).to_be_visible()
        expect(page.get_by_role("heading", name="The question was not answered")).to_be_visible()
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 1440
    assert not watcher.found, "\n".join(watcher.found)
