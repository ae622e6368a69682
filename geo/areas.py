"""Area ids: an administrative unit of a vintage, such as 2024-d173 (huyện Phú Bình).

Codes of the statistics office are reused after the merger for other territory, so a bare code names
no area. The vintage 2024 is every date before the merger, in the state of March 2025.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

MERGER = date(2025, 7, 1)
VINTAGES = ("2024", "2025")
LEVELS = ("nation", "province", "district", "commune", "village")
NATION = "vn"

_LETTERS = {"province": "p", "district": "d", "commune": "c", "village": "v"}
_CODES = {
    "province": re.compile(r"[0-9]{2}"),
    "district": re.compile(r"[0-9]{3}"),
    "commune": re.compile(r"[0-9]{5}"),
    "village": re.compile(r"[0-9]{5}-[a-z0-9]+(?:-[a-z0-9]+)*"),
}
_FORM = re.compile(r"([^-]+)-([pdcv])(.+)", re.DOTALL)
_LEGAL = (
    "vn, <vintage>-p<2 digits>, 2024-d<3 digits>, <vintage>-c<5 digits> or "
    f"<vintage>-v<5 digits>-<slug>, with vintage {' or '.join(VINTAGES)}"
)


@dataclass(frozen=True)
class AreaId:
    """One area id in its parts; the nation has no vintage and no code."""

    vintage: str | None
    level: str
    code: str

    def __post_init__(self) -> None:
        if not self._is_legal():
            raise ValueError(
                f"no area id: vintage {self.vintage!r}, level {self.level!r}, "
                f"code {self.code!r}; legal: {_LEGAL}"
            )

    def _is_legal(self) -> bool:
        if self.level == "nation":
            return self.vintage is None and self.code == ""
        if self.vintage not in VINTAGES or self.level not in _CODES:
            return False
        if self.level == "district" and self.vintage != "2024":
            return False
        return _CODES[self.level].fullmatch(self.code) is not None

    @classmethod
    def parse(cls, text: str) -> Self:
        """The id that the text spells; ValueError with the legal forms for anything else."""
        if text == NATION:
            return cls(None, "nation", "")
        levels = {letter: level for level, letter in _LETTERS.items()}
        found = _FORM.fullmatch(text)
        if found is None:
            raise ValueError(f"no area id: {text!r}; legal: {_LEGAL}")
        try:
            return cls(found[1], levels[found[2]], found[3])
        except ValueError:
            raise ValueError(f"no area id: {text!r}; legal: {_LEGAL}") from None

    def __str__(self) -> str:
        if self.level == "nation":
            return NATION
        return f"{self.vintage}-{_LETTERS[self.level]}{self.code}"


def vintage_of(day: date) -> str:
    """The vintage whose areas were in force on the day: 2024 before 1 July 2025, else 2025."""
    return "2024" if day < MERGER else "2025"
