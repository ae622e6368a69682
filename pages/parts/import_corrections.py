"""How a sheet is read, corrected by a person: its rows, what holds for all of it, a column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

import streamlit as st

from data.cache import rows
from data.imports.layout import Column, Layout
from data.imports.workbook import Sheet
from pages.parts import import_preview, import_words, view
from pages.parts.escape import escape
from pages.parts.import_questions import put
from pages.parts.import_rows import choose_rows
from pages.parts.import_words import column_in_words
from pages.parts.language import _
from pages.parts.wording import place_in_words

Code = TypeVar("Code", str, float)
BY_COLUMN = 0.0  # in place of a scale: each column has its own


def draw(sheet: Sheet, layout: Layout) -> Layout | None:
    """The corrected layout, after drawing what can be corrected; None while nothing was."""
    whole, one = st.tabs([_("Rows, and what holds for the whole sheet"), _("One column")])
    with whole:
        corrected = _draw_sheet(sheet, layout)
    with one:
        column = _draw_column(sheet, layout)
    return corrected or (put(layout, column) if column else None)


def _draw_sheet(sheet: Sheet, layout: Layout) -> Layout | None:
    key = f"import_sheet_{sheet.name}_{hash(layout)}"  # another layout, other fields
    with st.form(key, border=False):
        header, taken = choose_rows(sheet, layout, key)
        names = {"": _("said by columns or rows"), **import_words.indicators()}
        places = {"": _("said by rows"), **_places(layout)}
        with st.container(horizontal=True, gap="small"):
            indicator = _choice(_("Indicator"), names, layout.indicator, f"{key}_indicator")
            typed = st.text_input(
                _("Period"),
                layout.period,
                placeholder=_("said by columns or rows"),
                key=f"{key}_period",
                width=220,
            )
            marks = {**import_words.DECIMALS, "": _("not said")}
            marks = {mark: _(words) for mark, words in marks.items()}
            decimal = _choice(_("Decimal mark"), marks, layout.decimal, f"{key}_decimal")
            level = _choice(_("Level"), import_words.levels(), layout.level, f"{key}_level")
            within = _choice(_("All areas lie in"), places, layout.within, f"{key}_within")
            vintages = {code: _(words) for code, words in import_words.VINTAGES.items()}
            vintage = _choice(_("Administrative units"), vintages, layout.vintage, f"{key}_vintage")
            scales = {BY_COLUMN: _("said by columns")}
            scales |= {scale: _(words) for scale, words in import_words.SCALES.items()}
            scale = _choice(_("Unit of all figures"), scales, BY_COLUMN, f"{key}_scale")
        if not st.form_submit_button(_("Read it this way")):
            return None
    period = import_words.period_written(typed)
    if typed and not period:
        st.warning(
            _("“{text}” is no period. Write 10/2026, 2026 or 31/10/2026.", text=escape(typed))
        )
        return None
    columns = layout.columns if scale == BY_COLUMN else tuple(_scaled(layout, scale))
    return replace(
        layout,
        columns=columns,
        header=header,
        rows=taken,
        indicator=indicator,
        period=period,
        decimal=decimal,
        level=level,
        within=within,
        vintage=vintage,
    )


def _scaled(layout: Layout, scale: float) -> Iterator[Column]:
    """The columns, those of figures multiplied alike."""
    for column in layout.columns:
        is_value = column.role == "value"
        yield replace(column, scale=scale, confirmed=True) if is_value else column


def _draw_column(sheet: Sheet, layout: Layout) -> Column | None:
    place = st.selectbox(
        _("Column"),
        range(len(layout.columns)),
        format_func=lambda place: column_in_words(layout.columns[place]),
        key=f"import_column_{sheet.name}",
    )
    column = layout.columns[place]
    key = f"import_column_{sheet.name}_{hash(layout)}_{place}"
    if column.role == "value" and (example := import_preview.reading(sheet, layout, column)):
        st.caption(example)
    with st.form(key, border=False):
        with st.container(horizontal=True, gap="small"):
            roles = import_words.roles(layout.kind)
            role = _choice(_("What it holds"), roles, column.role, f"{key}_role")
            names = {"": _("said elsewhere"), **import_words.indicators()}
            indicator = _choice(_("Indicator"), names, column.indicator, f"{key}_indicator")
            typed = st.text_input(
                _("Period"),
                column.period,
                placeholder=_("said elsewhere"),
                key=f"{key}_period",
                width=220,
            )
            scales = {scale: _(words) for scale, words in import_words.SCALES.items()}
            scale = _choice(_("Unit"), scales, column.scale, f"{key}_scale")
            marks = {mark: _(words) for mark, words in import_words.DECIMALS.items()}
            decimal = _choice(_("Decimal mark"), marks, column.decimal, f"{key}_decimal")
        if not st.form_submit_button(_("Read the column this way")):
            return None
    period = import_words.period_written(typed)
    if typed and not period:
        st.warning(
            _("“{text}” is no period. Write 10/2026, 2026 or 31/10/2026.", text=escape(typed))
        )
        return None
    return replace(
        column,
        role=role,
        indicator=indicator,
        period=period,
        scale=scale,
        decimal=decimal,
        confirmed=True,
    )


def _period(typed: str) -> str | None:
    """The period, "" where none was typed; None, said, where what was typed is none."""
    period = import_words.period_written(typed)
    if typed.strip() and not period:
        text = escape(typed)
        st.warning(_("“{text}” is no period. Write 10/2026, 2026 or 31/10/2026.", text=text))
        return None
    return period


def _choice(label: str, options: dict[Code, str], chosen: Code, key: str) -> Code:
    listed = list(options)
    if chosen not in options:
        listed.insert(0, chosen)
    return st.selectbox(
        label,
        listed,
        index=listed.index(chosen),
        format_func=lambda each: options.get(each, str(each)),
        key=key,
        width=260,
    )


def _places(layout: Layout) -> dict[str, str]:
    """The area that is looked at and the provinces, by id."""
    looked_at = view.current().areas[:1]
    return {area_id: import_words.area_in_words(area_id) for area_id in looked_at} | {
        row.area_id: place_in_words(row.name, "province", row.vintage, None)
        for vintage in ((layout.vintage,) if layout.vintage else view.VINTAGES)
        for row in rows("areas_by_level", vintage=vintage, level="province", within="")
    }
