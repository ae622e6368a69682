"""What a file holds, for people, in Vietnamese and then in English."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

from data import dictionary
from data.cache import rows as ask_rows
from data.datasets import DOUBTFUL, PUBLISHED
from data.writing.columns import DATE
from data.writing.metadata import CAUTIONS, RIGHTS, TITLE, indicators_of
from data.writing.tables import Table

_WORDS: dict[str, dict[str, str]] = {
    "vi": {
        "made": "Lập ngày {today:%d/%m/%Y}.",
        "published": "Số liệu đã công bố, mỗi số liệu kèm nguồn.",
        "reported": "Số liệu do cơ quan này nhập từ tệp.",
        **{dataset: said["vi"] for dataset, said in CAUTIONS.items()},
        "what": "{figures} số liệu của {indicators} chỉ số.",
        "days": "Tính đến các ngày từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}.",
        "undated": "{undated} số liệu không ghi ngày.",
        "chosen": "Đã chọn",
        "all": "tất cả",
        "again": "Chọn lại như vậy: /downloads{query}",
        "then": "Theo đơn vị hành chính tại thời điểm của số liệu: mốc 2024 là trước 1/7/2025 "
        "(63 tỉnh, có cấp huyện), mốc 2025 là từ ngày 1/7/2025 (34 tỉnh, không còn cấp huyện).",
        "today": "Theo đơn vị hành chính ngày nay: số liệu trước 1/7/2025 được chuyển sang. Số "
        "đếm thì cộng lại (sum); nơi bị chia thì ước tính theo phần diện tích (estimate).",
        "stored": "Chỉ có số liệu được lưu. Tổng của các xã mà bản đồ cộng lấy không có trong tệp.",
        "communes": "Có cả tổng của các xã (carried là total) và tỷ lệ tính từ tổng ấy (ratio) cho "
        "nơi không có số liệu riêng: parts trên expected xã. Thiếu xã thì tổng là mức ít nhất "
        "(at_least).",
        "missing": "Ô trống là không có số liệu, không phải là 0. Hai nguồn nói khác nhau thì có "
        "cả hai, với in_conflict là true.",
        "defused": "Chữ mà bảng tính có thể chạy như công thức có dấu nháy ' ở trước trong CSV.",
        "sources": "Nguồn",
        "no_sources": "Không có.",
        "qualifiers": "Từ đi kèm giá trị (qualifier)",
        "indicators": "Chỉ số",
        "columns": "Các cột",
        "rights": "Quyền sử dụng",
        "cite": "Cách dẫn nguồn",
        "citation": "[tên nguồn ở trên], qua CNSCĐ Atlas, lập ngày {today:%d/%m/%Y}, chọn{query}",
    },
    "en": {
        "made": "Made on {today}.",
        "published": "Published figures, each with its source.",
        "reported": "Figures that this office imported from files.",
        **{dataset: said["en"] for dataset, said in CAUTIONS.items()},
        "what": "{figures} figures of {indicators} indicators.",
        "days": "As of days from {first} to {last}.",
        "undated": "{undated} figures have no date.",
        "chosen": "What was chosen",
        "all": "all",
        "again": "To choose it again: /downloads{query}",
        "then": "In administrative units of the figures' own time: vintage 2024 is before 1 July "
        "2025 (63 provinces, with districts), vintage 2025 is since then (34 provinces, none).",
        "today": "In administrative units of today: figures of before 1 July 2025 are carried "
        "over. Counts add up (sum); of a divided unit its share of the land is taken (estimate).",
        "stored": "Stored figures only. Sums of communes that the map adds up are not in the file.",
        "communes": "Sums of communes (carried is total) and ratios of such sums (ratio) are here "
        "too, for areas without a figure of their own: of parts communes out of expected. Where "
        "communes are missing a sum is at least so much (at_least).",
        "missing": "An empty cell is no figure, not zero. Where two sources disagree both are "
        "here, with in_conflict true.",
        "defused": "Text that a spreadsheet might run as a formula has a ' before it in CSV.",
        "sources": "Sources",
        "no_sources": "None.",
        "qualifiers": "Words around a value (qualifier)",
        "indicators": "Indicators",
        "columns": "Columns",
        "rights": "Rights",
        "cite": "How to cite",
        "citation": "[source above], by way of CNSCĐ Atlas, made on {today}, selection{query}",
    },
}
_LANGUAGES = ("vi", "en")


def paragraphs(table: Table) -> Iterator[str]:
    """The lines of the text, "" between its parts; the table's frames must have been read.

    Args:
        table: What was written.
    """
    for language in _LANGUAGES:
        yield from _said(table, language)
        yield ""


def to_read(table: Table, file: str, separator: str, decimal: str) -> Iterator[str]:
    """Lines that say how a program reads the CSV beside the text.

    Args:
        table: What was written.
        file: The name of the CSV.
        separator: Between its cells.
        decimal: Of its numbers.
    """
    dates = [column.name for column in table.columns if column.kind == DATE]
    yield "Đọc bằng Python (pandas); metadata.json (CSVW) nói điều này cho chương trình khác."
    yield "To read it in Python (pandas); metadata.json (CSVW) tells other programs the same."
    yield (
        f"  table = pandas.read_csv({file!r}, encoding='utf-8-sig', sep={separator!r}, "
        f"decimal={decimal!r}, parse_dates={dates}, dtype={{'vintage': 'str'}}, "
        "keep_default_na=False, na_values=[''])"
    )


def _said(table: Table, language: str) -> Iterator[str]:
    words, told, selection = _WORDS[language], table.told, table.selection
    query = "?" + urlencode(selection.to_query(), safe=",") if selection.to_query() else ""
    today = date.today()
    yield from (TITLE[language], words["made"].format(today=today), words[selection.dataset])
    counts = {"figures": told.figures, "indicators": len(told.indicators)}
    yield words["what"].format(**counts)
    if told.first:
        yield words["days"].format(first=told.first, last=told.last)
    if told.undated:
        yield words["undated"].format(undated=told.undated)
    yield from (
        words[selection.units],
        words[selection.sums or "stored"],
        words["missing"],
        words["defused"],
    )
    yield from ("", words["chosen"])
    for name, value in _chosen(table).items():
        yield f"  {name}: {value or words['all']}"
    yield f"  {words['again'].format(query=query)}"
    yield from ("", words["sources"])
    for (title, url), n in told.sources.most_common():
        yield f"  {title}{f' <{url}>' if url else ''} ({n})"
    if not told.sources:
        yield f"  {words['no_sources']}"
    yield from ("", words["indicators"])
    for row in indicators_of(told.indicators):
        yield f"  {_defined(row, language)} ({told.indicators[row.indicator_id]})"
    yield from ("", words["qualifiers"])
    for row in dictionary.codes("", "qualifier"):
        if n := told.qualifiers[row["term"]]:
            name, meaning = row[f"name_{language}"], row[f"meaning_{language}"]
            yield f"  {row['term']} ({name}): {meaning} ({n})"
    yield from ("", words["columns"])
    for column in table.columns:
        yield f"  {column.name}: {column.vi if language == 'vi' else column.en}"
    rights = CAUTIONS.get(selection.dataset, RIGHTS)
    yield from ("", words["rights"], f"  {rights[language]}")
    if selection.dataset not in DOUBTFUL:
        yield from ("", words["cite"])
        yield f"  {words['citation'].format(today=today, query=query or ' ' + words['all'])}"


def _chosen(table: Table) -> dict[str, str]:
    """What was chosen, as the address has it; areas and indicators stand with their names."""
    selection = table.selection
    listed = (*selection.areas, *filter(None, [selection.within]))
    found = ask_rows("areas_by_id", areas=listed) if listed else ()
    names = {row.area_id: f"{row.name} ({row.area_id})" for row in found}
    return {
        "data": selection.dataset or PUBLISHED,
        "indicator": ", ".join(selection.indicators),
        "area": ", ".join(names[code] for code in selection.areas),
        "level": selection.level,
        "in": names.get(selection.within, ""),
        "vintage": selection.vintage,
        "first": selection.first.isoformat() if selection.first else "",
        "last": selection.last.isoformat() if selection.last else "",
        "units": selection.units,
        "shape": table.shape,
        **({"sums": selection.sums} if selection.sums else {}),
    }


def _defined(row: Any, language: str) -> str:
    if language == "vi":
        return f"{row.indicator_id}: {row.name_vi}, {row.unit_vi}. {row.definition_vi}"
    return f"{row.indicator_id}: {row.name_en}, {row.unit_en}. {row.definition_en}"
