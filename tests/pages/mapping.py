"""Maps as data: a scene as the page makes it, and what its payload shows at a step of time."""

from __future__ import annotations

import base64
import zlib
from datetime import date
from itertools import accumulate
from typing import Any, NamedTuple

from data.cache import frame as ask
from geo.areas import AreaId
from pages.parts import catalogue, editions
from pages.parts.filters import widest_date
from pages.parts.map_history import divided, history_of
from pages.parts.map_scene import MapScene
from pages.parts.view import View

Data = dict[str, Any]


class Shown(NamedTuple):
    """One area at one step of time."""

    place: int
    words: str
    note: list[str]
    size: float


def scene(**view: Any) -> MapScene:
    """The scene of a view, which must name its indicator."""
    now = View(**view)
    place = {"vintage": now.vintage, "level": now.level, "within": now.within}
    indicator = catalogue.indicator(str(now.indicator))
    history = divided(history_of(now), now)
    areas = ask("areas_by_level", **place)
    shown, day = (
        catalogue.divided(indicator, now.per),
        now.date
        or widest_date(history, editions.breaks_of(indicator.id), indicator.kind == "rank"),
    )
    return MapScene(shown, history, areas, day, now, 0)


def shown(payload: Data, step: int) -> dict[int, Shown]:
    """The areas with a value at the step, by code, as the script of the map finds them."""
    first = [0, *payload["since"]][min(step + 1, len(payload["since"]))]
    found = {}
    for code, entries in entries_of(payload).items():
        assert [entry[0] for entry in entries] == sorted({entry[0] for entry in entries})
        for since, said, note in entries:
            if first <= since <= step:
                index, words, *size = payload["said"][said]
                found[code] = Shown(index, words, payload["notes"][note], *(size or [0.0]))
    return found


def entries_of(payload: Data) -> dict[int, list[list[int]]]:
    """Step, said and note of each value by code, whether they were packed or not."""
    sent = payload["areas"]
    if not isinstance(sent, str):
        return {int(code): entries for code, entries in sent.items()}
    halves = zlib.decompress(base64.b64decode(sent))
    half = len(halves) // 2
    numbers = [low + 256 * high for low, high in zip(halves[:half], halves[half:], strict=True)]
    size = half // 4
    columns = [numbers[start : start + size] for start in range(0, half, size)]
    rows = zip(accumulate(columns[0]), *columns[1:], strict=True)
    return {code: [entry] for code, *entry in rows}


def code_of(area_id: str) -> int:
    """The number by which a map names the area."""
    return int(AreaId.parse(area_id).code)


def days(payload: Data) -> list[date]:
    """The dates that the time bar offers."""
    return [date.fromisoformat(day) for day, _ in payload["steps"]]
