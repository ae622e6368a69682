"""The figures that a session was sent, and those published ones that nothing may ever change."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import duckdb

from benchmarks.session import Run, Session

WRONG = "wrong figure"
Drawn = tuple[str, ...]

# A trend, a map and a comparison of published figures: what an office imports is never in them.
FIXED = (
    "/trends?data=published&indicator=teams&area=2024-p38&lang=vi",
    "/map?data=published&indicator=dti_rank&lang=vi",
    "/compare?data=published&indicator=teams&lang=vi",
)
PUBLISHED = """
select distinct value
from observation
where dataset = 'published' and indicator_id = 'teams' and area_id = '2024-p38'
order by value
"""


def lines(session: Session) -> set[tuple[float, ...]]:
    """The values of every line that the page draws."""
    found = [line for chart in _charts(session) for line in chart["data"] if "y" in line]
    return {
        tuple(value for value in line["y"] if value is not None)
        for line in found
        if isinstance(line["y"], list)
    }


def drawn(session: Session) -> Drawn:
    """The title and every figure of the page's charts and map, to be compared."""
    charts = [
        [[line.get("x"), line.get("y")] for line in chart["data"]] for chart in _charts(session)
    ]
    on_map = session.data("map")
    told = [on_map.get(part) for part in ("areas", "said", "caption")]
    return (session.title, json.dumps(charts), json.dumps(told))


async def fixed(session: Session) -> dict[str, Drawn]:
    """What each of the fixed views shows, by its address."""
    found = {}
    for path in FIXED:
        run = await session.go(path)
        if run.errors:
            raise RuntimeError("\n".join(run.errors))
        found[path] = drawn(session)
    return found


async def look_again(session: Session, path: str, before: Mapping[str, Drawn]) -> Run:
    """A run of a fixed view; what differs from before is an error."""
    run = await session.go(path)
    if run.errors or drawn(session) == before[path]:
        return run
    told = f"{WRONG}: {path} shows {drawn(session)[0]!r} where it showed {before[path][0]!r}"
    return run._replace(errors=(told,))


def published(warehouse: Path) -> set[float]:
    """The values that a warehouse, which nobody has open for writing, has of the fixed trend."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return {value for (value,) in connection.execute(PUBLISHED).fetchall()}


def hold_published(wanted: set[float], before: Mapping[str, Drawn]) -> None:
    """Raises RuntimeError unless the fixed trend shows each of these values.

    Args:
        wanted: As `published` gives them.
        before: What the fixed views show.
    """
    shown = {
        value
        for line in (line for chart in json.loads(before[FIXED[0]][1]) for line in chart)
        if isinstance(line[1], list)
        for value in line[1]
    }
    if not wanted or wanted - shown:
        raise RuntimeError(f"{WRONG}: {sorted(wanted - shown)} are not in {sorted(wanted)}")


def _charts(session: Session) -> list[dict[str, list[dict[str, object]]]]:
    return [json.loads(each.plotly_chart.spec) for each in session.all("plotly_chart")]
