"""What was found in a boundary file, in words: what it is, what was expected, what to do."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache

from data import paths
from geo.boundaries.report import Example, Finding


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Words by a finding's code: unit of its amounts, says_vi, says_en, hint_vi, hint_en.

    Words may hold {count}, {found}, {expected}, {field} and {amount}.
    """
    file = paths.CATALOGUE / "boundary_findings.csv"
    with file.open(encoding="utf-8", newline="") as text:
        return {row["code"]: row for row in csv.DictReader(text)}


def sentence(finding: Finding, language: str) -> str:
    """What was found and what to do, in one line of text."""
    words = catalogue()[finding.code]
    amount = amount_in_words(finding.code, finding.amount, language)
    details = {
        "count": _grouped(finding.count, language),
        "found": finding.found or amount or "–",
        "expected": finding.expected or "–",
        "field": finding.field,
        "amount": amount or "–",
    }
    said = (words[f"says_{language}"], words[f"hint_{language}"])
    return " ".join(part.format(**details) for part in said if part)


def examples_in_words(finding: Finding, names: Mapping[str, str], language: str) -> Iterator[str]:
    """Each example in a line of text: row, unit, what was found and expected, how much.

    Args:
        finding: Of a report.
        names: Of the units, by area_id.
        language: "vi" or "en".
    """
    for example in finding.examples:
        row = "dòng" if language == "vi" else "row"
        parts = [
            f"{row} {example.row}" if example.row else "",
            unit_in_words(example.area_id, names),
            " ≠ ".join(filter(None, said_in_words(example, names))),
            amount_in_words(finding.code, example.amount, language),
        ]
        yield ", ".join(filter(None, parts))


def said_in_words(example: Example, names: Mapping[str, str]) -> tuple[str, str]:
    """What was found and what was expected; a unit by its name, and not if it is the example's."""
    texts = (unit_in_words(text, names) or text for text in (example.found, example.expected))
    found, expected = texts
    own = names.get(example.area_id)
    return ("" if found == own else found), ("" if expected == own else expected)


def unit_in_words(area_id: str, names: Mapping[str, str]) -> str:
    """The name and code of a unit; "" for what is no id of one of the names."""
    if area_id not in names:
        return ""
    return f"{names[area_id]} ({area_id.rpartition('-')[2][1:]})"


def amount_in_words(code: str, amount: float | None, language: str) -> str:
    """An amount of a finding of the code with its unit: "12,5 km²"; "" for none."""
    unit = catalogue()[code]["unit"]
    if amount is None or not unit:
        return ""
    text = f"{amount:.3g}" if abs(amount) < 1000 else f"{amount:.0f}"
    return f"{text.replace('.', ',') if language == 'vi' else text} {unit}"


def _grouped(count: int, language: str) -> str:
    return f"{count:,}".replace(",", "." if language == "vi" else ",")
