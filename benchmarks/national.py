"""What a change costs on the map of all communes of the nation, a value for each.

Bytes of the map for another date and another indicator, at 3,321 communes (2025) and 10,035 (2024);
and the time until another date is painted, beside the usual ways to draw such a map
(`benchmarks.usual_page`) in the same browser: geometry inside a Plotly figure; for bytes and
work alone deck.gl and Leaflet. Values are simulated, in a folder of their own.

A map says that it is drawn while it still has the old colours. So what is rendered is hashed at
every frame; painted is the first frame that looks as the last one does, once all is at rest.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import results, simulated
from benchmarks.changes import CHANGES_A_ROUND, choose, cpu_ms, press
from benchmarks.traffic import Received, received_by, rest, sums
from data.boundaries import layer_bytes, layer_name
from tests import browser as browsers
from tests.running_app import RunningApp, running_app

MAPS = {
    "3,321 communes": "/map?vintage=2025&level=commune&indicator=teams&data=demo",
    "10,035 communes": "/map?vintage=2024&level=commune&indicator=teams&data=demo",
}
LAYERS = {
    "2025": ("2025", "commune"),
    "2024": ("2024", "commune"),
    "2024, Thanh Hóa": ("2024", "commune", "38"),
    "2025, Thanh Hóa": ("2025", "commune", "38"),
}
MOST_BYTES = {"3,321 communes": 20_000, "10,035 communes": 20_000}
MOST_LAYER_BYTES = {"2025": 650_000, "2024": 650_000}
MOST_PROVINCE_BYTES = 200_000
MOST_SHARE = 0.2  # of the time of the page with the geometry inside the figure
MOST_CPU_MS = 60
USUAL_PAGE = "benchmarks/usual_page.py"
USUAL = {"in the figure": "figure", "deck.gl": "deck", "Leaflet": "leaflet"}

# Hashes what every map on the page renders, now and whenever a new map takes its place.
WATCH = """() => {
  const seen = window.seen = {began: null, frames: []};
  const begin = event => { seen.began ??= event.timeStamp; };
  for (const name of ['keydown', 'pointerdown'])
    addEventListener(name, begin, {capture: true, once: true});
  const look = map => {
    const gl = map.painter.context.gl;
    const pixels = new Uint32Array(gl.drawingBufferWidth * gl.drawingBufferHeight);
    gl.readPixels(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight, gl.RGBA, gl.UNSIGNED_BYTE,
      new Uint8Array(pixels.buffer));
    let hash = 0;
    for (const pixel of pixels) hash = Math.imul(hash, 31) + pixel | 0;
    if (seen.began !== null) seen.frames.push([performance.now() - seen.began, hash]);
  };
  const found = () => document.querySelector('.atlas-frame')?.map
    ?? document.querySelector('.js-plotly-plot')?._fullLayout?.map?._subplot?.map;
  let watched = null;
  const listen = () => look(watched);
  const follow = () => {
    const map = found();
    if (map && map !== watched) {
      watched = map;
      map.on('render', listen);
      map.triggerRepaint();
    }
    seen.following = requestAnimationFrame(follow);
  };
  seen.stop = () => { cancelAnimationFrame(seen.following); watched.off('render', listen); };
  follow();
}"""
PAINTED = """() => {
  seen.stop();
  const last = seen.frames.at(-1);
  return last ? seen.frames.find(([, hash]) => hash === last[1])[0] : null;
}"""


def painted(page: Page, received: Received, change: Callable[[Page], None]) -> float:
    """Milliseconds from the key to the first frame that looks as the page does at rest.

    Raises:
        RuntimeError: nothing was painted after the key.
    """
    page.evaluate(WATCH)
    page.wait_for_timeout(300)  # what was rendered before the key is not looked at
    finished = received.finished
    change(page)
    rest(page, received, finished)
    page.wait_for_timeout(1500)
    took = page.evaluate(PAINTED)
    if took is None:
        raise RuntimeError("no frame was painted after the change")
    return float(took)


def new_page(browser: Browser) -> Page:
    """A page on a wide screen."""
    return browser.new_page(viewport={"width": 1440, "height": 900}, locale="vi-VN")


def wait_for_map(page: Page, ready: str) -> None:
    """Returns once the page's first map is painted."""
    page.wait_for_function(ready, timeout=60_000)
    page.wait_for_timeout(2000)


ATLAS_READY = "() => document.querySelector('.atlas-frame')?.dataset.painted"
FIGURE_READY = (
    "() => document.querySelector('.js-plotly-plot')?._fullLayout?.map?._subplot?.map?.loaded()"
)


def measure(page: Page, app: RunningApp, path: str, rounds: int) -> dict[str, dict[str, float]]:
    """What each change of the map costs, by its name; the first of each kind is not timed."""
    received = received_by(page)
    page.goto(app.url + path)
    wait_for_map(page, ATLAS_READY)
    measured = {}
    for name, ways in {
        "another date": (press("ArrowLeft"), press("ArrowRight")),
        "another indicator": (choose(0), choose(1)),
    }.items():
        seen = len(received.messages)
        painted(page, received, ways[0])
        first = sums(received.messages[seen:])
        painted(page, received, ways[1])
        times, work = [], cpu_ms(app.pid)
        changes = CHANGES_A_ROUND * rounds
        for way in islice(cycle(ways), changes):
            times.append(painted(page, received, way))
        cpu = (cpu_ms(app.pid) - work) / changes
        measured[name] = {
            **first,
            "repainted ms": round(median(times)),
            "server CPU ms": round(cpu, 1),
        }
    return measured


