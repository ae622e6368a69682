"""What a run of each page costs the server once it is warm: user and system time of its process.

Each page is read in one language and the other, back and forth: a whole run that draws everything
on it. A cold run is one of which nobody has asked anything before.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from benchmarks import results
from benchmarks.changes import CHANGES_A_ROUND, MOST_CPU_MS, cpu_ms
from benchmarks.traffic import Received, received_by, rest
from tests import browser as browsers
from tests.running_app import RunningApp, running_app

FIVE = "2024-d173,2024-p96,2024-p34,2024-p38,2024-d951"
MOST_COLD_MS = 300
PAGES = {
    "overview": "/",
    "overview, an area": "/?area=2024-p38",
    "map, five marked": f"/map?indicator=teams&area={FIVE}",
    "compare the five": f"/compare?area={FIVE}",
    "compare, members": f"/compare?area={FIVE}&indicator=members",
    "trends of the five": f"/trends?area={FIVE}",
    "trends, change": f"/trends?area={FIVE}&indicator=dti_rank&series=change",
    "sources": "/sources",
}


def turn(page: Page, received: Received) -> None:
    """Reads the page in the other language."""
    finished = received.finished
    head = page.locator(".st-key-head")
    head.get_by_role("button", name=re.compile("English|Tiếng Việt")).click()
    rest(page, received, finished)


def measure(page: Page, app: RunningApp, path: str, rounds: int) -> dict[str, float]:
    """Milliseconds of the server's time: of a cold run, and of a warm one (median).

    Opening a page costs what any page costs to open, so a cold run is a warm one and what the
    first opening costs more than the next.
    """
    received = received_by(page)
    openings = []
    for _opening in ("first", "next"):
        before, finished = cpu_ms(app.pid), received.finished
        page.goto(app.url + path)
        rest(page, received, finished)
        openings.append(cpu_ms(app.pid) - before)
    turn(page, received)
    turn(page, received)
    works = []
    for _ in range(rounds):
        before = cpu_ms(app.pid)
        for _change in range(CHANGES_A_ROUND):
            turn(page, received)
        works.append((cpu_ms(app.pid) - before) / CHANGES_A_ROUND)
    warm = median(works)
    cold = warm + max(openings[0] - openings[1], 0)
    return {"cold ms": round(cold), "warm ms": round(warm, 1)}


def main() -> int:
    """Measures, prints one table and keeps the numbers; exit code 1 without a browser."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    path = browsers.find()
    if not path:
        print(browsers.NONE_FOUND)
        return 1
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        measured = measured_pages(Path(folder), PAGES, path, rounds)
    tell("pages", measured, rounds)
    return 0


def measured_pages(
    folder: Path, pages: dict[str, str], browser_path: str, rounds: int
) -> dict[str, dict[str, float]]:
    """What `measure` says of each page, by its name, of one app that has answered before.

    Args:
        folder: The app's data are in its folder data.
        pages: Addresses by name.
        browser_path: Of the browser.
        rounds: Of warm runs.
    """
    measured = {}
    with (
        running_app(folder / "data", folder / "app.log") as app,
        sync_playwright() as playwright,
    ):
        browser = browsers.launch(playwright, browser_path)
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN")
        for name, address in {"": "/boundaries", **pages}.items():
            page = context.new_page()  # with the scripts that the one before has read
            measured[name] = measure(page, app, address, rounds if name else 1)
            page.close()
        browser.close()
    del measured[""]  # which paid for what every page needs
    return measured


def tell(benchmark: str, measured: dict[str, dict[str, float]], rounds: int) -> None:
    """Prints the table, says what is above the limits, and keeps the numbers.

    Args:
        benchmark: Its name in the results.
        measured: As `measured_pages` gives it.
        rounds: Of warm runs.
    """
    before = results.committed(benchmark).get("measured", {})
    rows = [
        [
            name,
            *(f"{now[key]:.0f}" for key in ("cold ms", "warm ms")),
            f"{now['warm ms'] / before[name]['warm ms']:.2f}" if name in before else "–",
        ]
        for name, now in measured.items()
    ]
    results.show(["server CPU of", "cold ms", "warm ms", "warm: ratio to last"], rows)
    for name, now in measured.items():
        if now["warm ms"] > MOST_CPU_MS:
            print(f"{name}: {now['warm ms']:.0f} ms of CPU warm, wanted {MOST_CPU_MS}")
        if now["cold ms"] > MOST_COLD_MS:
            print(f"{name}: {now['cold ms']:.0f} ms of CPU cold, wanted {MOST_COLD_MS}")
    results.keep(benchmark, {"rounds": rounds, "measured": measured})


if __name__ == "__main__":
    sys.exit(main())
