"""Blanks what may be personal, before anything else sees the cells.

By what a header says of its column, and by how a cell looks: phone and identity numbers, addresses
of email. A name has no look of its own: it is found only under or beside a word that announces it,
so one in free text, such as a signature under the table, is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.imports.numbers import MARKS, parse
from data.imports.problems import Problem
from data.imports.workbook import Sheet
from geo.names import normalise

HEADER_ROWS = 30  # in which a header is looked for
_LEVELS = 3  # of a header
_SHORTEST = 7  # bytes of what is personal by its look
_FEWEST, _MOST = 5, 0.9  # cells of a column told by its look, and the share that looks so
_SAMPLE = 10_000

_NAME = (
    r"(?:stt )?họ(?: và|,)? ?tên\b.*|họ (?:và )?(?:chữ )?(?:đệm|lót)|"
    r"tên (?:thành viên|tổ trưởng|tổ phó|đội trưởng|chủ hộ|cán bộ|người)\b.*|"
    r"(?:người|cán bộ|đầu mối) (?:liên hệ|phụ trách|lập|lập biểu|báo cáo|tổng hợp|đại diện)|"
    r"đầu mối|chủ hộ|địa chỉ(?: (?:thường trú|liên hệ|nơi ở|nhà|hiện nay))?|"
    r"nơi ở(?: hiện nay)?|nơi thường trú|quê quán|(?:full|last|first|member|leader) name|"
    r"name of (?:member|leader|contact)|contact(?: person)?|(?:home )?address"
)
_SURNAMES = re.compile(r"họ(?: (?:và )?(?:tên |chữ )?(?:đệm|lót))?")
_LEADER = r"tổ trưởng|tổ phó|đội trưởng|đội phó|tổ viên|thành viên(?: tổ)?|trưởng ban|phó ban"
_BIRTH = (
    r"(?:ngày,? ?)?(?:tháng,? ?)?năm sinh|ngày sinh|sinh (?:ngày|năm)|date of birth|"
    r"birth ?(?:date|day|year)|year of birth"
)
_NUMBER = (
    r"(?:số )?(?:điện thoại|đt|sđt|di động|zalo|cccd|cmnd|cmt|căn cước|chứng minh|định danh|"
    r"hộ chiếu)\b.*|tel\.?|(?:tele)?phone(?: (?:number|no\.?))?|mobile|"
    r"(?:id|identity|passport)(?: card)? (?:number|no\.?)"
)
# What may stand where a name may: the role or the group of a person, without the name behind it.
_ROLE = re.compile(
    r"(?:tổ |đội |chi hội |chi đoàn )?(?:trưởng|phó)\b|bí thư|chi (?:bộ|hội|đoàn)|hội |đoàn "
    r"(?:thanh niên|viên|xã|tncs)|ủy viên|cán bộ|công chức|viên chức|giáo viên|nhân viên|"
    r"chủ tịch|lãnh đạo|đảng viên|công an|mặt trận|ban |thôn|xóm|ấp|khóm|bản |xã|phường|khu"
)
_SURNAME = re.compile(
    r"\b(?:nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý|đinh|lương|"
    r"trịnh|mai|đào|hà|nông|thạch|sơn|kim|danh|cao|tô|tạ|châu|quách|lò|vi|"
    r"đoàn(?! (?:xã|phường|thanh|viên|thể|tncs|thôn|cơ sở))) \w+"
)
_AMOUNT = (
    r"(?<!cộng )(?<!hội )đồng\b|vnđ|vnd|tiền|kinh phí|doanh thu|giá trị|ngân sách|vốn|thu nhập|"
    r"chi phí|dân số|sản lượng|số lượng|tổng số"
)


def _without_accents(pattern: str) -> str:
    apart = unicodedata.normalize("NFD", pattern).replace("đ", "d")
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


# Typed without accents as well, but for birth: "Nam sinh" are male pupils, and counted.
_KINDS = {
    "birth": re.compile(_BIRTH),
    "leader": re.compile(f"{_LEADER}|{_without_accents(_LEADER)}"),
    "name": re.compile(f"họ|{_NAME}|{_without_accents(_NAME)}"),
    "number": re.compile(f"{_NUMBER}|{_without_accents(_NUMBER)}"),
}

# By their look (RE2). A figure begins with no 0 before other digits, so these are none: phones
# (0912.345.678, (0208) 3855 123, +84 912 345 678) and identity numbers (001203004567).
_GAP = r"[ \x{a0}.\-]{0,3}"
_SURE = (
    r"(?:^|[^0-9.,+]|(?:^|[^0-9])[.,])"
    rf"(?:\(?0[35789][0-9]\)?(?:{_GAP}[0-9]){{7}}|\(?0[12][0-9]{{1,2}}\)?(?:{_GAP}[0-9]){{7,8}}"
    rf"|(?:\+|00){_GAP}84{_GAP}\(?0?\)?(?:{_GAP}[0-9]){{9,10}}|0[0-9]{{2}}(?:{_GAP}[0-9]){{9}})"
    r"(?:$|[^0-9.,]|[.,](?:$|[^0-9]))"
    r"|[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+\.[A-Za-z]"
    r"|^(?i:[^\pL]*(?:họ (?:và )?tên|người (?:lập|ký|báo cáo|liên hệ|phụ trách)|chủ hộ|địa chỉ"
    r"|(?:ngày|năm) sinh)[^:]{0,30}:\s*\S)"
)
_GROUPED = r"^[1-9][0-9]{0,2}(?:[ \x{a0}][0-9]{3})+$"
# These may be figures; personal only where nearly all of a column looks so: phones and identity
# numbers whose first zeros were lost, and the old ones of nine digits.
_ALIKE = (
    rf"^(?:84{_GAP})?(?:3[2-9]|5[25-9]|7[06-9]|8[1-9]|9[0-9])(?:{_GAP}[0-9]){{7}}$",
    r"^[0-9]{9}$|^(?:[1-9]?[1-9]|[1-9]0)[0-3][0-9]{8}$",
)
_NINE_DIGITS = r"^(?:[^0-9]*[0-9]){9}"
_FEW_DIGITS = r"^\(?[0-9]{1,3}(?:[., ]?[0-9]{3})?(?:[.,][0-9]{1,2})?\s?%?\)?$"


@dataclass(frozen=True)
class _Header:
    """A cell that announces what is personal: kind is one of _KINDS."""

    row: int
    place: int
    kind: str
    text: str


def blank(sheet: Sheet) -> tuple[Sheet, tuple[Problem, ...]]:
    """The sheet with such cells blanked, and a notice for each column in which there were any.

    Counts survive: "Số người có điện thoại" announces nothing, and under a header that does,
    numbers of up to six digits stay (but for years of birth). A leader's role stays as well.
    """
    cells, numbers, problems = sheet.cells, sheet.numbers, []
    head = [column.slice(0, HEADER_ROWS).to_pylist() for column in cells.columns]
    headers = list(_headers(sheet, head))
    for place, name in enumerate(cells.column_names):
        texts = cells.column(place).combine_chunks()
        above = [header for header in headers if header.place == place]
        is_personal = _personal(texts, _where(len(texts), place, headers), head[place])
        if is_personal is None or not (count := pc.sum(is_personal).as_py()):
            continue
        cells = cells.set_column(place, name, pc.if_else(is_personal, "", texts))
        if numbers is not None:
            none = pa.scalar(None, pa.float64())
            kept = pc.if_else(is_personal, none, numbers.column(place).combine_chunks())
            numbers = numbers.set_column(place, name, kept)
        field = above[-1].text if above and not _SURNAME.search(above[-1].text.casefold()) else ""
        problems.append(
            Problem("personal_blanked", sheet.name, 0, name, field=field, found=str(count))
        )
    return replace(sheet, cells=cells, numbers=numbers), tuple(problems)


def is_sure(text: str) -> bool:
    """Whether a text by itself holds what looks like a phone or identity number, or an address."""
    return bool(pc.match_substring_regex(pa.scalar(text), _SURE).as_py())


def _headers(sheet: Sheet, head: list[list[str]]) -> Iterator[_Header]:
    """The cells among the first rows that announce what is personal, for each column they span."""
    widths = {(merged[0], merged[1]): merged[3] for merged in sheet.merged}
    for row, texts in enumerate(zip(*head, strict=True)):
        said = [normalise(text).casefold() for text in texts]
        if any(map(_is_figure, said)):
            continue  # "Zalo" or "Địa chỉ" may be what a row of figures is about
        kinds = [_kind(text) for text in said]
        for place, kind in enumerate(kinds):
            if said[place] == "tên" and any(map(_SURNAMES.fullmatch, said)):
                kind = "name"
            if kind:
                for spanned in range(place, widths.get((row, place), place) + 1):
                    yield _Header(row, spanned, kind, texts[place])


def _is_figure(text: str) -> bool:
    is_year = re.fullmatch(r"(?:19|20)[0-9]{2}", text)
    return not is_year and re.fullmatch(r"[0-9][0-9.,]*\s?%?", text) is not None


def _kind(header: str) -> str:
    """What a header announces, one of _KINDS; "" for nothing personal."""
    if re.search(r":.*\w|[0-9]{4}", header):
        return ""  # it holds what it announces, and is blanked by its look
    bare = re.sub(r"\([^)]*\)|[*:]", "", header).strip()
    for kind, pattern in _KINDS.items():
        if any(pattern.fullmatch(part.strip()) for part in (bare, *re.split(r"[,;/&+–-]", bare))):
            return kind
    return ""


def _where(size: int, place: int, headers: list[_Header]) -> dict[str, Any]:
    """By kind, which of so many rows a column's headers, and labels to the left, speak of."""
    rows, spoken = np.arange(size), dict[str, Any]()
    for header in headers:
        is_label = header.text.endswith(":")
        if header.place == place and not is_label:
            levels = range(header.row, header.row + _LEVELS)
            end = max(other.row for other in headers if other.row in levels)
            under = rows > end
        elif header.place < place and is_label:
            under = rows == header.row
        else:
            continue
        spoken[header.kind] = spoken.get(header.kind, False) | under
    return spoken


