"""How long a start takes, from the process to the first painted map in a browser.

First: the data folder is empty, the warehouse is built, and the browser has never seen the app.
Later: the same folder again, and the browser has what it kept of the time before. The browser
runs already.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from benchmarks import results
from tests import browser as browsers
from tests.e2e.drawn_map import wait_for_areas
from tests.running_app import free_port, running_app

STEPS = ("server answers", "map painted")
KEEP_SECONDS = 2  # a browser keeps what it fetched, and compiled, a moment after it is used


def start_once(
    browser: BrowserContext, data_folder: Path, log: Path, port: int
) -> dict[str, float]:
    """Seconds since the process began, by step."""
    with running_app(data_folder, log, port) as app:
        answered = time.perf_counter() - app.started
        page = browser.new_page()
        page.goto(f"{app.url}/map", wait_until="commit")
        wait_for_areas(page)
        painted = time.perf_counter() - app.started
        page.wait_for_timeout(1000 * KEEP_SECONDS)
        page.close()
    return dict(zip(STEPS, (answered, painted), strict=True))


def measure(playwright: Playwright, path: str, runs: int) -> dict[str, list[dict[str, float]]]:
    """The steps of each run, for first and for later starts."""
    measured: dict[str, list[dict[str, float]]] = {"first start": [], "later start": []}
    for _ in range(runs):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            data, log = Path(folder) / "data", Path(folder) / "app.log"
            browser = browsers.launch_keeping(playwright, path, Path(folder) / "browser")
            port = free_port()  # what a browser keeps, it keeps for one port
            for starts in measured.values():
                starts.append(start_once(browser, data, log, port))
            browser.close()
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
        measured = measure(playwright, path, runs)
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
