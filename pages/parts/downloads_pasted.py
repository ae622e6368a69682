"""A pasted list of names: what was found, what is asked about, what is not known."""

from __future__ import annotations

import streamlit as st

from data.pasting import Pasted, pasted
from pages.parts.downloads_address import Chosen, go
from pages.parts.downloads_choice import named
from pages.parts.escape import escape
from pages.parts.language import _

TIMES = {"2025": "names of today", "2024": "names of before 7/2025"}
LEFT_OUT = ""
NAMED = 40  # of those that were found
TEXT, TIME, ANSWER = "downloads_pasted", "downloads_pasted_time", "downloads_answer"


def draw(chosen: Chosen) -> None:
    """Draws the field for a list, and once there is one, what became of each name."""
    selection = chosen.selection
    with st.expander(_("Paste a list of areas")):
        text = st.text_area(
            _("A name or code a line; what it lies in may follow after a comma"),
            key=TEXT,
            placeholder="Xã Tân Thành, Phú Bình, Thái Nguyên\nphu binh\n2025-c14758",
        )
        labels = {code: _(name) for code, name in TIMES.items()}
        time = st.radio(
            _("The names are"),
            list(labels),
            format_func=labels.__getitem__,
            key=TIME,
            index=list(labels).index(selection.vintage or "2025"),
            horizontal=True,
        )
        if text.strip():
            found = pasted(text, time, selection.level, selection.within)
            _draw_found(found, selection.areas)


def _draw_found(found: Pasted, already: tuple[str, ...]) -> None:
    if found.several:
        st.markdown(_("These names may mean several areas. Which one?"))
    answers = [_ask(name, candidates) for name, candidates in found.several]
    if found.unknown:
        st.markdown(_("These are not known as written; choose one, or leave it out."))
    answers += [_ask(name, candidates) for name, candidates in found.unknown]
    if found.left_out:
        st.warning(_("{n} lines more are left out: too many at once.", n=found.left_out))
    areas = tuple(dict.fromkeys((*already, *found.found, *filter(None, answers))))
    open_ = answers.count(LEFT_OUT)
    said = _("Found: {n}.", n=len(found.found))
    if found.found:  # so that a namesake is seen before it is taken
        names = [escape(words) for words in named(found.found[:NAMED]).values()]
        said += " " + "; ".join(names) + (" …" if len(found.found) > NAMED else "")
    st.caption(said)
    if open_:
        st.caption(_("Without an answer, and left out: {n}.", n=open_))
    st.button(
        _("Take these areas ({n})", n=len(areas)),
        on_click=go,
        kwargs={"area": ",".join(areas)},
        type="primary",
        disabled=not areas,
    )


def _ask(name: str, candidates: tuple[str, ...]) -> str:
    """The area that the reader says is meant; "" for none."""
    if not candidates:
        st.caption(_("“{name}”: nothing is called so.", name=escape(name)))
        return LEFT_OUT
    labels = {LEFT_OUT: _("leave it out")}
    labels |= named(candidates)
    return st.selectbox(
        escape(name), list(labels), format_func=labels.__getitem__, key=f"{ANSWER}-{name}"
    )
