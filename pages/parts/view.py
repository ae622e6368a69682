"""What is being looked at, as stable codes in the URL: the one place that reads and writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd
import streamlit as st

from data.cache import frame as ask
from pages.parts.escape import escape
from pages.parts.language import DEFAULT, LANGUAGES, _

FIVE_AREAS = ("2024-d173", "2024-p96", "2024-p34", "2024-p38", "2024-d951")
MOST_AREAS = 12
VINTAGES = ("2024", "2025")
LEVELS = ("province",)


@dataclass(frozen=True)
class View:
    """One view: every field is a code that means the same tomorrow.

    Attributes:
        areas: Area ids; the map opens the first, the trends draw all.
        problems: Sentences about parts of the URL that could not be followed.
    """

    language: str = DEFAULT
    vintage: str = "2024"
    level: str = "province"
    indicator: str | None = None
    date: date | None = None
    areas: tuple[str, ...] = ()
    problems: tuple[str, ...] = field(default=(), compare=False)

    def query(self, **changes: object) -> dict[str, str]:
        """The URL parameters of this view, with `changes` made to it; defaults are left out."""
        view = replace(self, **changes)  # type: ignore[arg-type]
        params = {
            "lang": "" if view.language == DEFAULT else view.language,
            "vintage": "" if view.vintage == "2024" else view.vintage,
            "indicator": view.indicator or "",
            "date": view.date.isoformat() if view.date else "",
            "area": ",".join(view.areas),
        }
        return {key: value for key, value in params.items() if value}


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
    vintage = _legal("vintage", params.get("vintage", "2024"), VINTAGES, found)
    level = _legal("level", params.get("level", "province"), LEVELS, found)
    indicator = params.get("indicator") or None
    if indicator and ask("indicators").query("indicator_id == @indicator").empty:
        found.append(
            _(
                "The link names the indicator “{found}”, which is not in the catalogue; "
                "another is shown. Choose one from the list.",
                found=escape(indicator),
            )
        )
        indicator = None
    return View(
        language=language,
        vintage=vintage,
        level=level,
        indicator=indicator,
        date=_date(params.get("date", ""), found),
        areas=_areas(params.get("area", ""), found),
        problems=tuple(found),
    )


def current() -> View:
    """The view that the shell read at the start of this run."""
    return st.session_state["view"]  # type: ignore[no-any-return]


def go(**changes: object) -> None:
    """Moves to the current view with `changes`, as a new entry of the browser's history."""
    st.query_params.from_dict(current().query(**changes))


def _legal(name: str, asked: str, legal: tuple[str, ...], found: list[str]) -> str:
    if asked in legal:
        return asked
    found.append(
        _(
            "The link says {name}={found}, which there is not; {used} is shown. Possible: {legal}.",
            name=name,
            found=escape(asked),
            used=legal[0],
            legal=", ".join(legal),
        )
    )
    return legal[0]


def _date(asked: str, found: list[str]) -> date | None:
    try:
        return date.fromisoformat(asked) if asked else None
    except ValueError:
        found.append(
            _(
                "The link says date={found}, which is not a date; write year-month-day, for "
                "example 2025-06-30.",
                found=escape(asked),
            )
        )
        return None


def _areas(asked: str, found: list[str]) -> tuple[str, ...]:
    wanted = list(dict.fromkeys(code for code in asked.split(",") if code))
    if len(wanted) > MOST_AREAS:
        found.append(
            _(
                "The link names {n} areas; the first {most} are shown.",
                n=len(wanted),
                most=MOST_AREAS,
            )
        )
    known = [code for code in wanted[:MOST_AREAS] if not area(code).empty]
    for code in wanted[:MOST_AREAS]:
        if code not in known:
            found.append(
                _(
                    "The link names the area “{found}”, which there is not. An area code "
                    "looks like 2024-p38 (a province before 1 July 2025) or 2025-p38 (since "
                    "then); it is left out.",
                    found=escape(code),
                )
            )
    return tuple(known)


def area(area_id: str) -> pd.DataFrame:
    """The area's row, or no row where the id is unknown."""
    return ask("area_by_id", area=area_id)