def measure_usual(page: Page, app: RunningApp, rounds: int, is_figure: bool) -> dict[str, float]:
    """What another date costs where the geometry goes with it; painting of the figure alone."""
    received = received_by(page)
    page.goto(app.url + MAPS["3,321 communes"])
    slider = page.locator("input[type=range]").first
    slider.wait_for(timeout=60_000)
    if is_figure:
        wait_for_map(page, FIGURE_READY)
    rest(page, received, 0)

    def move(key: str) -> float:
        if is_figure:
            return painted(page, received, lambda _page: slider.press(key))
        finished = received.finished
        slider.press(key)
        rest(page, received, finished)
        return float("nan")

    seen, work = len(received.messages), cpu_ms(app.pid)
    move("ArrowLeft")
    first = sums(received.messages[seen:])["page"]
    keys = islice(cycle(("ArrowRight", "ArrowLeft")), CHANGES_A_ROUND * rounds)
    times = [move(key) for key in keys]
    cpu = (cpu_ms(app.pid) - work) / (1 + len(times))
    told = {"page": first, "server CPU ms": round(cpu, 1)}
    return told | ({"repainted ms": round(median(times))} if is_figure else {})


def layers() -> dict[str, int]:
    """Bytes over the wire of each layer."""
    return {name: len(layer_bytes(layer_name(*scope))) for name, scope in LAYERS.items()}


def faults(measured: dict[str, dict[str, dict[str, float]]], sizes: dict[str, int]) -> list[str]:
    """Sentences about what costs more than it should."""
    found = []
    figure = measured["in the figure"]["another date"]["repainted ms"]
    for name, most in MOST_BYTES.items():
        for change, now in measured[name].items():
            if now["map"] > most:
                found.append(f"{name}, {change}: {now['map']:.0f} bytes of map, wanted {most}")
            if now["server CPU ms"] > MOST_CPU_MS:
                work = f"{now['server CPU ms']:.0f} ms of CPU, wanted {MOST_CPU_MS}"
                found.append(f"{name}, {change}: {work}")
    share = measured["3,321 communes"]["another date"]["repainted ms"] / figure
    if share > MOST_SHARE:
        found.append(f"repainted in {share:.2f} of the time of the figure, wanted {MOST_SHARE}")
    for name, size in sizes.items():
        most = MOST_LAYER_BYTES.get(name, MOST_PROVINCE_BYTES)
        if size > most:
            found.append(f"layer {name}: {size} bytes, wanted {most}")
    return found


def main() -> int:
    """Measures, prints two tables and keeps the numbers; exit code 1 without a browser."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    path = browsers.find()
    if not path:
        print(browsers.NONE_FOUND)
        return 1
    measured: dict[str, dict[str, dict[str, float]]] = {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "data"
        data.mkdir()
        os.environ["ATLAS_DATA"] = str(data)
        simulated.build(data / "atlas.duckdb", simulated.NATION)
        with sync_playwright() as playwright:
            browser = browsers.launch(playwright, path)
            with running_app(data, Path(folder) / "app.log") as app:
                for name, address in MAPS.items():
                    page = new_page(browser)
                    measured[name] = measure(page, app, address, rounds)
                    page.close()
            for name, way in USUAL.items():
                os.environ["ATLAS_BENCHMARK_MAP"] = way
                with running_app(data, Path(folder) / f"{way}.log", script=USUAL_PAGE) as app:
                    page = new_page(browser)
                    usual = measure_usual(page, app, rounds, is_figure=way == "figure")
                    measured[name] = {"another date": usual}
                    page.close()
            browser.close()
        sizes = layers()
    show(measured, sizes)
    results.keep("national", {"rounds": rounds, "measured": measured, "layers": sizes})
    return 0


def show(measured: dict[str, dict[str, dict[str, float]]], sizes: dict[str, int]) -> None:
    """Prints what was measured, and what of it is too much."""
    keys = ("map", "page", "repainted ms", "server CPU ms")
    results.show(
        ["cost of", *keys],
        [
            [f"{name}: {change}", *(f"{now[key]:.0f}" if key in now else "–" for key in keys)]
            for name, changes in measured.items()
            for change, now in changes.items()
        ],
    )
    results.show(["communes of", "layer bytes"], [[k, f"{n}"] for k, n in sizes.items()])
    one, other = (
        measured[name]["another date"]["repainted ms"]
        for name in ("3,321 communes", "in the figure")
    )
    print(
        f"repainted in {one / other:.2f} of the time of the figure (wanted: at most {MOST_SHARE})"
    )
    print(*faults(measured, sizes), sep="\n")


if __name__ == "__main__":
    sys.exit(main())
