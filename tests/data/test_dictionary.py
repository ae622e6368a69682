"""The dictionary explains all there is and nothing else; its documents are up to date."""

import csv
import re
from collections.abc import Iterator
from types import SimpleNamespace

import duckdb
import pytest

import queries
from data import carrying, dictionary, paths, summing
from data.datasets import DATASETS
from data.dictionary import markdown
from data.qualifiers import QUALIFIERS
from pages.parts.navigation import FILES
from tests.queries.test_headers import documented
from tests.rooms import ROOT, modules

# Words of pages and files that no column of a table holds.
OF_NO_TABLE = {"column.type", "report.status"}
# The views that questions in SQL are asked of, with their columns.
SNAPSHOT = {
    name: [column for column, _kind in documented(name, "columns")]
    for name in queries.names()
    if name.startswith("snapshot/")
}
CHECKED = re.compile(r"\(\"?(\w+)\"? IN \((.+)\)\)")


def catalogue(name: str) -> list[dict[str, str]]:
    with (paths.CATALOGUE / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def fresh() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database with the schema, made of its files alone."""
    with duckdb.connect() as connection:
        for file in sorted(paths.SCHEMA.glob("*.sql")):
            connection.execute(file.read_text(encoding="utf-8"))
        yield connection


@pytest.fixture(scope="module")
def columns(fresh: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """The columns of every table and view, asked another way than the dictionary asks."""
    names = fresh.execute("select table_name from duckdb_tables() union select view_name from "
                          "duckdb_views() where not internal").fetchall()  # fmt: skip
    return {name: fresh.table(name).columns for (name,) in names}


@pytest.mark.parametrize("name", markdown.NAMES.values())
def test_a_document_is_up_to_date(name: str) -> None:
    written = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert written == markdown.documents()[name], "run: python -m data.dictionary"


def test_every_table_column_and_file_has_a_meaning(columns: dict[str, list[str]]) -> None:
    assert len(columns) > 30
    for table, names in {**columns, **dictionary.files(), **SNAPSHOT}.items():
        for name in ("", *names):
            said = dictionary.meaning(table, name)
            assert said["meaning_vi"].endswith("."), (table, name)
            assert said["meaning_en"].endswith("."), (table, name)
            assert bool(said["unit_vi"]) == bool(said["unit_en"]), (table, name)


def test_nothing_is_explained_that_is_not_there(columns: dict[str, list[str]]) -> None:
    known = {**columns, **dictionary.files(), **SNAPSHOT}
    anywhere = {name for names in known.values() for name in names}
    rows = [
        (place, row["column"]) for row in catalogue("columns") for place in row["place"].split()
    ]
    assert len(rows) == len(set(rows))
    for table, column in rows:
        if table == dictionary.EVERYWHERE:
            assert column in anywhere, column
        else:
            assert not column or column in known[table], (table, column)


def test_a_new_column_without_a_meaning_is_refused() -> None:
    new = SimpleNamespace(table_name="team", kind="table", column_name="shoes", type="INTEGER")
    with pytest.raises(LookupError, match="'team', column 'shoes'"):
        dictionary.entries([new], [])
    new.table_name = "shop"
    with pytest.raises(LookupError, match="'shop', column ''"):
        dictionary.entries([new], [])


def test_no_meaning_is_written_twice_for_one_name() -> None:
    """The places that share a meaning stand in one row, or it holds everywhere."""
    rows = [row for row in catalogue("columns") if row["column"]]
    assert not [row["place"] for row in rows if "*" in row["place"].split() and row["place"] != "*"]
    written = [(row["column"], row["meaning_vi"], row["unit_vi"]) for row in rows]
    assert len(written) == len(set(written))


@pytest.mark.parametrize(
    ("place", "column", "line"),
    [
        ("snapshot/areas", "area_km2", "Land area by the registry of units (km²)."),
        ("snapshot/sources", "kind", "Original or copy. original, copy."),
        (
            "figures.csv",
            "units",
            "Whether the figures are in the units of their time or of today. "
            "then (units of then), today (units of today).",
        ),
        ("figures.csv", "published_on", "Day the source was published."),
    ],
)
def test_a_line_tells_the_unit_and_the_codes_too(place: str, column: str, line: str) -> None:
    assert dictionary.told(place, column, "en") == line


def test_no_unit_is_told_with_codes_that_are_not_its_own() -> None:
    """What areas call themselves is no SQL type; a report is neither stored nor taken back."""
    for place, column in (
        ("area", "type"),
        ("snapshot/areas", "type"),
        ("snapshot/reports", "state"),
    ):
        assert dictionary.codes(place, column) == (), (place, column)


def test_every_code_that_a_table_allows_is_explained(fresh: duckdb.DuckDBPyConnection) -> None:
    found = fresh.execute(
        "select table_name, expression from duckdb_constraints() where constraint_type = 'CHECK'"
    ).fetchall()
    allowed = [(table, *match.groups()) for table, text in found if (match := CHECKED.match(text))]
    assert len(allowed) > 25
    for table, column, listed in allowed:
        codes = {row["term"] for row in dictionary.codes(table, column)}
        assert set(re.findall(r"'([^']*)'", listed)) <= codes, (table, column)


@pytest.mark.parametrize(
    ("table", "column", "codes"),
    [
        ("observation", "dataset", set(DATASETS)),
        ("figures.csv", "qualifier", set(QUALIFIERS)),
        (
            "figures.csv",
            "carried",
            {carrying.OWN, carrying.SUM, carrying.ESTIMATE, summing.TOTAL, summing.RATIO},
        ),
        ("team_now", "leader_role", {row["choice"] for row in catalogue("field_choices")
                                     if row["field"] == "leader_role"}),
        ("report", "form", {row["form"] for row in catalogue("forms")}),
        ("batch", "kind", {row["kind"] for row in catalogue("forms")}),
    ],
)  # fmt: skip
def test_the_codes_are_those_of_the_code(table: str, column: str, codes: set[str]) -> None:
    assert {row["term"] for row in dictionary.codes(table, column)} == codes


@pytest.mark.parametrize("column", ["pillar", "kind", "timing", "polarity", "rollup"])
def test_every_word_of_the_catalogue_is_explained(column: str) -> None:
    used = {row[column] for row in catalogue("indicators")}
    assert used == {row["term"] for row in dictionary.codes("indicator", column)}


def test_every_type_is_explained(fresh: duckdb.DuckDBPyConnection) -> None:
    types = {row.type for row in queries.run(fresh, "columns_by_table").itertuples()}
    assert types == {row["term"] for row in dictionary.codes("column", "type")}


def test_reports_are_on_time_late_missing_or_open() -> None:
    said = queries.sql_of("reports_by_commune").partition("-- grain")[0]
    for row in dictionary.codes("report", "status"):
        assert re.search(rf"\b{row['term']}\b", said), row["term"]


def test_every_term_is_of_a_column_and_complete(columns: dict[str, list[str]]) -> None:
    known = {**columns, **dictionary.files()}
    anywhere = {name for names in known.values() for name in names}
    for row in dictionary.terms():
        assert all(row.values()), row
        table, _dot, column = row["field"].rpartition(".")
        is_there = column in known[table] if table in known else column in anywhere
        assert is_there or row["field"] in OF_NO_TABLE, row["field"]


def test_every_indicator_is_explained_with_its_formula() -> None:
    rows = catalogue("indicators")
    entries = dictionary.entries([], [SimpleNamespace(**row) for row in rows])
    found = {entry.id: entry for entry in entries if entry.kind == dictionary.INDICATOR}
    assert set(found) == {row["indicator_id"] for row in rows}
    for row in rows:
        entry = found[row["indicator_id"]]
        assert entry.meaning_vi and entry.meaning_en, entry.id  # noqa: PT018
        parts = [row["numerator_id"], row["denominator_id"]]
        assert re.findall(r"[a-z]\w+", entry.formula) == [part for part in parts if part]


def test_pages_named_for_a_table_read_it() -> None:
    """What a page cannot reach it cannot show; the other way round says too little."""
    texts = _texts_by_page()
    reads = {name: queries.sql_of(name) for name in queries.names()}
    for row in catalogue("columns"):
        table = row["place"]
        if not row["pages"] or table in dictionary.files() or table in SNAPSHOT:
            continue
        for page in row["pages"].split():
            asked = texts["" if page == "overview" else page]
            of_views = rf"\b(?:from|join|into|update)\s+(?:{table}|{table}_now)\b"
            found = [name for name in asked & set(reads) if re.search(of_views, reads[name])]
            written = [name for name in asked if _writes(name, of_views)]
            assert found or written, (table, page)


def _texts_by_page() -> dict[str, set[str]]:
    """Plain strings in each page and in all that it imports, however far, by the page's path."""
    code = list(modules())
    imports = {each.name: {full for _line, full in each.imports()} for each in code}
    words = re.compile(r"[\"']([a-z_/]+)[\"']")
    texts = {each.name: set(words.findall(each.file.read_text(encoding="utf-8"))) for each in code}
    found: dict[str, set[str]] = {}
    for path, file in FILES.items():
        seen: set[str] = set()
        todo = [f"pages.{file[:-3]}"]
        while todo:
            name = todo.pop()
            if name in imports and name not in seen:
                seen.add(name)
                todo += [part for full in imports[name] for part in (full, full.rpartition(".")[0])]
        found[path] = set().union(*(texts[name] for name in seen))
    return found


def _writes(name: str, pattern: str) -> bool:
    file = paths.STATEMENTS / f"{name}.sql"
    return file.is_file() and bool(re.search(pattern, file.read_text(encoding="utf-8")))
