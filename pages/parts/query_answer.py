"""An answer: its rows as a table, whose figures they are, its file, a quick chart."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data.asking_sql.question import Answer
from data.datasets import DEMO
from data.publish.described import described
from pages.parts import datasets, download, query_chart
from pages.parts import query_words as words
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.wording import number
from queries.guard import RefusedError

PART, UNSAID = "query", "datasets-not-said"  # in the names of files


def draw(answer: Answer) -> None:
    """Draws the answer; where it may hold simulated figures, that is said first."""
    known, unsaid = _whose(answer)
    if DEMO in known:
        datasets.say_simulated()
    if unsaid:
        st.warning(unsaid, icon=":material/help:")
    if len(known) > 1:
        st.caption(_("Rows of several datasets: they are never added together."))
    if answer.rows.empty:
        st.info(
            _("No row is like that. Loosen WHERE, or look first at what a column holds."),
            icon=":material/search_off:",
        )
        return
    if answer.more:
        most = number(len(answer.rows), 0)
        st.info(_("There are more rows than {n}; table and file hold these only.", n=most))
    st.dataframe(
        answer.rows, hide_index=True, column_config=_plainly(answer.rows), key="query-rows"
    )
    may_be_demo = bool(unsaid) and DEMO in answer.snapshot.datasets
    source = _source_line(answer, known, may_be_demo)
    st.caption(source)
    named = (PART, UNSAID) if may_be_demo else (PART,)
    download.offer_table(answer.rows, *named)
    query_chart.draw(answer.rows, source, *named)


def draw_refusal(refused: RefusedError, sql: str) -> None:
    """Draws why there is no answer, pointing at the place."""
    if refused.code == "cancelled":
        st.info(words.problem(refused, sql), icon=":material/stop:")
        return
    st.error(words.problem(refused, sql), icon=":material/error:")
    if marked := words.excerpt(refused, sql):
        st.code(marked, language=None)


def _whose(answer: Answer) -> tuple[list[str], str]:
    """The datasets that the rows say they are of, and what is said where they do not say it."""
    if "dataset" in answer.rows:
        return words.in_dataset_order({*answer.rows["dataset"].dropna()}), ""
    columns = [column.name for view in answer.read for column in described()[view].columns]
    return [], words.unsaid(answer.snapshot) if "dataset" in columns else ""


def _source_line(answer: Answer, known: list[str], may_be_demo: bool) -> str:
    tables = ", ".join(answer.read) or "—"
    line = _(
        "Snapshot of {time}, tables: {tables}. Numbers as in SQL, with a decimal point.",
        time=words.made(answer.snapshot),
        tables=escape(tables),
    )
    labels = ", ".join(map(datasets.label, known))
    whose = words.may_be_simulated() if may_be_demo else labels and f"{labels}."
    return f"{whose} {line}" if whose else line


def _plainly(rows: pd.DataFrame) -> dict[str, Any]:
    """How columns are shown: all digits that a number surely has, as they stand in the file."""
    formats = {"i": "%d", "u": "%d", "f": "%.15g"}
    return {
        str(name): st.column_config.NumberColumn(format=formats[rows[name].dtype.kind])
        for name in rows
        if rows[name].dtype.kind in formats
    }
