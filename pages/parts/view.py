"""What is being looked at, as stable codes in the URL: the one place that reads and writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd
import streamlit as st

from data.cache import frame as ask
from data.datasets import DATASETS, PUBLISHED
from geo.areas import NATION
from pages.parts import catalogue
from pages.parts.escape import escape
from pages.parts.language import DEFAULT, LANGUAGES, _
from pages.parts.named_areas import named_areas

FIVE_AREAS = ("2024-d173", "2024-p96", "2024-p34", "2024-p38", "2024-d951")
MOST_AREAS = 12
VINTAGES = ("2024", "2025")
UNITS = ("then", "today")
LEVELS = ("province", "district", "commune")
PARTS = ("", "people", "communes", "teams")
BREAKS = ("round", "quantiles", "equal", "natural")
MARKS = ("areas", "bubbles")
SERIES = ("values", "index", "change")
TWO = ("beside", "change", "percent")
TARGETS = ("registered", "assigned")
TABS = (
    *("round", "blanks", "rules", "changes", "disputed", "corrected", "follow", "table"),
    *("parts", "teams", "breaches", "villages", "people", "training", "old"),
    *("services", "pace", "months", "behind", "nation"),
)
NO_DISTRICTS = ("2025", "district")


@dataclass(frozen=True)
class View:
    """One view: every field is a code that means the same tomorrow.

    Attributes:
        units: Whether figures are in units of their time or of today, one of UNITS; in units of
            today the vintage is 2025, and figures of before 1 July 2025 are carried over.
        within: The province whose districts or communes are seen; "" for those of the nation.
        other: A second date, which the map compares with the first.
        two: How two dates are compared, one of TWO: maps side by side, or a map of the change.
        areas: Area ids: marked on the map, drawn in the trends.
        opened: Which of the areas the map shows in full; "" for the first.
        per: What a count is divided by, one of PARTS; "" leaves it as it is.
        breaks: How a map's classes are cut, one of BREAKS.
        marks: Whether a map fills its areas or draws bubbles, one of MARKS.
        series: What a trend shows of its values, one of SERIES.
        against: The indicator that `indicator` is compared with in a scatter plot.
        targets: Which targets the page about them shows, one of TARGETS.
        tab: Which part below the picture is open, one of TABS; "" for the page's first.
        dataset: Whose figures are seen, one of DATASETS.
        others: What the URL says that only its own page reads; kept while one stays on it.
        problems: Sentences about parts of the URL that could not be followed.
        lost: Codes in the URL that are no area; `lost_areas.draw` leads on from them.
    """

    language: str = DEFAULT
    vintage: str = "2024"
    units: str = "then"
    level: str = "province"
    within: str = ""
    indicator: str | None = None
    other: date | None = None
    date: date | None = None
    two: str = "beside"
    areas: tuple[str, ...] = ()
    opened: str = ""
    per: str = ""
    breaks: str = "round"
    marks: str = "areas"
    series: str = "values"
    against: str | None = None
    targets: str = TARGETS[0]
    tab: str = ""
    dataset: str = PUBLISHED
    others: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = field(default=(), compare=False)
    lost: tuple[str, ...] = field(default=(), compare=False)

    def query(self, **changes: object) -> dict[str, str]:
        """The URL parameters of this view, with `changes` made to it; defaults are left out."""
        view = replace(self, **changes)  # type: ignore[arg-type]
        params = {
            "lang": "" if view.language == DEFAULT else view.language,
            "vintage": "" if view.vintage == "2024" or view.today else view.vintage,
            "units": "" if view.units == "then" else view.units,
            "level": "" if view.level == "province" else view.level,
            "in": view.within,
            "indicator": view.indicator or "",
            "date": view.date.isoformat() if view.date else "",
            "with": view.other.isoformat() if view.other else "",
            "two": view.two if view.other and view.two != "beside" else "",
            "area": ",".join(view.areas),
            "open": view.opened if view.opened in view.areas[1:] else "",
            "per": view.per,
            "breaks": "" if view.breaks == "round" else view.breaks,
            "marks": "" if view.marks == "areas" else view.marks,
            "series": "" if view.series == "values" else view.series,
            "against": view.against or "",
            "targets": "" if view.targets == TARGETS[0] else view.targets,
            "tab": view.tab,
            "data": "" if view.dataset == PUBLISHED else view.dataset,
        }
        return {key: value for key, value in params.items() if value} | dict(view.others)

    @property
    def today(self) -> bool:
        """Whether figures are in units of today."""
        return self.units == "today"

    @property
    def named_units(self) -> str:
        """What a file's name says of the units: "today", or "" where they are of their time."""
        return "today" if self.today else ""

    @property
    def place(self) -> tuple[str, str, str, str]:
        """Vintage, level and province of the units, and whether figures are carried into them."""
        return self.vintage, self.level, self.within, self.units

    def at(self, area_id: str) -> View:
        """This view moved to where the area lies on the map, with the area opened."""
        fresh = replace(self, date=None, other=None, others=())
        if area_id == NATION:
            return replace(fresh, level="province", within="", areas=(NATION,))
        row = area(area_id).iloc[0]
        level = row["level"] if row["level"] in LEVELS else "commune"
        opened = area_id if row["level"] in LEVELS else row["parent_id"]
        within = "" if level == "province" else row["province_id"]
        units = self.units if row["vintage"] == "2025" else "then"
        there = replace(fresh, vintage=row["vintage"], units=units, level=level, within=within)
        return replace(there, areas=(opened,))


