"""What the words of a target say: who set it, and whether it is a least or a most."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geo.names import fold

KINDS: Mapping[str, tuple[str, ...]] = {
    "assigned": ("giao", "được giao", "cấp trên giao", "assigned"),
    "registered": ("đăng ký", "tự đăng ký", "registered"),
    "national": ("quốc gia", "trung ương", "toàn quốc", "national"),
}
OPERATORS: Mapping[str, tuple[str, ...]] = {
    ">": (">", "trên", "hơn", "more than"),
    ">=": (">=", "≥", "ít nhất", "tối thiểu", "đạt từ", "at least"),
    "<": ("<", "dưới", "less than"),
    "<=": ("<=", "≤", "không quá", "tối đa", "at most"),
    "=": ("=", "bằng", "đúng", "equal"),
}
_LEGAL = {"target_kind": KINDS, "operator": OPERATORS}


def choice(field: str, text: str) -> dict[str, Any]:
    """The choice that a text means, None for a blank; `expected` names the legal ones otherwise.

    Args:
        field: "target_kind" or "operator".
        text: As in the file.
    """
    said: dict[str, Any] = {"field": field, "text": text, "choice": None, "expected": None}
    if not text:
        return said
    for meant, words in _LEGAL[field].items():
        if any(_key(text) == _key(word) for word in words):
            return said | {"choice": meant}
    return said | {"expected": ", ".join(words[0] for words in _LEGAL[field].values())}


def _key(text: str) -> str:
    return fold(text) or text.strip()
