"""What sources say beside figures: the history of the apps, models and campaigns."""

from __future__ import annotations

from datetime import date

import streamlit as st

from data.cache import frame as ask
from data.datasets import PUBLISHED
from data.services import app_events, models
from geo.areas import NATION
from pages.parts import asking
from pages.parts.escape import escape
from pages.parts.figures_table import linked
from pages.parts.language import _, either
from pages.parts.reader import kept_for_reader
from pages.parts.services_scene import areas_inside
from pages.parts.wording import date_in_words

INSIDE = ("district", "commune")  # told apart by their province


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
    known = models()
    inside = areas_inside(area, tuple(sorted({model.area_id for model in known})))
    names = _names(tuple(sorted({model.area_id for model in known})))
    return "\n".join(
        f"- **{escape(either(model.model_vi, model.model_en))}** · {escape(names[model.area_id])} "
        f"· {_when(model.as_of, model.precision)}: {escape(either(model.said_vi, model.said_en))}. "
        f"{linked(model.source_title, model.source_url)}"
        for model in known
        if model.area_id in inside | {NATION}
    )


@kept_for_reader
def _apps(area: str) -> tuple[list[str], list[str]]:
    """What happened to the apps that are used in the place, and to the others, a line each."""
    events = app_events()
    of_apps = tuple(sorted({event.area_id for event in events} - {NATION}))
    near = areas_inside(area, of_apps) | {each for each in of_apps if areas_inside(each, (area,))}
    names = _names((*of_apps, NATION))
    called = {event.app: event.name for event in events}
    own: list[str] = []
    others: list[str] = []
    for event in events:
        said = either(event.event_vi, event.event_en)
        after = ""
        if event.successor:
            after = " " + _("Goes on in: {app}.", app=called[event.successor])
        line = (
            f"- **{escape(event.name)}** · {escape(names[event.area_id])} · "
            f"{_when(event.since, event.precision)}: {escape(said)}.{escape(after)} "
            f"{linked(event.source_title, event.source_url)}"
        )
        (own if event.area_id in near | {NATION} else others).append(line)
    return own, others


def _names(areas: tuple[str, ...]) -> dict[str, str]:
    found = ask("areas_by_id", areas=areas)
    return {
        row.area_id: f"{row.name}, {row.province}" if row.level in INSIDE else row.name
        for row in found.itertuples()
    }


def _when(day: str, precision: str) -> str:
    return escape(date_in_words(date.fromisoformat(day) if day else None, precision))
