"""The page Dictionary: found by any word in either language, saved as it is seen."""

import csv
import io
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from data import exports, paths
from pages.parts import download
from tests.pages.reading import button, plain, said, title, visit

pytestmark = pytest.mark.usefixtures("released", "window")
seen = cache(visit)


def ids(app: Any, head: str = "Mã định danh") -> list[str]:
    return list(app.dataframe[0].value[head])


def rows_of(name: str) -> list[dict[str, str]]:
    with (paths.CATALOGUE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_title_counts_what_the_catalogue_has() -> None:
    indicators, terms = len(rows_of("indicators.csv")), len(rows_of("terms.csv"))
    assert f" {indicators} chỉ số, " in title(seen("dictionary.py"))
    assert title(seen("dictionary.py", lang="en")).endswith(f" {terms} codes")


def test_it_opens_with_the_teams_and_leads_to_their_pages() -> None:
    app = seen("dictionary.py", lang="en")
    text = said(app)
    assert "Community digital technology teams" in [plain(each.value) for each in app.subheader]
    assert "Unit: teams" in text
    assert "Of larger areas: **sum**" in text
    told = [link.proto for link in app.get("page_link")]
    links = [link for link in told if "indicator=teams" in link.query_string]
    assert [link.label for link in links] == ["Overview", "Map", "Compare", "Trends", "Commune"]
    assert {link.query_string for link in links} == {"lang=en&indicator=teams"}


def test_a_link_opens_an_indicator_with_its_formula_and_sources() -> None:
    text = said(seen("dictionary.py", lang="en", indicator="digital_signature_adult_rate"))
    assert "Formula: 100 × Adults with a digital signature ÷ Adults" in text
    published = [
        row
        for row in csv.DictReader(
            (paths.PUBLISHED / "published_figures.csv").open(encoding="utf-8")
        )
        if (row["indicator"], row["measure"]) == ("digital_signature_adult_rate", "result")
    ]
    sources = {(row["source_title"], row["source_url"]) for row in published}
    assert f"{len(published)} results from {len(sources)} sources; the newest: " in text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("chung thu chu ky so", "digital_signature_certificates"),
        ("Chứng thư chữ ký số", "digital_signature_certificates"),
        ("certificates personal", "digital_signature_certificates_personal"),
        ("qualifier", "qualifier"),
        ("women union", "women_union"),
        ("nop muon", "late"),
    ],
)
def test_it_is_found_by_words_with_or_without_accents(asked: str, found: str) -> None:
    app = visit("dictionary.py", find=asked)
    assert found in ids(app)
    assert len(ids(app)) < 60


def test_names_come_before_mentions() -> None:
    table = visit("dictionary.py", find="household", lang="en").dataframe[0].value
    names = [f"{row[0]} {row[3]}".lower() for row in table.itertuples(index=False)]
    is_named = ["household" in name for name in names]
    assert True in is_named
    assert is_named == sorted(is_named, reverse=True)


def test_nothing_found_says_what_to_do() -> None:
    app = visit("dictionary.py", find="xyzzy")
    assert "Hãy thử ít từ hơn" in said(app)
    assert not app.dataframe
    assert not app.exception


def test_kinds_are_told_apart() -> None:
    app = visit("dictionary.py")
    assert ids(app)[: len(rows_of("indicators.csv"))].count("teams") == 1
    chosen = app.segmented_control[0].set_value("files").run()
    assert ids(chosen)[0] == "figures.csv"
    assert "URL" in ids(chosen)
    assert "observation" not in ids(chosen)


def test_the_file_holds_what_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, str] = {}

    def keep(_label: str, write: Callable[[], bytes], _rows: int, *named: str) -> None:
        files[exports.file_name(*named)] = write().decode("utf-8-sig")

    monkeypatch.setattr(download, "_offer", keep)
    app = visit("dictionary.py", find="members")
    (name,) = files
    assert name == "atlas_dictionary.csv"
    saved = list(csv.DictReader(io.StringIO(files[name])))
    assert [row["id"] for row in saved] == ids(app)
    meanings = [row["meaning_vi"] for row in saved]
    assert meanings == list(app.dataframe[0].value["Ý nghĩa"])


def test_codes_of_a_column_are_listed_with_their_meaning() -> None:
    app = visit("dictionary.py", find="sort of training kind", lang="en")
    assert "Nothing in the dictionary" in said(app)
    app = visit("dictionary.py", find="words around the number", lang="en")
    text = said(app)
    for row in rows_of("terms.csv"):
        if row["field"] == "qualifier":
            assert f"`{row['term']}`: **{row['name_en']}**. {row['meaning_en']}" in text


def test_the_search_stays_when_the_language_changes() -> None:
    app = visit("dictionary.py", find="members")
    before = ids(app)
    english = button(app, "English")
    assert english.text_input[0].value == "members"
    assert ids(english, "Id") == before
