"""What nothing in a sheet tells, asked of the person: one question each, answered together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import streamlit as st

from data.imports.layout import Column, Layout
from data.imports.problems import Problem, catalogue
from data.imports.workbook import Sheet, letters
from pages.parts import import_preview, import_words
from pages.parts.escape import escape
from pages.parts.import_rows import choose_rows
from pages.parts.import_words import column_in_words
from pages.parts.language import _, current

Answer = Callable[[Layout], Layout]
LEAVE_OUT = "leave out"
MOST_READINGS = 3


def draw(sheet: Sheet, layout: Layout, asked: Iterable[Problem]) -> Layout | None:
    """The layout with what was answered, after drawing the questions; None until they are sent."""
    with st.form(f"import_questions_{sheet.name}"):
        answers = [_ask(problem, sheet, layout) for problem in asked]
        if not st.form_submit_button(_("Go on"), type="primary"):
            return None
    for answer in answers:
        if answer:
            layout = answer(layout)
    return layout


def put(layout: Layout, column: Column) -> Layout:
    """The layout with the column in the place of the one there."""
    columns = tuple(column if c.place == column.place else c for c in layout.columns)
    return replace(layout, columns=columns)


def _ask(problem: Problem, sheet: Sheet, layout: Layout) -> Answer | None:
    """What an answer changes, after drawing the question; None where nothing is said yet."""
    words = catalogue()[problem.code]
    details = {"found": problem.found, "expected": problem.expected, "field": problem.field}
    said = escape(words[f"says_{current()}"].format(**details))
    column = next((c for c in layout.columns if letters(c.place) == problem.column), None)
    if column is not None:
        said = _("Column {column}: {question}", column=column_in_words(column), question=said)
    key = f"import_{problem.code}_{sheet.name}_{problem.column}_{hash(layout)}"
    draw_question = QUESTIONS.get(problem.code)
    if draw_question is None:
        st.warning(f"{said} {escape(words[f'hint_{current()}'].format(**details))}")
        return None
    return draw_question(said, key, column, sheet, layout)


def _table(said: str, key: str, _column: Column | None, sheet: Sheet, layout: Layout) -> Answer:
    st.markdown(said)
    header, rows = choose_rows(sheet, layout, key)
    return lambda layout: replace(layout, header=header, rows=rows)


def _area(said: str, key: str, _column: Column | None, _s: Sheet, layout: Layout) -> Answer | None:
    chosen = _one_column(said, key, layout)
    if chosen is None:
        return None
    return lambda layout: put(layout, replace(_of(layout, chosen), role="area"))


def _values(said: str, key: str, _column: Column | None, _s: Sheet, layout: Layout) -> Answer:
    chosen = st.multiselect(
        said, layout.columns, format_func=column_in_words, key=key, placeholder=_("Choose columns")
    )

    def answer(layout: Layout) -> Layout:
        for column in chosen:
            layout = put(layout, replace(_of(layout, column), role="value"))
        return layout

    return answer


def _indicator(
    said: str, key: str, column: Column | None, _s: Sheet, _layout: Layout
) -> Answer | None:
    names = import_words.indicators()
    options = [*names, LEAVE_OUT] if column else list(names)
    chosen = st.selectbox(
        said,
        options,
        index=None,
        format_func=lambda each: names.get(each, _("Leave this column out")),
        placeholder=_("Choose an indicator"),
        key=key,
    )
    if chosen is None:
        return None
    if column is None:
        return lambda layout: replace(layout, indicator=chosen)
    if chosen == LEAVE_OUT:
        return lambda layout: put(layout, replace(_of(layout, column), role="ignore"))
    return lambda layout: put(layout, replace(_of(layout, column), indicator=chosen))


def _period(
    said: str, key: str, column: Column | None, _s: Sheet, _layout: Layout
) -> Answer | None:
    typed = st.text_input(said, placeholder="10/2026", key=key)
    period = import_words.period_written(typed)
    if not period:
        return None
    if column is None:
        return lambda layout: replace(layout, period=period)
    return lambda layout: put(layout, replace(_of(layout, column), period=period))


def _decimal(
    _said: str, key: str, _column: Column | None, sheet: Sheet, layout: Layout
) -> Answer | None:
    undecided = [column for column in layout.of_role("value") if not column.decimal]

    def words(mark: str) -> str:
        readings = (import_preview.reading(sheet, layout, column, mark) for column in undecided)
        return "; ".join(list(filter(None, readings))[:MOST_READINGS])

    question = _("Nothing in the file tells how its numbers are written. Which reading is right?")
    chosen = st.radio(question, [",", "."], index=None, format_func=words, key=key)
    return None if chosen is None else lambda layout: replace(layout, decimal=chosen)


def _share(said: str, key: str, column: Column | None, _s: Sheet, _layout: Layout) -> Answer | None:
    choices = {
        100.0: _("from 0 to 1: 0.8 is 80 %"),
        1.0: _("from 0 to 100: 0.8 is 0.8 %"),
    }
    chosen = st.radio(said, list(choices), index=None, format_func=choices.__getitem__, key=key)
    if chosen is None or column is None:
        return None
    return lambda layout: put(layout, replace(_of(layout, column), scale=chosen, confirmed=True))


def _one_column(said: str, key: str, layout: Layout) -> Column | None:
    return st.selectbox(
        said,
        layout.columns,
        index=None,
        format_func=column_in_words,
        key=key,
        placeholder=_("Choose a column"),
    )


def _of(layout: Layout, column: Column) -> Column:
    """The column as earlier answers have left it."""
    return next(each for each in layout.columns if each.place == column.place)


Question = Callable[[str, str, Column | None, Sheet, Layout], Answer | None]
QUESTIONS: dict[str, Question] = {
    "no_table": _table,
    "no_area_column": _area,
    "no_values": _values,
    "no_indicator": _indicator,
    "no_period": _period,
    "ambiguous_numbers": _decimal,
    "share_of_one": _share,
}
