"""What is said about a set of trends: its title, what the lines cannot show, its sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from data import series
from pages.parts import carried_words, disagreement, editions, overview_words, trend_carried
from pages.parts.datasets import named
from pages.parts.escape import escape
from pages.parts.language import _, either
from pages.parts.reader import kept_for_reader
from pages.parts.trend_picture import days_of_change
from pages.parts.trend_scene import TrendScene
from pages.parts.wording import date_in_words

REASONS = {
    "one": "Only one dated value, so no index and no change: {areas}.",
    "disputed": "Sources disagree, and nothing is reckoned across that: {areas}.",
    "remark": "A value needs a word of care (⚠), and nothing is reckoned across it: {areas}.",
    "bounds": "No exact or rough value to start from, only bounds such as “over 1,680”: {areas}.",
    "method": "The method changed between the values, which cannot be compared: {areas}.",
    "apart": "Values of the same days, or of periods of different length: {areas}.",
}
NO_PART = {
    "people": "No population of the definition that is used here is known: {areas}.",
    "communes": "No number of communes of that time is known: {areas}.",
    "teams": "No number of teams of that time is known, or only bounds: {areas}.",
}
PARTS = {
    "people": "Population: {sources}",
    "communes": "Number of communes: {sources}",
    "teams": "Number of teams: {sources}",
}

MOST_SOURCES = 2  # more than these make the line too long


@kept_for_reader
def title(scene: TrendScene) -> str:
    """A sentence with the answer in it: the latest value, of one area or of the first."""
    rows = _telling(scene)
    if rows.empty and scene.series == "values":
        return _("{name}: no dated figures here", name=escape(scene.measure.name))
    if rows.empty:
        return _("{name}: nothing to compare over time here", name=escape(scene.indicator.name))
    latest = _comparable(series.latest(rows), scene)
    leader = _leader(latest, scene)
    best = _newest(latest, scene) if leader is None else leader
    said = {
        "area": escape(scene.names[best["area_id"]]),
        "value": scene.measure.words(best) + sign(best, scene),
        "day": date_in_words(best["as_of"], best["precision"]),
        "n": len(latest),
    }
    if scene.series == "change":
        return _of_change(said | {"day": days_of_change(best)}, leader is not None)
    if scene.series == "index":
        base = date_in_words(best["base_as_of"], best["base_precision"])
        return _of_index(said | {"base": base}, leader is not None)
    if len(latest) == 1:
        return _("{area}: {value} ({day})", **said)
    if leader is None and (latest["as_of"] == best["as_of"]).sum() > 1:
        return _(
            "{n} chosen areas with figures, none surely ahead; {area}: {value} ({day})", **said
        )
    if leader is None:
        return _("{n} chosen areas with figures; the newest: {area}, {value} ({day})", **said)
    if scene.indicator.kind == "rank" and best["value"] > 1:
        return _("Of the {n} chosen areas with a rank, {area} is first: {value} ({day})", **said)
    if scene.indicator.less_is_better:
        return _("Of the {n} chosen areas with figures, {area} leads: {value} ({day})", **said)
    return _("Of the {n} chosen areas with figures, {area} has the most: {value} ({day})", **said)


def sign(best: Any, scene: TrendScene) -> str:
    """≠ where sources disagree about the area of a row, as on the map."""
    if scene.series != "values":
        return ""
    own = scene.dated[scene.dated["area_id"] == best.area_id]
    disputed = best.in_conflict or overview_words.rivals(own.itertuples())
    return " ≠" if disputed else ""


def _comparable(latest: pd.DataFrame, scene: TrendScene) -> pd.DataFrame:
    """The latest values that may be compared: ranks of one edition, none of an older method."""
    if scene.series != "values":
        return latest
    kind, days = scene.indicator.kind, latest["as_of"]
    breaks = editions.breaks_of(scene.indicator.id)
    return latest[days >= editions.since(days.max().date(), days, breaks, kind == "rank")]


def _of_index(said: dict[str, Any], led: bool) -> str:
    if said["n"] == 1:
        return _("{area}: index {value}, {day} ({base} = 100)", **said)
    if led:
        return _(
            "Of the {n} chosen areas, {area} grew most: index {value}, {day} ({base} = 100)", **said
        )
    return _("{n} areas with an index; the newest: {area}, {value}, {day} ({base} = 100)", **said)


def _of_change(said: dict[str, Any], led: bool) -> str:
    if said["n"] == 1:
        return _("{area}: {value} ({day})", **said)
    if led:
        return _("Of the {n} chosen areas, {area} gained most: {value} ({day})", **said)
    return _("{n} areas with a change; the newest: {area}, {value} ({day})", **said)


def _telling(scene: TrendScene) -> pd.DataFrame:
    """The rows that a title may be of: of index and change, where the direction is known if any."""
    rows = scene.rows
    if scene.series == "values":
        return rows
    zero = 0
    if scene.series == "index":
        rows, zero = rows[rows["as_of"] != rows["base_as_of"]], 100
    sure = rows[(rows["low"] >= zero) | (rows["high"] <= zero)]
    return rows if sure.empty else sure


def _newest(latest: pd.DataFrame, scene: TrendScene) -> pd.Series:
    """The row of the newest date; of several, the best."""
    rows = latest[latest["as_of"] == latest["as_of"].max()]
    ordered = rows.sort_values("value", ascending=scene.indicator.less_is_better, kind="stable")
    return ordered.iloc[0]


def _leader(latest: pd.DataFrame, scene: TrendScene) -> pd.Series | None:
    """The row that is surely ahead of all others, within all that each may be; else none.

    Only units of one level are compared, except in what grew: there each is compared with itself.
    """
    by_itself = scene.series != "values"
    if (latest["level"].nunique() > 1 and not by_itself) or scene.mixed:
        return None
    relative = scene.series == "change" and scene.measure.growing
    low, high = ("percent_low", "percent_high") if relative else ("low", "high")
    worst, best = latest[low].fillna(float("-inf")), latest[high].fillna(float("inf"))
    if scene.indicator.less_is_better:
        worst, best = -best, -worst
    for place in range(len(latest)):
        others = best.drop(best.index[place])
        gained = scene.series != "change" or worst.iloc[place] > 0
        if gained and bool((worst.iloc[place] > others).all()):
            return latest.iloc[place]
    return None


@kept_for_reader
def remarks(scene: TrendScene) -> list[str]:
    """Sentences on what the chart cannot show: silence, missing dates, disagreement, reasons."""
    said = [*trend_carried.remarks(scene), *trend_carried.summed(scene), *_left_out(scene)]
    if scene.per == "people" and len(scene.rows):
        said.append(_populations(scene))
    if scene.mixed:
        said.append(_("The populations are of different sources and not compared in the title."))
    for row in scene.breaks.itertuples():
        said.append(
            _(
                "Method changed on {day}: {note}",
                day=date_in_words(row.broke_on, "day"),
                note=escape(either(row.note_vi, row.note_en)),
            )
        )
    if scene.silent:
        said.append(_("No figures: {areas}.", areas=", ".join(map(escape, scene.silent))))
    for row in scene.undated.itertuples():
        said.append(
            _(
                "Undated, so not drawn: {area}, {value} ({source}).",
                area=escape(scene.names[row.area_id]),
                value=scene.indicator.say(row),
                source=escape(row.source),
            )
        )
    if scene.series != "values" and scene.dated["remark_en"].any():
        said.append(_("No index and no change is reckoned from the values marked ⚠."))
    for row in scene.figures[scene.figures["remark_en"] != ""].itertuples():
        said.append(
            _(
                "⚠ {area}, {value} ({day}): {remark}",
                area=escape(scene.names[row.area_id]),
                value=scene.indicator.say(row),
                day=date_in_words(row.as_of, row.precision),
                remark=escape(either(row.remark_vi, row.remark_en)),
            )
        )
    own = carried_words.of_their_own(scene.figures)
    for area_id, rows in own[own["in_conflict"]].groupby("area_id", sort=False):
        said.append(
            _(
                "≠ Sources disagree about {area}: {values}.",
                area=escape(scene.names[str(area_id)]),
                values=disagreement.in_words(rows.itertuples()),
            )
        )
    return said


@kept_for_reader
def source_line(scene: TrendScene) -> str:
    """Where the figures are from, what was reckoned from them, and what they were divided by."""
    seen = pd.concat(
        [scene.dated[scene.dated["area_id"].isin(scene.rows["area_id"])], scene.benchmarks]
    )
    said = [_("Source: {source}.", source=_sources(seen["source"]))]
    if scene.series == "index":
        said.append(
            _(
                "Index reckoned from the figures: the first exact or rough value of each "
                "area is 100; bounds are scaled with it."
            )
        )
    elif scene.series == "change":
        said.append(
            _("Change reckoned from the figures, each since the exact or rough one before.")
        )
    elif not scene.per and scene.units == "today":
        said.append(_("Figures of before 1 July 2025 are carried over into units of today."))
    elif not scene.per:
        said.append(_("Figures as in the source."))
    else:
        said.append(_(PARTS[scene.per], sources=_parts(scene)) + ".")
    return named(" ".join(said))


def _populations(scene: TrendScene) -> str:
    """Which population was divided by, of when and why this one, as decision 0009 has it."""
    drawn = pd.concat([scene.rows, scene.benchmarks]).drop_duplicates(["part_source", "part_as_of"])
    days = dict.fromkeys(
        date_in_words(row.part_as_of, row.part_precision)
        for row in drawn.sort_values("part_as_of").itertuples()
    )
    return _(
        "Divided by the population of {days}, whatever the date of the figures: for each level the "
        "one source that covers most areas, since later ones count people otherwise.",
        days=", ".join(days),
    )


def _parts(scene: TrendScene) -> str:
    """What was divided by: the sources with their dates, or how many they are."""
    drawn = pd.concat([scene.rows, scene.benchmarks]).drop_duplicates(["part_source", "part_as_of"])
    if len(drawn) > MOST_SOURCES:
        return _("{n} sources, each at its value", n=len(drawn))
    return "; ".join(
        f"{escape(row.part_source)} ({date_in_words(row.part_as_of, row.part_precision)})"
        for row in drawn.itertuples()
    )


def _sources(titles: pd.Series) -> str:
    named = list(dict.fromkeys(titles))
    if len(named) <= MOST_SOURCES:
        return "; ".join(map(escape, named))
    return _("{n} sources, each named at its figure and on the page Sources", n=len(named))


def _left_out(scene: TrendScene) -> Iterator[str]:
    """Which areas have dated figures and are not drawn, by the reason."""
    missing = scene.dated[~scene.dated["area_id"].isin(scene.rows["area_id"])]
    names: dict[str, list[str]] = {}
    for area_id, own in missing.groupby("area_id", sort=False):
        reason = "" if scene.per else series.why_not(own, list(scene.breaks["broke_on"]))
        names.setdefault(reason, []).append(escape(scene.names[str(area_id)]))
    for reason, areas in names.items():
        listed = ", ".join(areas)
        if reason:
            yield _(REASONS[reason], areas=listed)
        else:
            yield _(NO_PART[scene.per], areas=listed)