def _personal(texts: Any, spoken: dict[str, Any], head: list[str]) -> Any | None:
    """Which cells may be personal; None if none."""
    if not spoken and (pc.max(pc.binary_length(texts)).as_py() or 0) < _SHORTEST:
        return None
    column = _Column.of(texts)
    found = column.spread(_looks(column, head))
    for kind, under in spoken.items():
        said = column.spread(_fits(column.words, kind))
        found = pc.or_(found, pc.and_(said, pa.array(under)))
    return found


@dataclass(frozen=True)
class _Column:
    """Texts once each, and which one each cell holds; None where they are taken as they stand."""

    words: Any
    each: Any | None

    @classmethod
    def of(cls, texts: Any) -> Self:
        """The column of texts; where hardly any is there twice, finding that out costs most."""
        if pc.count_distinct(texts.slice(0, _SAMPLE)).as_py() > _SAMPLE // 2:
            return cls(texts, None)
        encoded = texts.dictionary_encode()
        return cls(encoded.dictionary, encoded.indices)

    def spread(self, flags: Any) -> Any:
        """What is true of the words, for each cell."""
        return flags if self.each is None else flags.take(self.each)


def _looks(column: _Column, head: list[str]) -> Any:
    """Which words look personal, by themselves or as nearly all of their column do."""
    words = column.words
    sure = pc.match_substring_regex(words, _SURE)
    sure = pc.and_not(sure, pc.match_substring_regex(words, _GROUPED))
    if any(re.search(_AMOUNT, normalise(text).casefold()) for text in head if _is_header(text)):
        return sure
    for pattern in _ALIKE:
        alike = pc.match_substring_regex(words, pattern)
        if pc.any(alike).as_py() and _are_most(column, pc.or_(sure, alike)):
            return pc.or_(sure, alike)
    return sure


