"""How long a start takes, from the process to the first painted map in a browser.

First: the data folder is empty and the warehouse is built. Later: the same folder again. The
browser runs already; its cache is empty each time.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from benchmarks import results
from tests import browser as browsers
from tests.e2e.drawn_map import colours
from tests.running_app import running_app

STEPS = ("server answers", "map painted")


def start_once(browser: Browser, data_folder: Path, log: Path) -> dict[str, float]:
    """Seconds since the process began, by step."""
    with running_app(data_folder, log) as app:
        answered = time.perf_counter() - app.started
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="vi-VN")
        page.goto(app.url, wait_until="commit")
        colours(page)
        painted = time.perf_counter() - app.started
        page.close()
    return dict(zip(STEPS, (answered, painted), strict=True))


def measure(browser: Browser, runs: int) -> dict[str, list[dict[str, float]]]:
    """The steps of each run, for first and for later starts."""
    measured: dict[str, list[dict[str, float]]] = {"first start": [], "later start": []}
    for _ in range(runs):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            data, log = Path(folder) / "data", Path(folder) / "app.log"
            for starts in measured.values():
                starts.append(start_once(browser, data, log))
    return measured


def main() -> int:
    """Measures, prints one table and keeps the numbers; exit code 1 without a browser."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    path = browsers.find()
    if not path:
        print(browsers.NONE_FOUND)
        return 1
    with sync_playwright() as playwright:
        browser = browsers.launch(playwright, path)
        measured = measure(browser, runs)
        browser.close()
    rows, medians = [], {}
    for kind, starts in measured.items():
        for step in STEPS:
            seconds = [start[step] for start in starts]
            medians[f"{kind}, {step}"] = round(median(seconds), 2)
            spread = f"{min(seconds):.2f} to {max(seconds):.2f}"
            rows.append([f"{kind}: {step}", f"{median(seconds):.2f}", spread])
    results.show(["seconds from the start of the process", "median", f"of {runs}"], rows)
    ratio = medians["later start, map painted"] / medians["first start, map painted"]
    print(f"A later start takes {ratio:.2f} of a first one.")
    results.keep("start", {"runs": runs, "median seconds": medians})
    return 0


if __name__ == "__main__":
    sys.exit(main())
