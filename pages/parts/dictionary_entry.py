"""All that is known of one entry of the dictionary."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from data import dictionary, services
from data.dictionary import Entry
from pages.parts import catalogue, datasets, dictionary_list, navigation
from pages.parts.asking import rows as ask_rows
from pages.parts.escape import escape
from pages.parts.language import _, either
from pages.parts.overview_nation import FURTHER, KEY
from pages.parts.view import View
from pages.parts.wording import date_in_words, number

MOST_SOURCES = 3
# What is said of an indicator, by the columns of the catalogue that hold its codes.
SAID = {
    "pillar": "Pillar",
    "kind": "Kind of number",
    "timing": "Over time",
    "polarity": "Good is",
    "rollup": "Of larger areas",
}


def draw(now: View, entry: Entry) -> None:
    """Draws meaning, unit, formula, codes, sources and the pages that show the entry.

    Args:
        now: The view, for the links.
        entry: What was chosen.
    """
    st.subheader(escape(dictionary_list.named(entry)))
    st.caption(f"{dictionary_list.kind_in_words(entry)} · `{entry.id}`")
    st.markdown(escape(either(entry.meaning_vi, entry.meaning_en)))
    lines = list(_of_indicator(entry) if entry.kind == dictionary.INDICATOR else _plain(entry))
    if lines:
        st.markdown("\n".join(f"- {line}" for line in lines))
    if entry.kind == dictionary.INDICATOR:
        _draw_sources(entry)
    _draw_pages(now, entry)


def _plain(entry: Entry) -> Iterator[str]:
    if unit := either(entry.unit_vi, entry.unit_en):
        yield _("Unit: {unit}", unit=escape(unit))
    if entry.type:
        yield _("Type: {type}", type=_term("column.type", entry.type))
    for row in dictionary.codes(entry.within, entry.id):
        name, means = either(row["name_vi"], row["name_en"]), either(*_both(row, "meaning"))
        yield f"`{row['term']}`: **{escape(name)}**. {escape(means)}"


def _of_indicator(entry: Entry) -> Iterator[str]:
    row = catalogue.row_of(entry.id)
    yield _("Unit: {unit}", unit=escape(either(entry.unit_vi, entry.unit_en)))
    for column, label in SAID.items():
        yield f"{_(label)}: {_term(f'indicator.{column}', row[column])}"
    if entry.formula:
        above, below = (
            catalogue.indicator(row[f"{part}_id"]) for part in ("numerator", "denominator")
        )
        yield _(
            "Formula: 100 × {above} ÷ {below}", above=escape(above.name), below=escape(below.name)
        )
    for change in ask_rows("breaks_by_indicator", indicator=entry.id):
        note = escape(either(change.note_vi, change.note_en))
        yield f"{date_in_words(change.broke_on, 'day')}: {note}"


def _term(field: str, code: str) -> str:
    """The name and meaning of a code, as escaped markup; the code itself where there is none."""
    table, _dot, column = field.rpartition(".")
    for row in dictionary.codes(table, column):
        if row["term"] == code:
            name, means = either(*_both(row, "name")), either(*_both(row, "meaning"))
            return f"**{escape(name)}** ({escape(means.rstrip('.'))})"
    return escape(code)


def _both(row: dictionary.Words, what: str) -> tuple[str, str]:
    return row[f"{what}_vi"], row[f"{what}_en"]


def _draw_sources(entry: Entry) -> None:
    found = ask_rows("sources_by_indicator", indicator=entry.id)
    if not found:
        st.caption(datasets.named(_("No source gives a result of this indicator.")))
        return
    titles = "; ".join(escape(row.title) for row in found[:MOST_SOURCES])
    said = _(
        "{figures} results from {sources} sources; the newest: {titles}.",
        figures=number(sum(row.figures for row in found), 0),
        sources=number(len(found), 0),
        titles=titles,
    )
    st.caption(datasets.named(said))


def _draw_pages(now: View, entry: Entry) -> None:
    pages = shown_on(entry)
    if not pages:
        return
    params = now.query(indicator=entry.id) if entry.kind == dictionary.INDICATOR else now.query()
    with st.container(horizontal=True, gap="small"):
        st.caption(_("Pages that show it:"), width="content")
        for path in pages:
            label = _(navigation.TITLES[path])
            st.page_link(navigation.FILES[path], label=label, query_params=params)


def shown_on(entry: Entry) -> tuple[str, ...]:
    """The paths of the pages that show an entry, as `navigation.FILES` names them.

    Of a column and of a code those of its table.
    """
    if entry.kind == dictionary.INDICATOR:
        of_nation = entry.id in {*KEY, *FURTHER}
        is_service = entry.id in {each.indicator_id for each in services.services()}
        return (
            *([""] if of_nation else []),
            *("map", "compare", "trends", "commune"),
            *(["services"] if is_service else []),
        )
    pages = entry.pages
    if entry.kind == dictionary.COLUMN:
        pages = dictionary.meaning(entry.within, "")["pages"]
    return tuple("" if page == "overview" else page for page in pages.split())
