"""What sources say beside figures: the history of the apps, models and campaigns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from data.cache import rows as ask
from data.datasets import PUBLISHED
from data.services import app_events, models
from geo.areas import NATION
from pages.parts import asking
from pages.parts.escape import escape
from pages.parts.figures_table import linked
from pages.parts.language import _, either
from pages.parts.reader import kept_for_reader
from pages.parts.wording import date_in_words

INSIDE = ("district", "commune")  # told apart by their province


@dataclass(frozen=True)
class Named:
    """An area as lists name it, and how it lies to the place."""

    name: str
    lies_in: bool
    lies_around: bool


def draw_models(area: str) -> None:
    """Draws the models and campaigns of the place, of what lies in it, and of the nation."""
    st.subheader(_("Models and campaigns"))
    _say_published()
    found = _models(area)
    if found:
        st.markdown(found)
    else:
        st.info(_("No source that we have names a model or campaign here. Look at the province."))


def draw_apps(area: str) -> None:
    """Draws what happened to each app of the place and of the nation; those of others apart."""
    st.subheader(_("The apps and their history"))
    _say_published()
    own, others = _apps(area)
    st.markdown("\n".join(own))
    if others:
        with st.expander(_("Apps of other provinces")):
            st.markdown("\n".join(others))


def _say_published() -> None:
    if asking.dataset() != PUBLISHED:
        st.caption(_("Published facts, whichever figures are seen on this page."))


@kept_for_reader
def _models(area: str) -> str:
    around = _around(area)
    return "\n".join(
        f"- **{escape(either(model.model_vi, model.model_en))}** · "
        f"{escape(around[model.area_id].name)} · {_when(model.as_of, model.precision)}: "
        f"{escape(either(model.said_vi, model.said_en))}. "
        f"{linked(model.source_title, model.source_url)}"
        for model in models()
        if around[model.area_id].lies_in or model.area_id == NATION
    )


@kept_for_reader
def _apps(area: str) -> tuple[list[str], list[str]]:
    """What happened to the apps that are used in the place, and to the others, a line each."""
    events = app_events()
    around = _around(area)
    called = {event.app: event.name for event in events}
    own: list[str] = []
    others: list[str] = []
    for event in events:
        of = around[event.area_id]
        said = either(event.event_vi, event.event_en)
        after = ""
        if event.successor:
            after = " " + _("Goes on in: {app}.", app=called[event.successor])
        line = (
            f"- **{escape(event.name)}** · {escape(of.name)} · "
            f"{_when(event.since, event.precision)}: {escape(said)}.{escape(after)} "
            f"{linked(event.source_title, event.source_url)}"
        )
        (own if of.lies_in or of.lies_around or event.area_id == NATION else others).append(line)
    return own, others


@kept_for_reader
def _around(area: str) -> dict[str, Named]:
    """The areas of all models and apps, by id."""
    told = {model.area_id for model in models()} | {event.area_id for event in app_events()}
    areas = tuple(sorted(told))
    lies = {row.area_id: row for row in ask("areas_around", place=area, areas=areas)}
    return {
        row.area_id: Named(
            name=f"{row.name}, {row.province}" if row.level in INSIDE else row.name,
            lies_in=lies[row.area_id].lies_in,
            lies_around=lies[row.area_id].lies_around,
        )
        for row in ask("areas_by_id", areas=areas)
    }


def _when(day: str, precision: str) -> str:
    return escape(date_in_words(date.fromisoformat(day) if day else None, precision))
