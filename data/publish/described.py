"""What each view of a snapshot holds, column by column: for people, in both languages."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from data import paths


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
    with (paths.CATALOGUE / "snapshot_columns.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    heads = {row["view"]: row for row in rows if not row["column"]}
    return {
        view: Described(head["vi"], head["en"], tuple(_columns(view, rows)))
        for view, head in heads.items()
    }


def _columns(view: str, rows: list[dict[str, str]]) -> list[Column]:
    inside = [row for row in rows if row["view"] == view and row["column"]]
    return [Column(row["column"], row["type"], row["vi"], row["en"]) for row in inside]
