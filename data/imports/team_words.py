"""What the words in a list of teams mean: counts, days, which team, which village."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from data.imports import forms, numbers, periods
from data.imports.readings import clean
from geo.areas import AreaId
from geo.names import Spelling, fold, normalise

MOST = 10_000  # of members or sessions; more is a slip
KINDS = (
    *("thôn", "xóm", "ấp", "khóm", "bản", "buôn", "làng", "sóc", "tổ dân phố", "khu dân cư"),
    *("khu phố", "khu vực", "khu", "phố"),
)
_SLUG_LETTERS = 40
_KIND = re.compile(rf"({'|'.join(KINDS)}|tdp)\b", re.IGNORECASE)
_BEFORE_TEAM = re.compile(
    r"(?:tổ\b\s*)?(?:công nghệ số\b\s*)?(?:cộng đồng\b\s*)?(?:t?cnscđ\b\s*)?(?:số\b\s*)?",
    re.IGNORECASE,
)


class Village(NamedTuple):
    """A village of a commune, as it is called; is_new where it was not known before."""

    village_id: str
    name: str
    is_new: bool = False


def meaning(field: str, text: str, decimal: str) -> dict[str, Any]:
    """What a text in a field means: number, day and precision, or choice; else its problem.

    Empty where it says nothing.
    """
    if field == "team":
        return {"choice": team_key(text)}
    if numbers.is_missing(text):
        return {"problem": "no_period"} if field == "period" else {}
    if field in ("period", "set_up_on"):
        return _day(text)
    if field in forms.choices():
        return _choice(field, text)
    return _count(text, decimal)


def _count(text: str, decimal: str) -> dict[str, Any]:
    try:
        number = numbers.parse(text, decimal)
    except numbers.OtherForm:
        return {"problem": "mixed_numbers", "expected": "1.234,5" if decimal == "," else "1,234.5"}
    except numbers.NotANumber:
        return {"problem": "error_cell" if text.startswith("#") else "not_a_number"}
    if number.is_range or number.percent or number.denominator is not None:
        return {"problem": "not_a_number"}
    if number.qualifier != "exact":
        return {"problem": "not_a_number"}
    if number.value < 0:
        return {"problem": "negative"}
    if number.value > MOST:
        return {"problem": "out_of_range", "expected": f"0–{MOST}"}
    if number.value != int(number.value):
        return {"problem": "not_whole"}
    return {"number": int(number.value)}


def _day(text: str) -> dict[str, Any]:
    try:
        period = periods.parse(text)
    except ValueError:
        return {"problem": "not_a_date"}
    return {"day": period.as_of, "precision": period.precision}


def _choice(field: str, text: str) -> dict[str, Any]:
    if meant := forms.chosen(field, text):
        return {"choice": meant}
    # The text is not told: in the place of a role there may be a name.
    names = "; ".join(each.name_vi for each in forms.choices()[field])
    return {"problem": "not_a_choice", "found": "", "expected": names}


def team_key(text: str) -> str:
    """What all ways to write a team's number or name share: "1" for "Tổ số 01"."""
    bare = _BEFORE_TEAM.sub("", normalise(text), count=1)
    return Spelling.of(clean(bare)).letters


def kind_of(village: str) -> str | None:
    """The kind of village that a name begins with, None for none."""
    found = _KIND.match(normalise(village))
    if found is None:
        return None
    kind = found[1].lower()
    return "tổ dân phố" if kind == "tdp" else kind


class Villages:
    """The villages of communes, to be asked for by what rows call them."""

    def __init__(self, known: Iterable[tuple[str, str, str]]) -> None:
        """Takes commune_id, village_id and name of each."""
        self._named: dict[tuple[str, str], list[tuple[Village, Spelling]]] = defaultdict(list)
        for commune_id, village_id, name in known:
            spelling = Spelling.of(clean(name))
            self._named[commune_id, spelling.key].append((Village(village_id, name), spelling))

    def meant(self, commune_id: str, text: str) -> tuple[Village, ...]:
        """The villages that a name may mean: one, or several; a new one where none is called so.

        A text without accents means the one village that has them; never one with other accents.
        """
        name = clean(text)
        spelling = Spelling.of(name)
        named = self._named.get((commune_id, spelling.key), ())
        exact = [village for village, other in named if other.letters == spelling.letters]
        found = exact or [village for village, other in named if spelling.may_be(other)]
        new = Village(_village_id(commune_id, name, spelling), name, is_new=True)
        return tuple(found) or (new,)


def _village_id(commune_id: str, name: str, spelling: Spelling) -> str:
    """An id that two names share only if they are spelled alike: Thôn Hà is not Thôn Hạ."""
    commune = AreaId.parse(commune_id)
    mark = hashlib.sha256(spelling.letters.encode()).hexdigest()[:8]
    slug = "-".join(re.findall(r"[a-z0-9]+", fold(name)[:_SLUG_LETTERS]))
    code = "-".join(filter(None, (commune.code, slug, mark)))
    return str(AreaId(commune.vintage, "village", code))
