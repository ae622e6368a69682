"""Maps as data: a scene as the page makes it, and what its payload shows at a step of time."""

from __future__ import annotations

from datetime import date
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
    for code, entries in payload["areas"].items():
        assert [entry[0] for entry in entries] == sorted({entry[0] for entry in entries})
        for since, index, words, note, *size in entries:
            if first <= since <= step:
                found[int(code)] = Shown(index, words, payload["notes"][note], *(size or [0.0]))
    return found


def code_of(area_id: str) -> int:
    """The number by which a map names the area."""
    return int(AreaId.parse(area_id).code)


def days(payload: Data) -> list[date]:
    """The dates that the time bar offers."""
    return [date.fromisoformat(day) for day, _ in payload["steps"]]
