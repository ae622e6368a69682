"""How each sheet of a file is read: shown, asked where it is not known, corrected, remembered."""

from __future__ import annotations

import streamlit as st

from data import office, warehouse
from data.cache import rows
from data.imports import incoming
from data.imports.layout import Layout
from data.imports.problems import Problem, sentence
from data.imports.remembered import save_layout
from data.imports.workbook import Sheet
from pages.parts import import_corrections, import_preview, import_questions
from pages.parts.escape import escape
from pages.parts.import_journey import Journey
from pages.parts.language import _, current
from pages.parts.wording import number


def draw(journey: Journey) -> None:
    """Draws every sheet, opened where something is asked and folded elsewhere."""
    assert journey.file
    asked = journey.asked()
    for problem in asked:
        if not journey.file.layouts:
            st.warning(escape(sentence(problem, journey.file_name, current())))
    for sheet in journey.file.workbook.sheets:
        layout = journey.file.layouts.get(sheet.name)
        if layout is None:
            _offer_again(journey, sheet)
            continue
        _say_saved(journey, sheet)
        of_sheet = [problem for problem in asked if problem.sheet == sheet.name]
        label = f"{_named(journey, sheet)}: {_said(layout, of_sheet)}"
        icon = ":material/help:" if of_sheet else ":material/table_view:"
        with st.expander(label, expanded=bool(of_sheet), icon=icon):
            _draw_one(journey, sheet, layout, of_sheet)


def _say_saved(journey: Journey, sheet: Sheet) -> None:
    """Draws which saved layout the sheet is read by, and the way to read it without."""
    if not (name := journey.saved.get(sheet.name)):
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(
            _(
                "{sheet} is read the way saved as “{name}”.",
                sheet=_named(journey, sheet),
                name=escape(name),
            ),
            width="content",
        )
        st.button(
            _("Read it afresh, without that"),
            key=f"import_afresh_{sheet.name}",
            on_click=journey.read_afresh,
            args=(sheet.name,),
        )


def _draw_one(journey: Journey, sheet: Sheet, layout: Layout, asked: list[Problem]) -> None:
    assert journey.file
    import_preview.draw(sheet, layout)
    answered = import_questions.draw(sheet, layout, asked) if asked else None
    corrected = answered or _correct(sheet, layout, folded=bool(asked))
    if corrected and corrected != layout:
        file = journey.file.laid_out(corrected)
        if corrected.header != layout.header:
            opened, header = warehouse.shared(), corrected.header
            file = incoming.with_header(opened, file, sheet, journey.kind, header)
            journey.saved.pop(sheet.name, None)
        journey.change(file)
        st.rerun()
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        if not asked:
            _offer_saving(layout)
        if len(journey.file.layouts) > 1:
            st.button(
                _("Leave this sheet out"),
                key=f"import_leave_{sheet.name}",
                on_click=_leave_out,
                args=(journey, layout),
            )


def _correct(sheet: Sheet, layout: Layout, *, folded: bool) -> Layout | None:
    """The corrected layout; beside questions, what can be corrected is drawn on demand."""
    label = _("Correct how it is read")
    if folded and not st.toggle(label, key=f"import_correct_{sheet.name}"):
        return None
    return import_corrections.draw(sheet, layout)


def _offer_saving(layout: Layout) -> None:
    """Draws the way to keep the layout under a name; files of this shape are then read by it."""
    names = [row.name for row in rows("saved_layouts", shape=layout.shape)]
    with st.popover(_("Save this way of reading …"), icon=":material/bookmark:"):
        if names:
            listed = escape(", ".join(names))
            st.caption(_("Saved for files with these columns: {names}.", names=listed))
        with st.form(f"import_save_{layout.sheet}", border=False):
            name = st.text_input(
                _("Name"),
                value=names[0] if names else layout.title[:60],
                key=f"import_save_name_{layout.sheet}",
                help=_("The next file with these columns is read this way, and asks no more."),
            )
            if st.form_submit_button(_("Save")) and name.strip():
                save_layout(warehouse.shared(), name.strip(), layout, office.name())
                st.toast(_("Saved as “{name}”.", name=escape(name.strip())))


def _offer_again(journey: Journey, sheet: Sheet) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        said = _("{sheet}: left out", sheet=_named(journey, sheet))
        st.markdown(said, width="content")
        st.button(
            _("Read it too"),
            key=f"import_read_{sheet.name}",
            on_click=_take_back_in,
            args=(journey, sheet),
        )


def _leave_out(journey: Journey, layout: Layout) -> None:
    assert journey.file
    journey.left_out[layout.sheet] = layout
    journey.change(journey.file.without(layout.sheet))


def _take_back_in(journey: Journey, sheet: Sheet) -> None:
    assert journey.file
    if layout := journey.left_out.pop(sheet.name, None):
        journey.change(journey.file.laid_out(layout))
        return
    opened, first_row = warehouse.shared(), (0, 1)
    journey.change(incoming.with_header(opened, journey.file, sheet, journey.kind, first_row))


def _named(journey: Journey, sheet: Sheet) -> str:
    return escape(sheet.name or journey.file_name)


def _said(layout: Layout, asked: list[Problem]) -> str:
    if asked:
        return _("questions to answer: {n}", n=len(asked))
    first, end = layout.rows
    return _(
        "rows {first} to {end}, columns with figures: {columns}",
        first=number(first + 1, 0),
        end=number(end, 0),
        columns=len(layout.of_role("value")),
    )
