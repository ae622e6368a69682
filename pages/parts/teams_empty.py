"""The page of teams where no list tells of any: why, and what to do."""

from __future__ import annotations

from datetime import date

import streamlit as st

from pages.parts import asking, datasets, teams_words, view
from pages.parts.language import _
from pages.parts.months import Month
from pages.parts.teams_scene import TeamsScene
from pages.parts.view import View
from pages.parts.wording import date_in_words, missing


def day_of(now: View, month: Month | None) -> date | None:
    """The day that is seen: the month's end, else that of the view or of the newest list.

    None where there are neither reports nor lists.
    """
    if month is not None:
        return month.ends
    (told,) = asking.rows("told_teams")
    if missing(told.last_as_of):
        return None
    last: date = told.last_as_of.date()
    return now.date or last


def draw(scene: TeamsScene) -> None:
    """Says that no list tells of teams of the place until the day, and where there are some."""
    words = {"area": teams_words.place(scene), "month": teams_words.month(scene)}
    st.title(_("{area}: no list of teams until {month}", **words))
    (told,) = asking.rows("told_teams")
    if missing(told.last_as_of):
        st.info(_("No list of teams was imported yet. Lists come in on the page Import."))
    else:
        st.info(
            _(
                "No list tells of teams of this place until then; that does not mean that there "
                "are none. Lists of this dataset are of {first} to {last}.",
                first=date_in_words(told.first_as_of, "month"),
                last=date_in_words(told.last_as_of, "month"),
            )
        )
    if scene.maybe:
        st.caption(" ".join(teams_words.remarks(scene)))
    st.page_link(
        "imports.py",
        label=_("Import a list of teams"),
        icon=":material/upload_file:",
        query_params=view.current().query(),
    )
    datasets.offer_of_areas("teams.py", (scene.area_id,))