def language_of(params: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The language the URL asks for, and what is wrong with that."""
    asked = params.get("lang", DEFAULT)
    if asked in LANGUAGES:
        return asked, ()
    return DEFAULT, (
        _(
            "The link asks for the language “{found}”, which there is not; this is "
            "Vietnamese. Languages: {legal}.",
            found=escape(asked),
            legal=", ".join(LANGUAGES),
        ),
    )


def read(params: Mapping[str, str]) -> View:
    """The view that the URL names; what it names wrongly is replaced, and a sentence says so."""
    language, problems = language_of(params)
    found = list(problems)
    units = _legal("units", params.get("units", "then"), UNITS, found)
    meant = "2025" if params.get("in", "").startswith("2025-") else "2024"
    vintage = _legal("vintage", params.get("vintage", meant), VINTAGES, found)
    vintage = "2025" if units == "today" else vintage
    level, within = _place(params, vintage, found)
    areas, lost = named_areas(params.get("area", ""), MOST_AREAS, found)
    return View(
        language=language,
        vintage=vintage,
        units=units,
        level=level,
        within=within,
        indicator=_indicator(params.get("indicator", ""), found),
        date=_date("date", params, found),
        other=_date("with", params, found),
        two=_legal("two", params.get("two", "beside"), TWO, found),
        areas=areas,
        opened=_legal("open", params.get("open", ""), ("", *areas), found),
        per=_legal("per", params.get("per", ""), PARTS, found),
        breaks=_legal("breaks", params.get("breaks", "round"), BREAKS, found),
        marks=_legal("marks", params.get("marks", "areas"), MARKS, found),
        series=_legal("series", params.get("series", "values"), SERIES, found),
        against=_indicator(params.get("against", ""), found),
        targets=_legal("targets", params.get("targets", TARGETS[0]), TARGETS, found),
        tab=_legal("tab", params.get("tab", ""), ("", *TABS), found),
        dataset=_legal("data", params.get("data", PUBLISHED), DATASETS, found),
        problems=tuple(found),
        lost=lost,
    )


def current() -> View:
    """The view that the shell read at the start of this run."""
    return st.session_state["view"]  # type: ignore[no-any-return]


def pinned() -> dict[str, str]:
    """What a copied link says beside the address, so that it shows the same next month."""
    return dict(st.session_state.get("pinned", {}))


def go(**changes: object) -> None:
    """Moves to the current view with `changes`, as a new entry of the browser's history."""
    if changes.get("date", "kept") is None:  # other units or figures: they have other dates
        changes["other"] = None
    st.query_params.from_dict(current().query(**changes))


def choose(area_id: str, add: bool) -> None:
    """Opens the area, alone if it was not marked; or marks it besides, or unmarks it."""
    areas = current().areas
    if not add and area_id in areas:
        go(opened=area_id)
    elif not add:
        go(areas=(area_id,))
    elif area_id in areas:
        go(areas=tuple(code for code in areas if code != area_id))
    else:
        go(areas=(*areas, area_id)[-MOST_AREAS:])


def _legal(name: str, asked: str, legal: tuple[str, ...], found: list[str]) -> str:
    if asked in legal:
        return asked
    found.append(
        _(
            "The link says {name}={found}, which there is not; {used} is shown. Possible: {legal}.",
            name=name,
            found=escape(asked),
            used=legal[0] or _("none"),
            legal=", ".join(filter(None, legal)),
        )
    )
    return legal[0]


def _place(params: Mapping[str, str], vintage: str, found: list[str]) -> tuple[str, str]:
    """The level and the province it is seen in; provinces where these do not fit together."""
    level = _legal("level", params.get("level", "province"), LEVELS, found)
    within = params.get("in", "")
    if level == "province":
        return level, ""
    row = area(within)
    is_province = not row.empty and row["level"].iloc[0] == "province"
    is_legal = not within or (is_province and row["vintage"].iloc[0] == vintage)
    if is_legal and (vintage, level) != NO_DISTRICTS:
        return level, within
    if (is_legal or is_province) and (vintage, level) == NO_DISTRICTS:
        found.append(_("There are no districts since 1 July 2025; communes are shown."))
        return "commune", within
    found.append(
        _(
            "The link asks for units inside “{found}”, which is not a province of {vintage}; "
            "all provinces are shown. A province looks like in=2024-p38.",
            found=escape(within),
            vintage=vintage,
        )
    )
    return "province", ""


def _indicator(asked: str, found: list[str]) -> str | None:
    if not asked or catalogue.is_known(asked):
        return asked or None
    found.append(
        _(
            "The link names the indicator “{found}”, which is not in the catalogue; "
            "another is shown. Choose one from the list.",
            found=escape(asked),
        )
    )
    return None


def _date(name: str, params: Mapping[str, str], found: list[str]) -> date | None:
    asked = params.get(name, "")
    try:
        return date.fromisoformat(asked) if asked else None
    except ValueError:
        found.append(
            _(
                "The link says {name}={found}, which is not a date; write year-month-day, for "
                "example 2025-06-30.",
                name=name,
                found=escape(asked),
            )
        )
        return None


def area(area_id: str) -> pd.DataFrame:
    """The area's row, or no row where the id is unknown."""
    return ask("area_by_id", area=area_id)
