"""An analyst's errand: choose figures, save them with what they mean, send the address on."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.conftest import WIDE
from tests.e2e.opening import settled
from tests.pages.reading import published


def test_choosing_and_saving_a_zip(new_page: Callable[..., Page]) -> None:
    page = new_page("/downloads", WIDE)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("chỉ số để tải về")
    everything = heading.inner_text()
    chosen = page.get_by_role("combobox", name="Chỉ số")
    chosen.click()
    chosen.fill("Số tổ công nghệ số cộng đồng")
    page.get_by_role("option", name="Số tổ công nghệ số cộng đồng (", exact=False).first.click()
    page.keyboard.press("Escape")
    expect(heading).not_to_have_text(everything)
    expect(heading).to_contain_text("của 1 chỉ số")
    settled(page)  # the link stands below the heading, and leads to the same figures after it
    with page.expect_download() as download:
        page.get_by_role("link", name="ZIP: CSV kèm giải thích").click()
    assert download.value.suggested_filename == "atlas_teams.zip"
    archive = zipfile.ZipFile(Path(download.value.path()))
    rows = list(csv.DictReader(io.StringIO(archive.read("figures.csv").decode("utf-8-sig"))))
    printed = [row["value"] for row in published() if row["indicator"] == "teams"]
    assert len(rows) > 20
    assert {row["indicator"] for row in rows} == {"teams"}
    assert {float(row["value"]) for row in rows} <= {float(value) for value in printed}
    assert json.loads(archive.read("metadata.json"))["figures"] == len(rows)
    assert heading.inner_text().startswith(f"{len(rows)} ")
    again = new_page(page.url.partition("/downloads")[2].join(["/downloads", ""]), WIDE)
    expect(again.get_by_role("heading", level=1)).to_have_text(heading.inner_text())
