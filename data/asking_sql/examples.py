"""Questions that teach: how the tables go together, and what must not be added up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from data import paths


@dataclass(frozen=True)
class Example:
    """A question, with what it asks in Vietnamese and English."""

    vi: str
    en: str
    sql: str


@cache
def examples() -> tuple[Example, ...]:
    """The examples in the order of their files; the first two lines of each say what it asks."""
    files = sorted((paths.CATALOGUE / "query_examples").glob("*.sql"))
    return tuple(_example(file.read_text(encoding="utf-8")) for file in files)


def _example(text: str) -> Example:
    vi, en, sql = text.split("\n", 2)
    return Example(vi.removeprefix("-- vi: "), en.removeprefix("-- en: "), sql)
