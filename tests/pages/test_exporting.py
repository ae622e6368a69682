"""Every picture and every table of figures stands with its file, its picture and its link."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from data import dictionary
from pages.parts.navigation import FILES
from pages.parts.shared_filters import PAGES
from tests.pages.exporting import MARK, VIEWS, Section, Seen, View, seen_pages
from tests.pages.reading import mounted, plain

PLACE = re.compile(
    r"_(vn|\d{4}-[pdc]\d+|\d+-areas|(?:\d{4}_)?(?:province|district|commune))(?=_|$)"
)
DAY = re.compile(r"_(\d{4}-\d{2}(-\d{2})?|\d{4}|undated)(?=_|$)")
# Files that are of no area and no day.
OF_NO_PLACE = {"dictionary"}

pytestmark = pytest.mark.usefixtures("window")


@pytest.fixture(scope="module")
def seen(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    yield from seen_pages(data_folder, tmp_path_factory.mktemp("exporting"))


Opener = Callable[[View], Seen]


def test_every_page_is_walked() -> None:
    assert {view.page for view in VIEWS} == set(FILES) - {"imports"}  # which shows no figures


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_all_that_is_shown_is_exported(seen: Opener, view: View) -> None:
    page = seen(view)
    for section in page.sections:
        assert section.files or not (section.charts or section.tables), vars(section)
        if section.charts:
            assert any(key.startswith("picture-") for key in section.shared), vars(section)
        for key in section.shared:
            _check_shared(page, section, key)
    if view.page in PAGES:
        assert [key for section in page.sections for key in section.shared], "no link to the view"


def _check_shared(page: Seen, section: Section, key: str) -> None:
    data = mounted(page.app, key)
    assert data["words"]["link"]
    if key.startswith("link-"):
        assert "chart" not in data
        return
    assert data["chart"] in section.charts or {"map", "map_other"} <= set(section.charts)
    said = plain(f"{data['title']} {data['source']}")
    assert re.search(r"\d{4}", said), "no date"
    assert re.search(r"[Nn]guồn", said), "no source"
    assert (MARK in said) is page.view.is_simulated, said
    assert data["file"].startswith("atlas_demo_") is page.view.is_simulated
    assert data["file"].removesuffix(".png") in {name.removesuffix(".csv") for name in page.files}


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_names_of_files_say_area_and_date_and_rows_the_dataset(seen: Opener, view: View) -> None:
    for name, rows in seen(view).files.items():
        stem = name.removesuffix(".csv")
        if stem.removeprefix("atlas_") in OF_NO_PLACE:
            continue
        assert PLACE.search(stem), name
        assert DAY.search(stem), name
        if view.page in PAGES:
            expected = "demo" if view.is_simulated else "published"
            assert {row["dataset"] for row in rows} <= {expected}, name


def test_columns_of_files_are_in_the_dictionary_and_no_others(seen: Opener) -> None:
    found: set[str] = set()
    for view in VIEWS:
        for name, rows in seen(view).files.items():
            columns = {column for column in rows[0] if column.isascii()} if rows else set()
            found |= columns
            known = set(dictionary.files()[dictionary.FIGURES])
            for column in columns - known:
                assert dictionary.meaning(dictionary.OTHERS, column), (name, column)
    # What no view here leads to.
    rare = {"stands", "standing"}
    assert set(dictionary.files()[dictionary.OTHERS]) - found - rare == set()
