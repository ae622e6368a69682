"""What the words above a table, or the name of its sheet, say: indicator, unit, period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from data.imports import periods
from data.imports.headers import Meaning, Unit, Vocabulary
from geo.names import fold

_ASIDE = re.compile(
    r"(?:cong hoa xa hoi chu nghia|doc lap tu do|(?:bieu|mau|phu luc)(?: so| bieu| mau)?"
    r"(?: [ivx\d]+)?$|kem theo\b)"
)
_UNIT_LINE = re.compile(r"\(?(?:đơn vị(?: tính)?|đvt|unit)\s*[:.]\s*([^()]+?)\)?$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^(?:(?:bảng|biểu|table)\s*(?:số\s*)?)?[\dIVX.]*\s*[.:)\-–]?\s+", re.IGNORECASE
)
_OPENING = re.compile(
    r"^(?:báo cáo|thống kê|(?:biểu |bảng )?tổng hợp|số liệu|kết quả|tình hình)\s+(?:về\s+)?",
    re.IGNORECASE,
)
# What may follow the name of what a table is of.
_GOES_ON = re.compile(
    r"\s*(?:$|[(,:;.–-]|(?:phân|chia|theo|tại|ở|của|trên|trong|năm|tháng|quý|đến|tính|từ|giai đoạn"
    r"|by|in|of|as of)\b)",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"(?<![\d/.-])(?:"
    r"(?:ngày\s+)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|(?:ngày\s+)?\d{1,2} tháng \d{1,2} năm \d{4}"
    r"|tháng \d{1,2}(?: năm |/|-)\d{4}|quý\s(?:[1-4]|i{1,3}|iv)(?:/|-| năm | )\d{4}"
    r"|[369] tháng(?: đầu năm| đầu| năm)? \d{4}|6 tháng cuối năm \d{4}"
    r"|\d{4}-\d{2}(?:-\d{2})?|t\d{1,2}[./-]\d{4}|\d{1,2}[/-]\d{4}|năm \d{4}"
    r")(?![\d/.-]*\d|/)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/-])")
_LEADING_TO = re.compile(r"[\s,(–-]*(?:(?:tính )?đến(?: hết)?|trong|sơ bộ|ước)?\s*$", re.IGNORECASE)
_NOT_OF_FIGURES = re.compile(
    r"(?:so với|cùng kỳ|kế hoạch số|công văn số|quyết định số|số \S+ ngày|,)\s*$", re.IGNORECASE
)


@dataclass(frozen=True)
class Title:
    """What a table's title says.

    Attributes:
        text: Its lines as one.
        subject: The words in it that name an indicator; "" for none.
        meaning: That indicator, None for none.
        unit: That of a line of its own, "Đơn vị tính: …".
        period: As in a layout; "" where it names none, or several.
        year: The only year it names, to which months across belong; "" for none or several.
    """

    text: str = ""
    subject: str = ""
    meaning: Meaning | None = None
    unit: Unit | None = None
    period: str = ""
    year: str = ""


def read(lines: Iterable[str], sheet: str, vocabulary: Vocabulary) -> Title:
    """What the lines above a table say; the sheet's name where they are silent.

    Args:
        lines: The cells above the header that are not blank.
        sheet: Name of the sheet.
        vocabulary: The words for indicators.
    """
    lines = list(lines)
    said = [line for line in lines if not is_aside(line)]
    text = " ".join(said)
    subject = next(filter(None, (_subject(each, vocabulary) for each in (*said, sheet))), "")
    units = (vocabulary.unit(found[1]) for line in lines if (found := _UNIT_LINE.search(line)))
    years = set(_YEAR.findall(text)) or set(_YEAR.findall(sheet))
    return Title(
        text=text,
        subject=subject,
        meaning=vocabulary.meaning(subject) if subject else None,
        unit=next(filter(None, units), None),
        period=period_in(text) or period_in(sheet),
        year=years.pop() if len(years) == 1 else "",
    )


def is_aside(text: str) -> bool:
    """Whether a line stands in every such paper, or says the unit: no title."""
    return bool(_ASIDE.match(fold(text)) or _UNIT_LINE.match(text))


def period_in(text: str) -> str:
    """The one period that a text names; "" for none or several."""
    found = {
        canonical(each[0])
        for each in _PERIOD.finditer(text)
        if not _NOT_OF_FIGURES.search(text[: each.start()])
    }
    return found.pop() if len(found) == 1 else ""


def dated(header: str) -> tuple[str, str]:
    """A header without the period that it ends with, and that period: "Dân số", "2024"."""
    for found in (*_PERIOD.finditer(header), *_YEAR.finditer(header)):
        if not header[found.end() :].strip(" ()*") and (period := canonical(found[0])):
            return _LEADING_TO.sub("", header[: found.start()]), period
    return header, ""


def canonical(text: str) -> str:
    """A period as layouts write it: "2019", "2025-06" or "2025-06-30"; "" for what is none.

    As it is where that would say less, such as of a quarter.
    """
    try:
        said = periods.parse(text)
    except ValueError:
        return ""
    length = {"day": 10, "month": 7, "year": 4}[said.precision]
    short = said.as_of.isoformat()[:length]
    known = periods.parse(short)
    same = (known.as_of, known.period_start) == (said.as_of, said.period_start)
    return short if same else text


def _subject(line: str, vocabulary: Vocabulary) -> str:
    """The longest beginning of the line that names an indicator and ends where a name may end."""
    for start in _starts(line):
        words = start.split(" ")
        for count in range(min(len(words), 20), 0, -1):
            begun = " ".join(words[:count])
            if _GOES_ON.match(start[len(begun) :]) and vocabulary.match(begun.rstrip(" ,:;.–-(")):
                return begun.rstrip(" ,:;.–-(")
    return ""


def _starts(line: str) -> Iterator[str]:
    """The line, then without what it may begin with: its number, "Báo cáo"."""
    yield line
    bare = _NUMBERED.sub("", line)
    yield bare
    yield _OPENING.sub("", bare)
