"""What is doubtful in staged figures: every check at once, as rows of the cursor's `trouble`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from data import paths, statements
from data.imports.delivery import DATASET, Delivery
from data.imports.problems import Problem
from data.migrations import Cursor


@dataclass(frozen=True)
class Rule:
    """A rule between figures of one area and date.

    The sum of `left` is at least `least` times and at most `most` times the sum of `right`;
    None: no such bound. `said` are its words in Vietnamese, `said_en` in English.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    least: float | None
    most: float | None
    said: str
    said_en: str = ""


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of `catalogue/field_rules.csv`."""
    with (paths.CATALOGUE / "field_rules.csv").open(encoding="utf-8", newline="") as text:
        return tuple(map(_rule, csv.DictReader(text)))


def _rule(row: Mapping[str, str]) -> Rule:
    return Rule(
        left=tuple(row["left"].split("+")),
        right=tuple(row["right"].split("+")),
        least=float(row["least"]) if row["least"] else None,
        most=float(row["most"]) if row["most"] else None,
        said=row["said_vi"],
        said_en=row["said_en"],
    )


def check(cursor: Cursor, delivery: Delivery, today: date) -> None:
    """Adds to the cursor's `trouble` what is doubtful in its staged figures.

    Args:
        cursor: Staged.
        delivery: Says the kind of file, and the source: another one that disagrees is said.
        today: No result may be of a period that begins after it.
    """
    statements.write(cursor, "imports/check_scale")
    statements.write(cursor, "imports/check_ranges")
    statements.write(cursor, "imports/check_percent")
    if delivery.kind == "targets":
        statements.write(cursor, "imports/check_targets")
        return
    where = {"dataset": DATASET}
    statements.write(cursor, "imports/check_future", today=today)
    statements.write(cursor, "imports/check_duplicates")
    statements.write(cursor, "imports/check_parts", **where)
    contradictions(cursor, delivery.origin.source_id)
    statements.write(cursor, "imports/series")
    statements.write(cursor, "imports/check_history")
    for rule in rules():
        statements.write(
            cursor,
            "imports/check_rule",
            left=list(rule.left),
            right=list(rule.right),
            least=rule.least,
            most=rule.most,
            parts=len({*rule.left, *rule.right}),
            said=rule.said,
        )


def contradictions(cursor: Cursor, source_id: str) -> None:
    """Adds to the cursor's `trouble` the staged figures that another source contradicts.

    Args:
        cursor: Staged.
        source_id: Of the file.
    """
    said = {"dataset": DATASET, "source": source_id}
    statements.write(cursor, "imports/check_contradicts", **said)


def problems(cursor: Cursor, most: int) -> tuple[Problem, ...]:
    """The first problems of the cursor's `trouble`, errors first, then in the file's order."""
    rows = statements.write(cursor, "imports/problems", most=most).fetchall()
    return tuple(Problem(*row) for row in rows)


def counts(cursor: Cursor) -> dict[str, int]:
    """How many problems there are of each severity; none is left out."""
    return dict(statements.write(cursor, "imports/problem_counts").fetchall())
