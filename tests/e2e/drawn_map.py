"""What is really drawn on the map, read from MapLibre inside the component and from its pixels."""

from __future__ import annotations

import io
import re
from typing import Any, NamedTuple

from PIL import Image
from playwright.sync_api import Page

SECONDS = 30

_MAP = """
const frame = document.querySelector('.atlas-frame');
const map = frame?.map;
const fills = place => map.queryRenderedFeatures(place, {layers: ['areas']});
"""
_PAINTED = f"""() => {{ {_MAP}
  return Boolean(map && frame.dataset.painted && fills().some(f => f.state.colour));
}}"""
_DRAWN = f"""() => {{ {_MAP}
  if (!map || !frame.dataset.painted || !map.loaded()) return null;
  const drawn = fills().map(f => [f.id, f.state.colour]);
  return drawn.length && drawn.every(([, colour]) => colour) ? drawn : null;
}}"""
_POINT = f"""wanted => {{ {_MAP}
  const box = map.getContainer().getBoundingClientRect();
  const isThere = p => fills(p)[0]?.id === wanted;
  const onScreen = p => isThere([p.x, p.y]) ? [box.x + p.x, box.y + p.y] : null;
  const own = fills().find(f => f.id === wanted);
  if (!own) return null;
  const middle = onScreen(map.project(own.properties.at));
  if (middle) return middle;
  for (let y = 2; y < box.height; y += 4)
    for (let x = 2; x < box.width; x += 4)
      if (isThere([x, y])) return [box.x + x, box.y + y];
  return null;
}}"""


class Point(NamedTuple):
    """A place on the screen, in pixels of the viewport."""

    x: float
    y: float


def colours(page: Page) -> dict[int, str]:
    """The colour of every area drawn in view, by code, once the map is at rest.

    Args:
        page: A page that shows one map.
    """
    drawn = page.wait_for_function(_DRAWN, timeout=1000 * SECONDS, polling=50)
    return dict(drawn.json_value())


def wait_for_areas(page: Page) -> None:
    """Returns once the areas are drawn in their colours; labels may come after."""
    page.wait_for_function(_PAINTED, timeout=1000 * SECONDS, polling=20)


def wait_for_colours(page: Page, expected: dict[int, str]) -> None:
    """Returns once each area of `expected` is drawn in its colour; others may have any.

    Raises:
        AssertionError: What was drawn instead, when the time is over.
    """
    drawn: dict[int, str] = {}
    for _ in range(SECONDS * 10):
        drawn = colours(page)
        if expected.items() <= drawn.items():
            return
        page.wait_for_timeout(100)
    seen = {area: drawn.get(area) for area in expected}
    raise AssertionError(f"expected {expected}, drawn {seen}")


def point_of(page: Page, area: int) -> Point:
    """A point on the screen that lies on the area, as drawn.

    Raises:
        AssertionError: The area is not in view.
    """
    colours(page)
    page.locator(".atlas-frame").first.scroll_into_view_if_needed()
    found = page.evaluate(_POINT, area)
    assert found, f"area {area!r} is not drawn in view"
    return Point(*found)


def pixel(page: Page, area: int) -> str:
    """The colour on the screen at a point of the area, as #rrggbb."""
    point = point_of(page, area)
    clip = {"x": point.x, "y": point.y, "width": 1, "height": 1}
    png = page.screenshot(clip=clip)  # type: ignore[arg-type]
    red, green, blue = Image.open(io.BytesIO(png)).convert("RGB").getpixel((0, 0))  # type: ignore[misc]
    return f"#{red:02x}{green:02x}{blue:02x}"


def click(page: Page, area: int, **options: Any) -> None:
    """Clicks the area on the map, as a person would."""
    page.mouse.move(*point_of(page, area))
    for key in options.get("holding", ()):
        page.keyboard.down(key)
    page.mouse.click(*point_of(page, area))
    for key in options.get("holding", ()):
        page.keyboard.up(key)


def hover_text(page: Page, area: int) -> str:
    """What the map shows when the pointer rests on the area, line by line."""
    point = point_of(page, area)
    page.mouse.move(point.x - 3, point.y - 3)
    page.mouse.move(*point)
    tip = page.locator(".atlas-tip")
    tip.wait_for(timeout=1000 * SECONDS)
    return re.sub(r"\n+", "\n", tip.inner_text())


def legend(page: Page, kind: str) -> list[str]:
    """What the legend says of one kind of its entries, such as "class" or "mark"."""
    found = page.locator(f".atlas-legend [data-kind={kind}]").all_inner_texts()
    return [re.sub(r"\s+", " ", text) for text in found]


def states(page: Page, name: str) -> dict[int, Any]:
    """One feature state of every area drawn in view that has it."""
    colours(page)
    found: list[list[Any]] = page.evaluate(
        """name => document.querySelector('.atlas-frame').map
          .queryRenderedFeatures({layers: ['areas']}).map(f => [f.id, f.state[name]])""",
        name,
    )
    return {code: value for code, value in found if value}
