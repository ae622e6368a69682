"""The dictionary as a list: what is asked for, what was found, and the file of it."""

from __future__ import annotations

from collections import Counter
from operator import itemgetter

import pandas as pd
import streamlit as st

from data import dictionary
from data.cache import kept
from data.cache import rows as ask_rows
from data.dictionary import Entry
from geo.names import fold
from pages.parts import sharing
from pages.parts.escape import escape
from pages.parts.language import _, either
from pages.parts.reader import kept_for_reader
from pages.parts.screen import is_phone
from pages.parts.wording import number

ALL = "all"
FIRST = "teams"  # opened on arrival
# What can be chosen, and the kinds of entry it shows.
CHOICES = {
    ALL: dictionary.KINDS,
    "indicators": (dictionary.INDICATOR,),
    "tables": (dictionary.TABLE, dictionary.VIEW, dictionary.COLUMN),
    "files": (dictionary.FILE, dictionary.COLUMN),
    "terms": (dictionary.TERM,),
}
LABELS = {
    ALL: "All",
    "indicators": "Indicators",
    "tables": "Tables and columns",
    "files": "Files",
    "terms": "Codes",
}
KINDS = {
    dictionary.INDICATOR: "indicator of the catalogue",
    dictionary.TABLE: "table",
    dictionary.VIEW: "view of tables",
    dictionary.FILE: "file",
    dictionary.COLUMN: "column of {within}",
    dictionary.TERM: "code in {within}",
}


@kept
def entries() -> tuple[Entry, ...]:
    """All that the dictionary explains, of the warehouse that is open."""
    return dictionary.entries(ask_rows("columns_by_table"), ask_rows("indicators"))


@kept
def _by_words() -> tuple[tuple[str, str, Entry], ...]:
    """Each entry with its names and with all its words, folded, in both languages."""
    return tuple(
        (fold(f"{entry.id} {entry.name_vi} {entry.name_en}"), fold(" ".join(entry[:9])), entry)
        for entry in entries()
    )


def title() -> str:
    """How much is explained."""
    counts = Counter(entry.kind for entry in entries())
    return _(
        "Dictionary: {indicators} indicators, {tables} tables with {columns} columns, "
        "{terms} codes",
        indicators=number(counts[dictionary.INDICATOR], 0),
        tables=number(counts[dictionary.TABLE] + counts[dictionary.VIEW], 0),
        columns=number(sum(1 for entry in entries() if _is_of_table(entry)), 0),
        terms=number(counts[dictionary.TERM], 0),
    )


def choose() -> tuple[str, str]:
    """Draws the search and the choice of kinds; gives the words and one of CHOICES."""
    if "dictionary_find" not in st.session_state:
        st.session_state["dictionary_find"] = st.query_params.get("find", "")
    asked = st.text_input(
        _("Find an indicator, column or code"),
        key="dictionary_find",
        type="search",
        icon=":material/search:",
        placeholder=_("Such as: members, qualifier, area_id"),
        on_change=_follow,
    )
    kind = st.segmented_control(
        _("Kind"),
        list(CHOICES),
        format_func=lambda each: _(LABELS[each]),
        default=ALL,
        required=True,
        key="dictionary_kind",
        label_visibility="collapsed",
    )
    return str(asked or ""), str(kind or ALL)


def _follow() -> None:
    """Keeps what is asked for in the address, so that the link to it finds the same."""
    if asked := st.session_state["dictionary_find"]:
        st.query_params["find"] = asked
    else:
        st.query_params.pop("find", None)


@kept
def matching(asked: str, kind: str) -> tuple[Entry, ...]:
    """The entries of a kind with all the words that are asked for, accents aside.

    Those that have them in their names come first.

    Args:
        asked: What was written; "" finds all.
        kind: One of CHOICES.
    """
    words = fold(asked).split()
    found = [
        (not all(word in names for word in words), entry)
        for names, text, entry in _by_words()
        if _is_of(entry, kind) and all(word in text for word in words)
    ]
    return tuple(entry for _further, entry in sorted(found, key=itemgetter(0)))


def _is_of(entry: Entry, kind: str) -> bool:
    if entry.kind not in CHOICES[kind]:
        return False
    if entry.kind != dictionary.COLUMN or kind == ALL:
        return True
    return _is_of_table(entry) == (kind == "tables")


def _is_of_table(entry: Entry) -> bool:
    return entry.kind == dictionary.COLUMN and entry.within not in dictionary.files()


def draw(found: tuple[Entry, ...], indicator: str | None) -> Entry | None:
    """Draws the list and its file; gives the entry that is chosen, or the one to begin with.

    Args:
        found: As `matching` gives them.
        indicator: The indicator of the view, which is opened where no row was chosen.
    """
    if not found:
        st.info(
            _(
                "Nothing in the dictionary has these words. Try fewer or others, in Vietnamese or "
                "English, with or without accents."
            )
        )
        return None
    chosen = st.dataframe(
        _table(found),
        hide_index=True,
        height=320 if is_phone() else 460,
        key=f"dictionary-{hash(found)}",  # rows chosen in another list mean nothing in this
        on_select="rerun",
        selection_mode="single-row",
        column_config={_("Meaning"): st.column_config.Column(width="large")},
        alt=_("Dictionary"),
    )
    sharing.offer_table("dictionary", "dictionary", rows=_saved(found))
    for row in chosen["selection"]["rows"]:
        if row < len(found):
            return found[row]
    return next((entry for entry in found if entry.id == (indicator or FIRST)), found[0])


def named(entry: Entry) -> str:
    """What an entry is called in words, or its id where it has no other name; not escaped."""
    return either(entry.name_vi, entry.name_en) or entry.id


def kind_in_words(entry: Entry) -> str:
    """What an entry is, and of what; as escaped markup."""
    return _(KINDS[entry.kind], within=escape(entry.within))


@kept_for_reader
def _table(found: tuple[Entry, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Name"): [named(entry) for entry in found],
            _("Meaning"): [either(entry.meaning_vi, entry.meaning_en) for entry in found],
            _("Unit"): [either(entry.unit_vi, entry.unit_en) for entry in found],
            _("Id"): [entry.id for entry in found],
            _("What it is"): [_(KINDS[entry.kind], within=entry.within) for entry in found],
        }
    )


@kept
def _saved(found: tuple[Entry, ...]) -> pd.DataFrame:
    return pd.DataFrame(found, columns=Entry._fields)
