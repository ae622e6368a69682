"""The areas that a pasted list of names means: found, to be asked about, or unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data import warehouse
from data.cache import kept
from data.imports.places import Asked, Found, Places, load
from geo.areas import NATION
from geo.names import split_type

MOST_NAMES = 500
_CODE = re.compile(r"vn|(20\d\d-[pdcv])?\d{2,5}(-[a-z0-9-]+)?")
_PROVINCES, _DISTRICTS = {"tỉnh"}, {"huyện", "quận", "thị xã"}


@dataclass(frozen=True)
class Pasted:
    """What became of a list of names.

    Attributes:
        found: Area ids, each once.
        several: Names that may mean several areas, each with their ids.
        unknown: Names of no area there is, each with ids of those spelled alike.
        left_out: How many lines there were beyond MOST_NAMES.
    """

    found: tuple[str, ...]
    several: tuple[tuple[str, tuple[str, ...]], ...]
    unknown: tuple[tuple[str, tuple[str, ...]], ...]
    left_out: int = 0


@kept
def pasted(text: str, vintage: str, level: str = "", within: str = "") -> Pasted:
    """The areas of the lines of a text; nothing is guessed.

    Args:
        text: A name, code or area id a line (or between semicolons or tabs), with accents or
            without, and after commas what it lies in: "Tân Thành, Phú Bình, Thái Nguyên".
        vintage: That of the names.
        level: That of the areas, "" for any.
        within: What they lie in, "" for anywhere.
    """
    names = list(dict.fromkeys(part.strip() for part in re.split(r"[\n;\t]", text) if part.strip()))
    found: list[str] = []
    several, unknown = [], []
    for name in names[:MOST_NAMES]:
        answer = _meant(name, vintage, level, within)
        if answer.area_id and (ended := _ended(name, answer.area_id, level)):
            several.append((name, (answer.area_id, *ended)))
        elif answer.area_id:
            found.append(answer.area_id)
        elif answer.code == "unknown_area" or not answer.candidates:
            unknown.append((name, answer.candidates if answer.about is None else ()))
        else:
            several.append((name, answer.candidates))
    left_out = max(len(names) - MOST_NAMES, 0)
    return Pasted(tuple(dict.fromkeys(found)), tuple(several), tuple(unknown), left_out)


def _meant(name: str, vintage: str, level: str, within: str) -> Found:
    if _CODE.fullmatch(name):
        return _places().find(Asked(vintage, code=name, level=level, within=within))
    answer = Found(code="unknown_area")
    for asked in _readings(name, vintage, level, "" if within == NATION else within):
        answer = _places().find(asked)
        if answer.area_id or answer.code != "unknown_area":
            break
    return answer


def _ended(name: str, commune: str, level: str) -> tuple[str, ...]:
    """Districts of before 7/2025 that a name without its kind may mean as well as today's commune.

    Many a commune was named after the district that it was the seat of.
    """
    kind, _short = split_type(name.partition(",")[0])
    if kind or level or not commune.startswith("2025-c") or commune == name:
        return ()
    for asked in _readings(name, "2024", "district", ""):
        answer = _places().find(asked)
        if answer.area_id:
            return (answer.area_id,)
        if answer.code == "ambiguous_area":
            return answer.candidates
    return ()


def _readings(name: str, vintage: str, level: str, within: str) -> Iterator[Asked]:
    """What a line may say: of a place that is named without its kind it may be of either level."""
    first, *above = (part.strip() for part in name.split(","))
    above = [part for part in above if part]
    kinds = {split_type(part)[0] for part in above}
    if not above:
        yield Asked(vintage, area=first, level=level, within=within)
    elif len(above) > 1:
        yield Asked(
            vintage, area=first, level=level, within=within, district=above[0], province=above[-1]
        )
    if len(above) == 1 and not kinds & _DISTRICTS:
        yield Asked(vintage, area=first, level=level, within=within, province=above[0])
    if len(above) == 1 and not kinds & _PROVINCES:
        yield Asked(vintage, area=first, level=level, within=within, district=above[0])


@kept
def _places() -> Places:
    with warehouse.shared().cursor() as cursor:
        return load(cursor)
