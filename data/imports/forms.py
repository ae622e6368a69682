"""The forms that offices fill in: their fields, in order, and the words that may stand in them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from data import paths
from geo.names import fold


@dataclass(frozen=True)
class Choice:
    """One word that a field may hold.

    Attributes:
        choice: As it is stored.
        name_vi: As it is offered.
        name_en: In English.
        also: Other words that mean it.
    """

    choice: str
    name_vi: str
    name_en: str
    also: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """One column of a form.

    Attributes:
        field: The role of the column, see `layout`, or a field of the team registry.
        indicator: Id, for a value of one indicator; else "".
        entry: What is written in it: code, area, indicator, choice, count, number, period, text.
        required: Whether a row without it is not complete.
        name_vi: The header; of an indicator its name.
        name_en: In English.
        also: Other headers that mean it.
        note_vi: What to write.
        note_en: In English.
        example: What may stand in it, for a place that does not exist.
    """

    field: str
    indicator: str
    entry: str
    required: bool
    name_vi: str
    name_en: str
    also: tuple[str, ...]
    note_vi: str
    note_en: str
    example: str

    @property
    def key(self) -> str:
        """What tells it from the other fields of its form."""
        return self.indicator or self.field

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The words it may hold; none where it is free."""
        return choices().get(self.field, ())


@dataclass(frozen=True)
class Form:
    """One form; due_day is the day of the month on which it is due, None for no such day."""

    form_id: str
    kind: str
    name_vi: str
    name_en: str
    due_day: int | None
    fields: tuple[Field, ...]

    @property
    def indicators(self) -> tuple[str, ...]:
        """Ids of the indicators that it asks for."""
        return tuple(field.indicator for field in self.fields if field.indicator)

    @property
    def area(self) -> Field:
        """The field that names the area."""
        return next(field for field in self.fields if field.entry == "area")


@cache
def forms() -> Mapping[str, Form]:
    """Every form by its id."""
    names = {row["indicator_id"]: row for row in _rows("indicators")}
    fields: dict[str, list[Field]] = {}
    for row in _rows("report_fields"):
        fields.setdefault(row["form"], []).append(_field(row, names.get(row["indicator_id"], row)))
    return {
        row["form"]: Form(
            form_id=row["form"],
            kind=row["kind"],
            name_vi=row["name_vi"],
            name_en=row["name_en"],
            due_day=int(row["due_day"]) if row["due_day"] else None,
            fields=tuple(fields[row["form"]]),
        )
        for row in _rows("forms")
    }


@cache
def indicator_names() -> Mapping[str, str]:
    """The Vietnamese names of all indicators by id, in alphabetical order of the ids."""
    return {row["indicator_id"]: row["name_vi"] for row in _rows("indicators")}


@cache
def choices() -> Mapping[str, tuple[Choice, ...]]:
    """The words that a field may hold, by field, in the order in which they are offered."""
    found: dict[str, tuple[Choice, ...]] = {}
    for row in _rows("field_choices"):
        choice = Choice(row["choice"], row["name_vi"], row["name_en"], _split(row["also"]))
        found[row["field"]] = (*found.get(row["field"], ()), choice)
    return found


def chosen(field: str, text: str) -> str:
    """What a text in a field of choices means; "" where it is none of them."""
    return _meanings(field).get(fold(text), "")


@cache
def _meanings(field: str) -> Mapping[str, str]:
    return {
        fold(word): each.choice
        for each in choices()[field]
        for word in (each.name_vi, each.name_en, *each.also)
    }


def _field(row: Mapping[str, str], names: Mapping[str, str]) -> Field:
    return Field(
        field=row["field"],
        indicator=row["indicator_id"],
        entry=row["entry"],
        required=row["required"] == "1",
        name_vi=names["name_vi"],
        name_en=names["name_en"],
        also=_split(row["also"]),
        note_vi=row["note_vi"],
        note_en=row["note_en"],
        example=row["example"],
    )


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split("|")) if words else ()


def _rows(name: str) -> Iterator[Mapping[str, str]]:
    with (paths.CATALOGUE / f"{name}.csv").open(encoding="utf-8", newline="") as text:
        yield from csv.DictReader(text)
