"""Where a page ended, as a text that the next request brings back."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from api.v1.parameters import Fault, Refused

LEGAL = "the text that the page before gave, with the same parameters (limit and format are free)"
MOST_LETTERS = 2_000
Key = tuple[str | date | None, ...]


@dataclass(frozen=True)
class Place:
    """The end of a page.

    Attributes:
        began: The version of the warehouse that the first page was of.
        key: The last row's values in the columns that rows are ordered by.
    """

    began: int
    key: Key


def question(name: str, values: Mapping[str, object]) -> str:
    """A short text that stands for a resource and what was asked of it.

    Args:
        name: Of the resource.
        values: Of all parameters that decide which rows there are.
    """
    told = json.dumps([name, sorted(values.items())], default=str)
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def written(place: Place, asked: str) -> str:
    """The text for the place in the answer to a question."""
    key = [part.isoformat() if isinstance(part, date) else part for part in place.key]
    told = json.dumps([place.began, asked, *key], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def read(text: str, asked: str, types: Sequence[str]) -> Place:
    """The place that the text stands for.

    Args:
        text: As `written` gave it.
        asked: The question it must be of.
        types: "date" or "varchar" for each part of the key.

    Raises:
        Refused: It is none of ours, or of another question.
    """
    try:
        if len(text) > MOST_LETTERS:
            raise ValueError
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        began, of, *key = json.loads(base64.b64decode(padded, b"-_", validate=True))
        if type(began) is not int or of != asked or len(key) != len(types):
            raise ValueError
        parts = tuple(_part(part, kind) for part, kind in zip(key, types, strict=True))
    except (ValueError, TypeError, RecursionError, binascii.Error):
        raise Refused([Fault("after", text[:MOST_LETTERS], (LEGAL,))]) from None
    return Place(began, parts)


def _part(part: object, kind: str) -> str | date | None:
    if part is None and kind == "date":
        return None
    if not isinstance(part, str):
        raise TypeError
    return date.fromisoformat(part) if kind == "date" else part
