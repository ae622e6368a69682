"""The dictionary as two documents, from the catalogue and the schema of this release."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace

import duckdb

import queries
from data import dictionary, paths
from data.dictionary import Entry
from data.migrations import migrate

NAMES = {"vi": "tu-dien-du-lieu.md", "en": "data-dictionary.md"}
WORDS = {
    "vi": {
        "title": "Từ điển dữ liệu",
        "intro": (
            "Các chỉ số, bảng, cột, tệp và mã của CNSCĐ Atlas: tên, ý nghĩa, đơn vị tính. Tệp "
            "này được tạo từ danh mục và cấu trúc kho bằng `python -m data.dictionary`; hãy sửa "
            "trong `data/catalogue/`. Trong ứng dụng: trang Từ điển. [English](data-dictionary.md)"
        ),
        "terms": "Từ và mã",
        "indicators": "Chỉ số",
        "tables": "Bảng và khung nhìn",
        "files": "Tệp CSV tải về",
        "indicator": "Chỉ số",
        "meaning": "Ý nghĩa",
        "unit": "Đơn vị",
        "counted": "Cách tính",
        "formula": "Công thức",
        "breaks": "Cách đo thay đổi từ",
        "column": "Cột",
        "type": "Kiểu",
        "code": "Mã",
        "name": "Tên",
        "view": "khung nhìn",
        "table": "bảng",
        "codes": "Mã",
        "empty": "có thể trống",
    },
    "en": {
        "title": "Data dictionary",
        "intro": (
            "The indicators, tables, columns, files and codes of CNSCĐ Atlas: name, meaning, unit. "
            "Made from the catalogue and the schema by `python -m data.dictionary`; edit "
            "what is in `data/catalogue/`. In the app: the page Dictionary. "
            "[Tiếng Việt](tu-dien-du-lieu.md)"
        ),
        "terms": "Words and codes",
        "indicators": "Indicators",
        "tables": "Tables and views",
        "files": "CSV files to save",
        "indicator": "Indicator",
        "meaning": "Meaning",
        "unit": "Unit",
        "counted": "How it counts",
        "formula": "Formula",
        "breaks": "Measured differently from",
        "column": "Column",
        "type": "Type",
        "code": "Code",
        "name": "Name",
        "view": "view",
        "table": "table",
        "codes": "Codes",
        "empty": "may be empty",
    },
}


def documents() -> dict[str, str]:
    """The text of each document by its file's name in docs/."""
    schema, indicators, breaks = _schema(), _catalogue("indicators"), _catalogue("indicator_breaks")
    every = dictionary.entries(schema, indicators)
    nullable = {(row.table_name, row.column_name) for row in schema if row.nullable}
    return {
        name: "\n".join(_Writer(language, every, indicators, breaks, nullable).lines()) + "\n"
        for language, name in NAMES.items()
    }


def _schema() -> list[SimpleNamespace]:
    with duckdb.connect() as fresh:
        migrate(Path("dictionary"), fresh)
        rows = queries.run(fresh, "columns_by_table")
    return [SimpleNamespace(**row) for row in rows.to_dict("records")]


def _catalogue(name: str) -> list[SimpleNamespace]:
    with (paths.CATALOGUE / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return [SimpleNamespace(**row) for row in csv.DictReader(lines)]


class _Writer:
    """Writes one document in one language."""

    def __init__(
        self,
        language: str,
        every: Iterable[Entry],
        indicators: list[SimpleNamespace],
        breaks: list[SimpleNamespace],
        nullable: set[tuple[str, str]],
    ) -> None:
        self.language = language
        self.words = WORDS[language]
        self.every = tuple(every)
        self.indicators = {row.indicator_id: row for row in indicators}
        self.breaks = breaks
        self.nullable = nullable

    def lines(self) -> Iterator[str]:
        """The document, line by line."""
        yield f"# {self.words['title']}"
        yield ""
        yield self.words["intro"]
        yield from self._indicators()
        yield from self._tables("tables", (dictionary.TABLE, dictionary.VIEW))
        yield from self._tables("files", (dictionary.FILE,))
        yield from self._terms()

    def _in(self, entry: object, field: str) -> str:
        return str(getattr(entry, f"{field}_{self.language}"))

    def _indicators(self) -> Iterator[str]:
        yield from ("", f"## {self.words['indicators']}")
        for pillar in dictionary.pillars():
            yield from ("", f"### {self._term('pillar', pillar)}", "")
            head = ("indicator", "meaning", "unit", "counted", "formula")
            yield from self._head(head)
            for entry in self._of(dictionary.INDICATOR, pillar):
                meaning = self._in(entry, "meaning") + self._breaks(entry.id)
                name = f"{self._in(entry, 'name')}<br>`{entry.id}`"
                counted, formula = self._counted(entry.id), self._formula(entry.id)
                yield _row(name, meaning, self._in(entry, "unit"), counted, formula)

    def _counted(self, indicator: str) -> str:
        row = self.indicators[indicator]
        said = (
            self._term("indicator.kind", row.kind),
            self._term("timing", row.timing),
            self._term("polarity", row.polarity),
            self._term("rollup", row.rollup),
        )
        return ", ".join(said)

    def _formula(self, indicator: str) -> str:
        row = self.indicators[indicator]
        if not row.numerator_id:
            return ""
        return f"100 × `{row.numerator_id}` ÷ `{row.denominator_id}`"

    def _breaks(self, indicator: str) -> str:
        said = [row for row in self.breaks if row.indicator_id == indicator]
        word = self.words["breaks"]
        return "".join(f" {word} {row.broke_on}: {self._in(row, 'note')}" for row in said)

    def _tables(self, heading: str, kinds: tuple[str, ...]) -> Iterator[str]:
        yield from ("", f"## {self.words[heading]}")
        for table in (entry for entry in self.every if entry.kind in kinds):
            kind = f" ({self.words[table.kind]})" if table.kind in self.words else ""
            yield from ("", f"### `{table.id}`{kind}", "", self._in(table, "meaning"), "")
            yield from self._head(("column", "type", "unit", "meaning"))
            for column in self._of(dictionary.COLUMN, table.id):
                meaning = self._in(column, "meaning") + self._codes(table.id, column.id)
                type_ = self._term("column.type", column.type) if column.type else ""
                if (table.id, column.id) in self.nullable and table.kind == dictionary.TABLE:
                    type_ += f", {self.words['empty']}"
                yield _row(f"`{column.id}`", type_, self._in(column, "unit"), meaning)

    def _codes(self, table: str, column: str) -> str:
        codes = ", ".join(f"`{row['term']}`" for row in dictionary.codes(table, column))
        return f" {self.words['codes']}: {codes}." if codes else ""

    def _terms(self) -> Iterator[str]:
        yield from ("", f"## {self.words['terms']}")
        fields = dict.fromkeys(row["field"] for row in dictionary.terms())
        for field in fields:
            yield from ("", f"### `{field}`", "")
            yield from self._head(("code", "name", "meaning"))
            for entry in self._of(dictionary.TERM, field):
                yield _row(f"`{entry.id}`", self._in(entry, "name"), self._in(entry, "meaning"))

    def _of(self, kind: str, within: str) -> Iterator[Entry]:
        return (entry for entry in self.every if (entry.kind, entry.within) == (kind, within))

    def _term(self, field: str, term: str) -> str:
        (found,) = [entry for entry in self._of(dictionary.TERM, field) if entry.id == term]
        return self._in(found, "name")

    def _head(self, names: tuple[str, ...]) -> Iterator[str]:
        yield _row(*(self.words[name] for name in names))
        yield "|" + " --- |" * len(names)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
