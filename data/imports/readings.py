"""What a cell's text may say of an area: the name, its type, the units it is said to lie in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geo.areas import LEVELS
from geo.names import Spelling, fold, normalise, split_type

MOST_PARTS = 5  # that one cell names; more is no place
_LEVELS_OF_TYPE = {
    "tỉnh": ("province",),
    "thành phố": ("province", "district"),
    "quận": ("district",),
    "huyện": ("district",),
    "thị xã": ("district",),
    "phường": ("commune",),
    "xã": ("commune",),
    "thị trấn": ("commune",),
    "đặc khu": ("commune",),
}
_LEVELS_OF_WORD = {"district": ("district",), "town": ("district", "commune")}
# Words that are types only in a text without accents, where they may also begin a name.
_BARE_TYPES = {"xa": "xã", "phuong": "phường", "quan": "quận", "huyen": "huyện", "tinh": "tỉnh"}
_BARE_TYPE = re.compile(rf"({'|'.join(_BARE_TYPES)})\s+(?=\w)", re.IGNORECASE)
_UNACCENTED_TYPE = re.compile(
    r"(?:xa|phuong|quan|huyen|tinh|thi xa|thi tran|thanh pho|dac khu)\b.*"
    r"|.*\b(?:ward|commune|province|city|township|town|district)(?: \d+)?",
    re.IGNORECASE,
)
# "1. ", "- " and the office that reports, before the name of its area.
_LEADING = re.compile(
    r"^(?:[\W_]+|\d{1,3}[.)]\s*(?=\D)|(?:UBND|Ủy ban nhân dân|Uy ban nhan dan)\s+)+", re.IGNORECASE
)
_ACCENT = re.compile(r"[^\W\d_a-zA-Z]|[\u0300-\u036f]")
_LEADING_ZEROS = re.compile(r"(?<!\d)(?<!\d[.,])0+(?=\d)")
_SEPARATORS = (re.compile(r"\s*[,;()]\s*"), re.compile(r"\s*[,;()/]\s*|\s*[-–—]\s*"))


@dataclass(frozen=True)
class Reading:
    """A name without its type.

    Attributes:
        spelling: Of the name.
        kind: The type, lower case; None where none is said.
        levels: Those that have the type; none where nothing is said.
    """

    spelling: Spelling
    kind: str | None
    levels: tuple[str, ...]


def is_accented(text: str) -> bool:
    """Whether the text has a letter that English keyboards lack."""
    return _ACCENT.search(text) is not None


def has_unaccented_type(text: str) -> bool:
    """Whether a type shows that the text is typed without accents: "xa Nga Thanh"."""
    return _UNACCENTED_TYPE.fullmatch(text) is not None


def clean(text: str) -> str:
    """The text in one spelling, without what precedes the name and without leading zeros."""
    return _LEADING_ZEROS.sub("", _LEADING.sub("", normalise(text)))


def readings(text: str, level: str) -> tuple[Reading, ...]:
    """What a text may name: one reading, or two where a word may be type or name.

    Args:
        text: Cleaned.
        level: Of the area, "" if not known. Names of villages have no type to take off.
    """
    if level == "village":
        return (_reading(text, None, ()),)
    kind, short = split_type(text)
    said = _LEVELS_OF_TYPE[kind] if kind else _levels_of_word(text, short)
    whole = _reading(short, kind, said)
    found = _BARE_TYPE.match(text)
    if kind is None and found and whole.spelling.is_bare:
        bare = _BARE_TYPES[found[1].lower()]
        return whole, _reading(text[found.end() :], bare, _LEVELS_OF_TYPE[bare])
    return (whole,)


def _reading(short: str, kind: str | None, levels: tuple[str, ...]) -> Reading:
    return Reading(Spelling.of(short), kind, levels)


def _levels_of_word(text: str, short: str) -> tuple[str, ...]:
    """The levels that an English word stands for, which was taken off the end."""
    return _LEVELS_OF_WORD.get(fold(text.removeprefix(short)), ())


def narrowed(said: tuple[str, ...], level: str) -> tuple[str, ...]:
    """The levels that the name's type and the table leave; the type is believed first."""
    if said:
        return (level,) if level in said else said
    if level:
        return (level,) if level == "village" else (level, "nation")
    return tuple(each for each in LEVELS if each != "village")


def parts(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Ways to read the text as a name and those of the units around it: first as one name.

    "Xã X, huyện Y, tỉnh Z" is X in Y in Z; the order may be the other way round.
    """
    yield text, ()
    seen: set[tuple[str, ...]] = set()
    for separator in _SEPARATORS:
        pieces = tuple(piece for piece in separator.split(text) if piece)
        if 1 < len(pieces) <= MOST_PARTS and pieces not in seen:
            seen.add(pieces)
            yield pieces[0], pieces[1:]
            yield pieces[-1], pieces[:-1]
