"""Broken files of many sorts, the same for the same seed; nothing real in them."""

import random
from collections.abc import Iterator

from tests.data.imports import broken_binaries, broken_texts, broken_zips

SORTS = (*broken_texts.SORTS, *broken_zips.SORTS, *broken_binaries.SORTS)
ENDINGS = ("csv", "xlsx", "xls", "ods", "parquet", "txt", "xlsm", "", "pdf", "docx")


def broken_files(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Names and contents, made one at a time; all sorts come up before one comes again.

    Args:
        seed: Of all that is left to chance.
        count: How many files.
    """
    for number in range(count):
        ending, make = SORTS[number % len(SORTS)]
        chance = random.Random(f"{seed} {number}")
        if number >= len(SORTS) and chance.random() < 0.1:
            ending = chance.choice(ENDINGS)
        yield f"{number:04d}_{make.__name__}.{ending}", make(chance)
