"""What is really drawn on the map, read from MapLibre inside Plotly's chart.

Plotly gives each drawn feature the location as `id` and its final colour as the property `fc`. A
change of the figure mounts a new chart and a new map, so nothing is kept from one call to the next.
The map's first idle may come with nothing drawn, or with old colours: only colours that match the
chart's own data are the final ones.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from playwright.sync_api import Page

SECONDS = 30

_MAP = """
const chart = [...document.querySelectorAll('.js-plotly-plot')].find(c => c._fullLayout?.map);
const map = chart?._fullLayout.map._subplot?.map;
const areas = (chart?.calcdata ?? []).flat().filter(point => point.fOut);
const isFill = f => f.layer.type === 'fill' && f.properties.fc;
const place = f => f.id ?? areas.find(a => String(a.ct) === String(f.properties.ct))?.loc;
const named = a => key === null ? a.loc : a.fIn.properties[key];
"""
_DRAWN = f"""([key, settled]) => {{ {_MAP}
  if (!map || (settled && !map.loaded()) || !areas.length) return null;
  const meant = new Map(areas.map(a => [a.loc, a]));
  const drawn = [];
  for (const f of map.queryRenderedFeatures().filter(isFill)) {{
    const area = meant.get(place(f));
    if (!area || area.fOut.properties.fc !== f.properties.fc) return null;
    drawn.push([named(area), f.properties.fc]);
  }}
  return drawn.length ? drawn : null;
}}"""
_POINT = f"""([wanted, key]) => {{ {_MAP}
  const area = areas.find(a => named(a) === wanted);
  if (!area) return null;
  const isThere = p => map.queryRenderedFeatures(p).some(
    f => isFill(f) && place(f) === area.loc);
  const frame = map.getContainer().getBoundingClientRect();
  const onScreen = p => isThere([p.x, p.y]) ? [frame.x + p.x, frame.y + p.y] : null;
  const middle = onScreen(map.project(area.ct));
  if (middle) return middle;
  for (let y = 2; y < frame.height; y += 4)
    for (let x = 2; x < frame.width; x += 4)
      if (isThere([x, y])) return onScreen({{x, y}});
  return null;
}}"""

_LINES = """label => [...label.querySelectorAll('text')].flatMap(text => {
  const lines = [...text.querySelectorAll('tspan.line')];
  return (lines.length ? lines : [text]).map(line => line.textContent);
}).filter(line => line).join('\\n')"""


class Point(NamedTuple):
    """A place on the screen, in pixels of the viewport."""

    x: float
    y: float


def rgb(colour: str) -> str:
    """The colour, written `#rrggbb` or `rgb(r, g, b)`, as Plotly hands it to the map."""
    if re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return "rgb({}, {}, {})".format(*bytes.fromhex(colour[1:]))
    return colour


def colours(page: Page, key: str | None = None) -> dict[Any, str]:
    """The colour of every area drawn in view, once the map has its final colours.

    Args:
        page: A page that shows one map.
        key: The property of the layer's features to name areas by; None for the location.
    """
    drawn = page.wait_for_function(_DRAWN, arg=[key, True], timeout=1000 * SECONDS, polling=50)
    return dict(drawn.json_value())


def wait_for_areas(page: Page) -> None:
    """Returns once the areas are drawn in their final colours; labels may come after."""
    page.wait_for_function(_DRAWN, arg=[None, False], timeout=1000 * SECONDS, polling=50)


def wait_for_colours(page: Page, expected: dict[Any, str], key: str | None = None) -> None:
    """Returns once each area of `expected` is drawn in its colour; others may have any.

    Raises:
        AssertionError: What was drawn instead, when the time is over.
    """
    wanted = {area: rgb(colour) for area, colour in expected.items()}
    drawn: dict[Any, str] = {}
    for _ in range(SECONDS * 10):
        drawn = colours(page, key)
        if wanted.items() <= drawn.items():
            return
        page.wait_for_timeout(100)
    seen = {area: drawn.get(area) for area in wanted}
    raise AssertionError(f"expected {wanted}, drawn {seen}")


def point_of(page: Page, area: Any, key: str | None = None) -> Point:
    """A point on the screen that lies on the area, as drawn.

    Raises:
        AssertionError: The area is not in view.
    """
    colours(page, key)
    page.locator(".js-plotly-plot").first.scroll_into_view_if_needed()
    found = page.evaluate(_POINT, [area, key])
    assert found, f"area {area!r} is not drawn in view"
    return Point(*found)


def click(page: Page, area: Any, key: str | None = None) -> None:
    """Clicks the area on the map, as a person would."""
    page.mouse.click(*point_of(page, area, key))


def hover_text(page: Page, area: Any, key: str | None = None) -> str:
    """What the map shows when the pointer rests on the area."""
    point = point_of(page, area, key)
    page.mouse.move(point.x - 3, point.y - 3)
    page.mouse.move(*point)
    label = page.locator(".js-plotly-plot .hoverlayer .hovertext").first
    label.wait_for(timeout=1000 * SECONDS)
    return str(label.evaluate(_LINES))
