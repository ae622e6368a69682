"""Where a question is written and run: from nothing, from an example or from a link."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import streamlit as st

from data import warehouse
from data.access import audit, pace
from data.access.rights import Action, refusal
from data.asking_sql.examples import Example, examples
from data.asking_sql.question import Question
from data.publish import snapshots
from pages.parts import visitors
from pages.parts.language import _, either

KEPT, TEXT, PARAM = "question", "query-text", "sql"
LONGEST_IN_LINK = 2500  # letters; servers and mail programs cut addresses that are much longer
PATIENCE = 0.8  # seconds that a page waits for a quick answer before it says that it waits
HEIGHT = 210  # pixels of the text field


def current() -> Question | None:
    """The reader's latest question, waited for a moment; None before the first."""
    question = cast("Question | None", st.session_state.get(KEPT))
    return question.wait(PATIENCE) if question else None


def draw() -> None:
    """Draws examples, the text, and the button that runs it or the one that ends it."""
    question = cast("Question | None", st.session_state.get(KEPT))
    if TEXT not in st.session_state:  # at first, and after another page
        st.session_state[TEXT] = _first_text(question)
    st.selectbox(
        _("Examples"),
        examples(),
        index=None,
        format_func=_name,
        placeholder=_("Take an example and change it"),
        key="query-example",
        on_change=_take_example,
    )
    with st.form("query", border=False):
        st.text_area(_("Question in SQL: one SELECT"), key=TEXT, height=HEIGHT)
        st.form_submit_button(
            _("Run (Ctrl+Enter)"), icon=":material/play_arrow:", type="primary", on_click=_run
        )
    if question is None and st.query_params.get(PARAM):
        st.info(
            _("This question came with a link and was not run. Read it before you run it."),
            icon=":material/link:",
        )
    _keep_in_link(question)
    if question and not question.done:
        _watch()


def _first_text(question: Question | None) -> str:
    asked = st.query_params.get(PARAM, "")
    return question.sql if question else asked or examples()[0].sql


def _name(example: Example) -> str:
    return either(example.vi, example.en)


def _take_example() -> None:
    if chosen := st.session_state["query-example"]:
        st.session_state[TEXT] = chosen.sql


def _run() -> None:
    visitor = visitors.current()
    if refusal(visitor, Action.QUERY):
        return  # a right ended since the page was drawn, which says so now
    if not visitors.is_within(pace.QUERIES):
        return
    audit.record(visitor, Action.QUERY, st.session_state[TEXT])
    if earlier := cast("Question | None", st.session_state.get(KEPT)):
        earlier.cancel()
    st.session_state[KEPT] = Question(st.session_state[TEXT], _snapshot)


def _snapshot() -> snapshots.Snapshot:
    """The figures as they are now: where something was imported since, the question waits."""
    return snapshots.renew(warehouse.shared())


def _keep_in_link(question: Question | None) -> None:
    """The address tells what was asked last, so that it can be passed on."""
    if question is None:
        return
    asked = question.sql if len(question.sql) <= LONGEST_IN_LINK else ""
    if asked and st.query_params.get(PARAM) != asked:
        st.query_params[PARAM] = asked
    elif not asked:
        st.query_params.pop(PARAM, None)


def _draw_waiting() -> None:
    question: Question = st.session_state[KEPT]
    if question.done:
        st.rerun()
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(_("Cancel"), icon=":material/stop:", on_click=question.cancel)
        st.caption(
            _(
                "Being answered; ended after {seconds} s at the latest.",
                seconds=f"{question.limits.seconds:g}",
            ),
            width="content",
        )


_watch: Callable[[], None] = st.fragment(_draw_waiting, run_every=1)
