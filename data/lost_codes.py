"""What a code may mean that is no area: old, without its vintage, or written wrongly."""

import re
from typing import TYPE_CHECKING

from data.cache import frame

if TYPE_CHECKING:
    import pandas as pd

# As "2024-p38", with what people leave out or change: vintage, letter, dashes, a village's name.
_WRITTEN = re.compile(r"(?:(2024|2025)(?=\D)[\W_]*)?([a-z]?)[\W_]*(\d{1,5})(?:-.*)?", re.IGNORECASE)
# How long the codes of provinces, districts and communes are, by the letter that was written.
_LENGTHS = {"p": (2,), "d": (3,), "c": (5,), "v": (5,), "": (2, 3, 5)}


def meant(code: str) -> "pd.DataFrame":
    """The areas that an unknown area code may mean; no row where it is like no code.

    One row per area_id, today's and the larger first; columns of areas_by_code. Areas with exactly
    these digits come before those that only lack leading zeros, which spreadsheets drop; a vintage
    that the code names is kept to where it has such an area.
    """
    written = _WRITTEN.fullmatch(code.strip())
    vintage, letter, digits = written.groups() if written else (None, "", "")
    found = frame("areas_by_code", codes=(digits,))
    if digits and found.empty:
        lengths = _LENGTHS.get(letter.lower(), _LENGTHS[""])
        padded = (digits.zfill(length) for length in lengths if len(digits) < length)
        found = frame("areas_by_code", codes=tuple(padded))
    same_vintage = found[found["vintage"] == vintage]
    return found if same_vintage.empty else same_vintage
