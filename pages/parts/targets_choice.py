"""The choices of the page of targets: whose targets, and which service is looked at closely."""

from __future__ import annotations

import streamlit as st

from pages.parts import asking, datasets, view
from pages.parts.language import _
from pages.parts.targets_scene import KINDS, Line, Scene


def kind(now: view.View) -> str:
    """Draws the choice of whose targets are seen; one of the keys of KINDS."""
    labels = {each: _(label) for each, label in KINDS.items()}
    st.session_state["targets_kind"] = now.targets
    st.segmented_control(
        _("Targets"),
        list(labels),
        format_func=labels.__getitem__,
        required=True,
        key="targets_kind",
        label_visibility="collapsed",
        on_change=_follow_kind,
    )
    return now.targets


def _follow_kind() -> None:
    view.go(targets=st.session_state["targets_kind"])


def service(now: view.View, scene: Scene) -> Line:
    """Draws the choice of a service among those with targets: the line of the one that is chosen.

    The one furthest behind comes first.

    Args:
        now: The view, whose indicator is chosen where it has a target.
        scene: With lines.
    """
    known = {line.indicator.id: line for line in scene.lines}
    chosen = now.indicator if now.indicator in known else next(iter(known))
    st.session_state["targets_service"] = chosen
    st.selectbox(
        _("Service"),
        list(known),
        format_func=lambda each: known[each].indicator.name,
        key="targets_service",
        on_change=_follow,
    )
    return known[str(chosen)]


def _follow() -> None:
    view.go(indicator=st.session_state["targets_service"])


def say_none(scene: Scene) -> None:
    """Says that there are no targets of the kind, and what to do."""
    st.info(
        _(
            "No target was registered for {month} here. Targets come with the form “Targets "
            "assigned and registered” on the page Import.",
            month=scene.month.words,
        )
        if scene.kind == "registered"
        else _(
            "No target is due after {month} here. Targets come with the form “Targets assigned "
            "and registered” on the page Import.",
            month=scene.month.words,
        )
    )


def say_no_months() -> None:
    """Says that no month can be compared with its targets, and leads to figures that have some."""
    st.info(
        _(
            "Targets of a month are compared with its reports, of which there are none in: "
            "{figures}.",
            figures=datasets.label(asking.dataset()),
        )
    )
    datasets.offer_others("targets.py")