def _is_header(text: str) -> bool:
    return bool(text) and not any(map(str.isdigit, text))


def _are_most(column: _Column, alike: Any) -> bool:
    """Whether nearly all cells with digits are so, nearly all distinct, and few of them round."""
    with_digits = pc.match_substring_regex(column.words, "[0-9]")
    cells = int(pc.sum(column.spread(alike)).as_py())
    distinct = int(pc.sum(alike).as_py())
    if distinct < max(_FEWEST, _MOST * cells):
        return False
    rounded = int(pc.sum(pc.and_(alike, pc.ends_with(column.words, "000"))).as_py())
    of = int(pc.sum(column.spread(with_digits)).as_py())
    return cells >= _MOST * of and rounded <= (1 - _MOST) * distinct


def _fits(words: Any, kind: str) -> Any:
    """Which words may be personal where a header of the kind speaks of them."""
    filled = pc.not_equal(words, "")
    match kind:
        case "number":
            return pc.match_substring_regex(words, _NINE_DIGITS)
        case "name":
            return pc.and_not(filled, pc.match_substring_regex(words, _FEW_DIGITS))
        case "leader":
            return pa.array(map(_is_name, words.to_pylist()), pa.bool_())
    return filled


def _is_name(text: str) -> bool:
    """Whether a text where a role or a count may stand is neither: words, and no known role."""
    said = normalise(text).casefold()
    if len(re.findall(r"[^\W\d_]+", said)) < 2 or any(_reads(said, mark) for mark in MARKS):
        return False
    return not _ROLE.match(said) or _SURNAME.search(said) is not None


def _reads(text: str, mark: str) -> bool:
    try:
        parse(text, mark)
    except ValueError:
        return False
    return True
