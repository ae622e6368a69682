"""What a reviewer writes to who submitted a file: one plain line, without numbers of people."""

from __future__ import annotations

from data.imports import personal
from data.imports.delivery import LONG_NUMBER

MOST_LETTERS = 500


class RemarkError(ValueError):
    """A remark that may not be kept; `code` is empty, long or personal."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def checked(text: str) -> str:
    """The remark as it is kept, in one line. Raises RemarkError.

    Args:
        text: As it was written.
    """
    said = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if not said:
        raise RemarkError("empty")
    if len(said) > MOST_LETTERS:
        raise RemarkError("long")
    if LONG_NUMBER.search(said) or personal.is_sure(said):
        raise RemarkError("personal")
    return said
