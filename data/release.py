"""What this release fills a new warehouse with, and whether an older one lacks some of it."""

from __future__ import annotations

import csv
from pathlib import Path

from data import paths

# A file that came after the first release holds targets alone: results that are added to others
# would need their conflicts found anew.
FILES = ("published_figures.csv", "published_population.csv", "national_targets.csv")

Rows = set[tuple[str, ...]]


def is_behind(files: set[str], indicators: Rows, breaks: Rows) -> bool:
    """Whether a warehouse was filled from published files, and this release has more of them.

    What a warehouse has beyond this release is no reason: a later release may have filled it.

    Args:
        files: Names of the files that it was filled from.
        indicators: The rows of its table `indicator` as text, "" for what is missing.
        breaks: The same of its table `indicator_break`.
    """
    if FILES[0] not in files:
        return False
    return not (
        files.issuperset(FILES)
        and indicators >= _rows(paths.CATALOGUE / "indicators.csv")
        and breaks >= _rows(paths.CATALOGUE / "indicator_breaks.csv")
    )


def _rows(file: Path) -> Rows:
    with file.open(encoding="utf-8", newline="") as lines:
        return {tuple(row) for row in list(csv.reader(lines))[1:]}
