"""The sentence at the top: how far the file is."""

from __future__ import annotations

import streamlit as st

from pages.parts import import_journey
from pages.parts.escape import escape
from pages.parts.import_journey import Journey
from pages.parts.language import _
from pages.parts.wording import number


def draw(journey: Journey | None) -> None:
    """Draws the title.

    Args:
        journey: The file that is looked at; None where none is.
    """
    st.title(_sentence(journey))
    st.caption(
        _(
            "A file of monthly results, targets or teams goes in; you see how it is read, what is "
            "wrong in it and what would change. Nothing is stored before you say so, and every "
            "file that was stored can be taken back."
        )
    )


def _sentence(journey: Journey | None) -> str:
    if journey:
        return _so_far(journey)
    if stored := import_journey.stored():
        if stored.submission_id:
            n = number(stored.counts.stored, 0)
            return _("{name}: {n} figures wait for approval", name=escape(stored.file_name), n=n)
        n = number(stored.counts.stored if stored.batch_id else 0, 0)
        return _("Figures stored from {name}: {n}", name=escape(stored.file_name), n=n)
    return _("Send a file or type a report: you see what changes before anything is stored")


def _so_far(journey: Journey) -> str:
    name = escape(journey.file_name)
    if journey.fault:
        return _("{name} cannot be read", name=name)
    if asked := journey.asked():
        return _("{name}: questions before it can be checked: {n}", name=name, n=len(asked))
    if not journey.run:
        return _("{name}: not checked yet", name=name)
    counts, errors = journey.run.counts, journey.run.severities.get("error", 0)
    return _(
        "{name}: new {added}, changed {changed}, errors {errors}",
        name=name,
        added=number(counts.added, 0),
        changed=number(counts.changed, 0),
        errors=number(errors, 0),
    )
