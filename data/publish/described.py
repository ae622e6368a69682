"""What each view of a snapshot holds, column by column: for people, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import queries
from data import dictionary
from data.publish import snapshots


@dataclass(frozen=True)
class Column:
    """A column: its name, its type in SQL, what it says in Vietnamese and English."""

    name: str
    type: str
    vi: str
    en: str


@dataclass(frozen=True)
class Described:
    """A view: what its rows are in Vietnamese and English, and its columns in their order."""

    vi: str
    en: str
    columns: tuple[Column, ...]


@cache
def described() -> Mapping[str, Described]:
    """Each view by its name, in the order people ask for them."""
    places = dictionary.places_in(snapshots.QUERIES)
    return {place.partition("/")[2]: _described(place) for place in places}


def _described(place: str) -> Described:
    columns = (
        Column(name, kind, *(dictionary.told(place, name, language) for language in ("vi", "en")))
        for name, kind in queries.columns_of(place).items()
    )
    head = dictionary.meaning(place, "")
    return Described(head["meaning_vi"], head["meaning_en"], tuple(columns))
