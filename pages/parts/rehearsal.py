"""The work of a first page, done once before anybody waits for it."""

from __future__ import annotations

import importlib
import pkgutil
from datetime import date

from data import cache
from data.boundaries import layer_bytes, layer_name
from data.datasets import PUBLISHED, with_figures
from figures import rehearsal
from geo.areas import NATION
from pages import parts
from pages.parts import months
from pages.parts.catalogue import covered, widest
from pages.parts.teams_scene import a_year_before


def rehearse() -> None:
    """Asks what the first map and every month ask, makes a layer, and loads what pages import."""
    place = {"vintage": "2024", "level": "province"}
    indicator = widest(covered(PUBLISHED, **place))
    asked = {"dataset": PUBLISHED, "indicator": indicator, "within": "", **place}
    cache.frame("history_by_area", **asked)
    cache.frame("areas_by_level", within="", **place)
    layer_bytes(layer_name(**place))
    for module in pkgutil.iter_modules(parts.__path__, f"{parts.__name__}."):
        importlib.import_module(module.name)
    importlib.import_module("streamlit.emojis")  # loaded at the first buttons in a row: 0.2 s
    rehearsal.draw_once()
    for dataset in with_figures():
        _rehearse_month(dataset)


def _rehearse_month(dataset: str) -> None:
    """Asks what every month asks, and of the newest what the pages of the nation do first."""
    told = [r for r in cache.rows("reported_months", dataset=dataset) if r.form == months.FORM]
    targets = cache.rows("targets_by_indicator", dataset=dataset)
    told.sort(key=lambda row: row.as_of)
    if len(told) < 2:
        return
    begins, ends, earlier = (
        day.date() for day in (told[-1].period_start, told[-1].as_of, told[-2].as_of)
    )
    of_nation = {"areas": (NATION,), "dataset": dataset}
    reports = {"first": ends, "last": ends, "today": date.today()}
    cache.rows("reports_by_commune", **reports, **of_nation)
    both = {"first": earlier, "last": ends}
    said = cache.rows("reported_indicators", **both, **of_nation)
    ids = tuple(row.indicator_id for row in said)
    cache.rows("summed_by_area", indicators=ids, **both, **of_nation)
    cache.rows("changes_by_area", indicators=ids, area=NATION, dataset=dataset, **both)
    kind = "registered"
    aims = tuple(row.indicator_id for row in targets if row.kind == kind)
    due = {"kind": kind, "first": begins, "last": ends, "day": ends, "earlier": earlier}
    cache.rows("reached_by_area", indicators=aims, **due, **of_nation)
    teams = {"area": NATION, "day": ends, "dataset": dataset}
    cache.rows("team_sizes_by_commune", aged=a_year_before(ends), **teams)
    cache.rows("team_rules_by_commune", **teams)
