"""What a change on the map costs: bytes received, time until it is repainted, the server's work.

Four changes (another date, another indicator, another area opened, areas opened that nobody opened
before) of two maps: the 63 provinces
with the published figures, and the 547 communes of Thanh Hóa with simulated ones.

Bytes are those of the first time: Streamlit sends a message of more than 10 kB once, later only its
hash. Then each change is made back and forth. Time runs in the browser, from the key or click to
the first frame drawn in new colours or marks; on the provinces' map a date is repainted before the
server knows of it. The server's work is the user and system time of its process, everything that
the change caused.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Page, sync_playwright

from benchmarks import results, simulated
from benchmarks.traffic import Received, received_by, settle, sums
from tests import browser as browsers
from tests.e2e import drawn_map
from tests.running_app import RunningApp, running_app

CHANGES_A_ROUND = 6  # an even number: each change is taken back
MAPS = {
    "63 provinces": ("/map?indicator=dti_rank", 20_000),
    "547 communes": (
        f"/map?level=commune&in={simulated.PROVINCE}&indicator=teams&data=demo",
        30_000,
    ),
}
MOST_CPU_MS = 60
KEYS = ("map", "map deflated", "page", "page deflated", "repainted ms", "server CPU ms")

# Resolves with the milliseconds from the last key or click to the first frame that looks different.
WATCH_FOR_REPAINT = """() => {
  const map = document.querySelector('.atlas-frame').map;
  const codes = [...new Set(map.queryRenderedFeatures({layers: ['areas']}).map(f => f.id))];
  const look = () => codes.map(id => {
    const state = map.getFeatureState({source: 'areas', id});
    return `${state.colour} ${state.mark}`;
  }).join();
  const before = look();
  let began = null;
  for (const name of ['keydown', 'pointerdown'])
    addEventListener(name, event => { began = event.timeStamp; }, {capture: true});
  window.repainted = new Promise((done, fail) => {
    setTimeout(() => fail(Error('not repainted within 30 seconds')), 30000);
    map.on('render', function drawn() {
      if (look() === before) return;
      map.off('render', drawn);
      done(performance.now() - began);
    });
  });
}"""


@dataclass
class Change:
    """A change and the one that takes it back; or several, each made once and never seen before."""

    name: str
    ways: tuple[Callable[[Page], None], ...]
    warm: bool = True


def press(key: str) -> Callable[[Page], None]:
    """Moves the time bar with a key."""
    return lambda page: page.locator(".atlas-time input").press(key)


def choose(place: int) -> Callable[[Page], None]:
    """Takes an indicator of the list by its place."""

    def choose_it(page: Page) -> None:
        page.get_by_test_id("stSidebar").get_by_test_id("stSelectbox").first.locator(
            "input"
        ).click()
        page.get_by_role("option").nth(place).click()

    return choose_it


def click(code: int) -> Callable[[Page], None]:
    """Clicks an area on the map."""
    return lambda page: drawn_map.click(page, code)


def changes_of(page: Page) -> list[Change]:
    """The changes that are made to the map in view."""
    codes = sorted(drawn_map.colours(page))
    one, other, *unseen = codes[4 : 6 + CHANGES_A_ROUND]
    return [
        Change("another date", (press("ArrowLeft"), press("ArrowRight"))),
        Change("another indicator", (choose(0), choose(1))),
        Change("another area", (click(one), click(other))),
        Change("an area never opened", tuple(map(click, unseen)), warm=False),
    ]


def cpu_ms(pid: int) -> float:
    """User and system time of the process in milliseconds; NaN where the system does not tell."""
    file = Path(f"/proc/{pid}/stat")
    if not file.exists():
        return float("nan")
    fields = file.read_text().rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def make(page: Page, received: Received, change: Callable[[Page], None]) -> float:
    """Milliseconds from the key to the repainted map, after everything has come to rest."""
    page.evaluate(WATCH_FOR_REPAINT)
    finished = received.finished
    change(page)
    repainted = float(page.evaluate("() => window.repainted"))
    settle(page, received, finished)
    return repainted


def measure(page: Page, app: RunningApp, path: str, rounds: int) -> dict[str, dict[str, float]]:
    """What each change costs, by its name."""
    received = received_by(page)
    page.goto(app.url + path)
    settle(page, received, 0)
    measured: dict[str, dict[str, float]] = {"first view": dict(sums(received.messages))}
    for change in changes_of(page):
        seen = len(received.messages)
        first = {}
        if change.warm:
            make(page, received, change.ways[0])
            first = sums(received.messages[seen:])
            make(page, received, change.ways[1])
        works, times = [], []
        for _ in range(rounds if change.warm else 1):
            work = cpu_ms(app.pid)
            ways = islice(cycle(change.ways), CHANGES_A_ROUND)
            times += [make(page, received, way) for way in ways]
            works.append((cpu_ms(app.pid) - work) / CHANGES_A_ROUND)
        measured[change.name] = {
            **first,
            "repainted ms": round(median(times)),
            "server CPU ms": round(median(works), 1),
        }
    return measured


def table(measured: dict[str, Any], before: dict[str, Any]) -> list[list[str]]:
    """One line for each change; the last cells say how many times the kept ones they are."""
    lines = []
    for map_name, changes in measured.items():
        for change, now in changes.items():
            kept = before.get(map_name, {}).get(change, {})
            ratios = [
                f"{now[key] / kept[key]:.2f}" if key in now and kept.get(key) else "–"
                for key in ("page", "server CPU ms")
            ]
            cells = [
                f"{now[key]:.0f}" if key in now and now[key] == now[key] else "–" for key in KEYS
            ]
            lines.append([f"{map_name}: {change}", *cells, *ratios])
    return lines


def faults(measured: dict[str, Any]) -> list[str]:
    """Sentences about what costs more than it should."""
    found = []
    for map_name, (_, most) in MAPS.items():
        for change, now in measured[map_name].items():
            if "map" not in now:  # made once, so not warm
                continue
            if now["map"] > most:
                found.append(f"{map_name}, {change}: {now['map']:.0f} bytes of map, wanted {most}")
            if now.get("server CPU ms", 0) > MOST_CPU_MS:
                work = f"{now['server CPU ms']:.0f} ms of CPU, wanted {MOST_CPU_MS}"
                found.append(f"{map_name}, {change}: {work}")
    return found


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
        data = Path(folder) / "data"
        data.mkdir()
        simulated.build(data / "atlas.duckdb")
        with running_app(data, Path(folder) / "app.log") as app, sync_playwright() as playwright:
            browser = browsers.launch(playwright, path)
            for name, (address, _) in MAPS.items():
                page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="vi-VN")
                measured[name] = measure(page, app, address, rounds)
                page.close()
            browser.close()
    before = results.committed("changes").get("measured", {})
    head = ["cost of", *KEYS, "page: ratio to last", "CPU: ratio to last"]
    results.show(head, table(measured, before))
    print(*faults(measured), sep="\n")
    results.keep("changes", {"rounds": rounds, "measured": measured})
    return 0


if __name__ == "__main__":
    sys.exit(main())
