"""What a run of each page costs the server once it is warm: user and system time of its process.

Each page is read in one language and the other, back and forth: a whole run that draws everything
on it. The first run of each is what the page costs when nobody has asked for it before.
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
    """Milliseconds of the server's time: of the first run, and of a warm one (median)."""
    received = received_by(page)
    before = cpu_ms(app.pid)
    page.goto(app.url + path)
    rest(page, received, 0)
    first = cpu_ms(app.pid) - before
    turn(page, received)
    turn(page, received)
    works = []
    for _ in range(rounds):
        before = cpu_ms(app.pid)
        for _change in range(CHANGES_A_ROUND):
            turn(page, received)
        works.append((cpu_ms(app.pid) - before) / CHANGES_A_ROUND)
    return {"first ms": round(first), "warm ms": round(median(works), 1)}


def main() -> int:
    """Measures, prints one table and keeps the numbers; exit code 1 without a browser."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    path = browsers.find()
    if not path:
        print(browsers.NONE_FOUND)
        return 1
    measured = {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        log = Path(folder) / "app.log"
        with running_app(Path(folder) / "data", log) as app, sync_playwright() as playwright:
            browser = browsers.launch(playwright, path)
            for name, address in PAGES.items():
                page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="vi-VN")
                measured[name] = measure(page, app, address, rounds)
                page.close()
            browser.close()
    before = results.committed("pages").get("measured", {})
    rows = [
        [
            name,
            *(f"{now[key]:.0f}" for key in ("first ms", "warm ms")),
            f"{now['warm ms'] / before[name]['warm ms']:.2f}" if name in before else "–",
        ]
        for name, now in measured.items()
    ]
    results.show(["server CPU of", "first ms", "warm ms", "warm: ratio to last"], rows)
    for name, now in measured.items():
        if now["warm ms"] > MOST_CPU_MS:
            print(f"{name}: {now['warm ms']:.0f} ms of CPU, wanted {MOST_CPU_MS}")
    results.keep("pages", {"rounds": rounds, "measured": measured})
    return 0


if __name__ == "__main__":
    sys.exit(main())
