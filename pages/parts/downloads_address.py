"""What page Downloads reads in its URL: a selection, and the form that it is taken away in."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from data import selecting
from data.selecting import Problem, Selection, SelectionError
from data.writing import formats
from data.writing.formats import Wish
from pages.parts import view
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.view import View

SHOWN = 8  # of the legal values


@dataclass(frozen=True)
class Chosen:
    """The selection, the form of the file, and what of the URL could not be followed."""

    selection: Selection
    wish: Wish
    problems: tuple[str, ...]

    def address(self, format_: str) -> str:
        """Where the file of a format is."""
        params = self.selection.to_query() | self.wish.to_query() | {"format": format_}
        return f"/api/downloads?{urlencode(params, safe=',')}"


def chosen(now: View) -> Chosen:
    """What the URL names; what it names wrongly is left out, and a sentence says so."""
    params = dict(now.others) | {"data": now.dataset}
    problems: list[str] = []
    while True:
        try:
            selection, wish = selecting.from_query(params), formats.wish_of(params)
            return Chosen(selection, wish, tuple(problems))
        except SelectionError as error:
            for problem in error.problems:
                problems.append(_said(problem))
                params[problem.parameter] = _without(params[problem.parameter], problem.found)


def go(**changes: str) -> None:
    """Moves to the current selection with other parameters; "" takes one away.

    Args:
        changes: Parameters of the page's own URL, by name; `within` is written `in`.
    """
    now = view.current()
    if "within" in changes:
        changes["in"] = changes.pop("within")
    others = dict(now.others) | changes
    kept = tuple((name, value) for name, value in others.items() if value)
    st.query_params.from_dict(now.query(others=kept))


def _without(listed: str, found: str) -> str:
    """The list without the value that is none; empty where it was the whole."""
    values = listed.split(",")
    return ",".join(value for value in values if value != found) if found in values else ""


def _said(problem: Problem) -> str:
    legal = ", ".join(problem.legal[:SHOWN]) + (" …" if len(problem.legal) > SHOWN else "")
    return _(
        "The link says {name}={found}, which cannot be followed; it is left out. "
        "Possible: {legal}.",
        name=problem.parameter,
        found=escape(problem.found),
        legal=escape(legal),
    )
