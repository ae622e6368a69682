"""The list of all areas that the browser searches in, as one file."""

import gzip
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from data import warehouse
from data.cache import frame
from geo.areas import NATION
from geo.names import split_type

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class AreaIndex:
    """The list, compressed, under a name that changes with the warehouse.

    Attributes:
        name: "<version of the warehouse>.json".
        body: gzip-compressed JSON: `types`; `groups`, one per vintage and level, with the start of
            its ids and of its parents' ids, and one entry per area in `ids`, `parents` (the rest
            of each id), `names` (without the type) and `kinds` (places in `types`), and of what
            ended on 1 July 2025 `became`: how far the code of the unit that took most of it is
            from its own, of a district how many communes it lives on as; `others`, the further
            names as [area_id, place in `types`, name, code].
    """

    name: str
    body: bytes


def name() -> str:
    """What the list is called now: pages say it without making the list, which takes a while."""
    return f"{warehouse.shared().version}.json"


def current() -> AreaIndex:
    """The list of the areas that are in the warehouse now: both vintages, nation and villages."""
    return _made(name())


@lru_cache(maxsize=1)
def _made(name: str) -> AreaIndex:
    areas, others = frame("searchable_areas"), frame("other_names")
    types = sorted({*areas["type"], *others["type"]})
    places = {kind: place for place, kind in enumerate(types)}
    content = {
        "types": types,
        "groups": [
            _group(str(vintage), str(level), rows, places)
            for (vintage, level), rows in areas.groupby(["vintage", "level"], sort=False)
        ],
        "others": [
            [row.area_id, places[row.type], split_type(row.name)[1], row.code]
            for row in others.itertuples(index=False)
        ],
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return AreaIndex(name, gzip.compress(text, 9, mtime=0))


def _group(
    vintage: str, level: str, rows: "pd.DataFrame", places: dict[str, int]
) -> dict[str, object]:
    start, within = _start(rows["area_id"]), _start(rows["parent_id"])
    group: dict[str, object] = {
        "vintage": vintage,
        "level": level,
        "start": start,
        "within": within,
        "ids": [area_id.removeprefix(start) for area_id in rows["area_id"]],
        "parents": [parent.removeprefix(within) for parent in rows["parent_id"]],
        "names": list(rows["short_name"]),
        "kinds": [places[kind] for kind in rows["type"]],
    }
    if (vintage, level) == ("2024", "district"):
        group["became"] = list(rows["communes"])
    elif vintage == "2024" and level != "village":  # small numbers pack better than codes
        group["became"] = list(rows["became"].astype(int) - rows["code"].astype(int))
    return group


def _start(ids: "pd.Series") -> str:
    """What the ids of one vintage and level begin with, such as "2024-c"; the nation's is whole."""
    first = str(ids.iloc[0])
    return first if first in {NATION, ""} else first[: len("2024-c")]
