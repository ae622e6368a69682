"""One thing wrong, or worth knowing, in a file: as data. Its words lie in the catalogue."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from data import paths

SEVERITIES = ("error", "warning", "notice")


@dataclass(frozen=True)
class Problem:
    """What was found where; code, severity and words by code are in `catalogue/problems.csv`.

    Attributes:
        code: One of the catalogue's.
        sheet: Name of the sheet; "" where there is none.
        row: Row of the file, counted from 1; 0 where it is about no single row.
        column: Letters of the column; "" where it is about no single column.
        field: What the column holds, as its header says it.
        found: The cell's text; blank where it may be personal.
        expected: What would have been right; "" where the catalogue's words say it all.
    """

    code: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    field: str = ""
    found: str = ""
    expected: str = ""

    @property
    def severity(self) -> str:
        """How bad it is: an error keeps its cell out, a warning asks to look, a notice tells."""
        return catalogue()[self.code]["severity"]


class UnreadableFileError(Exception):
    """The file as a whole cannot be read; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code, problem.found)
        self.problem = problem


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Severity and words by code: severity, says_vi, says_en, hint_vi, hint_en.

    Words may hold {found}, {expected} and {field}.
    """
    with (paths.CATALOGUE / "problems.csv").open(encoding="utf-8", newline="") as text:
        return {row["code"]: row for row in csv.DictReader(text)}


def severities() -> list[dict[str, str]]:
    """Code and severity of every problem there may be."""
    return [{"code": code, "severity": each["severity"]} for code, each in catalogue().items()]


def place(problem: Problem, file_name: str, language: str) -> str:
    """Where it is: `bao_cao.xlsx, sheet "Tháng 10", row 14, column D (Số thành viên)`."""
    vietnamese = language == "vi"
    parts = [file_name]
    if problem.sheet:
        parts.append(f'{"trang" if vietnamese else "sheet"} "{problem.sheet}"')
    if problem.row:
        parts.append(f"{'dòng' if vietnamese else 'row'} {problem.row}")
    if problem.column:
        field = f" ({problem.field})" if problem.field else ""
        parts.append(f"{'cột' if vietnamese else 'column'} {problem.column}{field}")
    return ", ".join(part for part in parts if part)


def sentence(problem: Problem, file_name: str, language: str) -> str:
    """Where, what was found, what was expected and what to do, in one line of text."""
    words = catalogue()[problem.code]
    expected = problem.expected or "–"
    details = {"found": problem.found, "expected": expected, "field": problem.field}
    said = [words[f"says_{language}"], words[f"hint_{language}"]]
    text = " ".join(part.format(**details) for part in said if part)
    return f"{place(problem, file_name, language)}: {text}"
