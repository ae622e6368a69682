"""The reader sees one dataset at a time: of Bắc Kạn 120 teams were published, 7 reported."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from data import exports, warehouse
from pages.parts import download
from tests.data.imports.staging import store
from tests.pages.compared import cells
from tests.pages.importing import own_copy
from tests.pages.reading import (
    address,
    button,
    drawn,
    mounted,
    plain,
    published,
    said,
    title,
    visit,
)
from tests.rooms import modules

BAC_KAN, CA_MAU, BA_BE = "2024-p06", "2024-p96", "2024-d061"
TEAMS = {"indicator": "teams", "area": BAC_KAN}
PUBLISHED, OFFICE = "Published figures", "Figures imported by this office"
FILE = [
    ("Tỉnh Bắc Kạn", "teams", "6/2024", "7"),
    ("Tỉnh Bắc Kạn", "population", "6/2024", "1.000"),
    ("Huyện Ba Bể", "teams", "5/2025", "3"),
]
PAGES = ("overview.py", "map.py", "compare.py", "trends.py")

pytestmark = pytest.mark.usefixtures("_imported", "window")


@pytest.fixture(scope="module")
def _imported(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The pages read the release, 120 teams of Bắc Kạn more, and a file of the office."""
    folder = tmp_path_factory.mktemp("imported")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        own_copy(folder, data_folder)
        opened = warehouse.shared()
        with opened.transaction() as cursor:
            cursor.execute(
                "insert into observation select * replace ('2024-p06' as area_id, 120 as value, "
                "120 as low, 120 as high, 'exact' as qualifier, date '2024-06-30' as as_of, "
                "'month' as precision, false as in_conflict, 'test:1' as origin) "
                "from observation where indicator_id = 'teams' limit 1"
            )
        assert store(opened, FILE)
        yield
        warehouse.forget()


def seen(page: str | None, **params: str) -> Any:
    app = visit(page, lang="en", **params)
    assert not app.exception
    return app


def links(app: Any) -> dict[str, dict[str, str]]:
    """The parameters that each link leads to, by what it says; those of the head are left out."""
    found = [link.proto for link in app.get("page_link")]
    return {plain(link.label): dict(parse_qsl(link.query_string)) for link in found}


def values(app: Any) -> set[float]:
    """Every value that the charts of the page draw."""
    return {
        number
        for chart in drawn(app)
        for trace in chart["data"]
        for axis in ("x", "y")
        if isinstance(trace.get(axis), list)
        for number in trace[axis]
        if isinstance(number, float)
    }


def choice(app: Any) -> Any:
    return next((each for each in app.radio if each.key == "choose_dataset"), None)


@pytest.mark.parametrize(("data", "teams", "other"), [("published", 120, 7), ("reported", 7, 120)])
@pytest.mark.parametrize("page", PAGES)
def test_each_page_has_the_figure_of_the_dataset_alone(
    page: str, data: str, teams: int, other: int
) -> None:
    app = seen(page, **TEAMS, data=data)
    text = said(app)
    assert f"{teams} teams" in text
    assert f"{other} teams" not in text
    assert other not in values(app)
    assert (f"{OFFICE}. " in text) is (data == "reported")
    whose = OFFICE if data == "reported" else PUBLISHED
    assert plain(app.caption[-1].value).startswith(f"{whose}, each with its source. ")


@pytest.mark.parametrize(("data", "words"), [("published", "120 teams"), ("reported", "7 teams")])
def test_the_map_draws_and_counts_the_areas_of_the_dataset(data: str, words: str) -> None:
    app = seen("map.py", **TEAMS, data=data)
    sent = mounted(app, "map")
    assert [sent["said"][entry[1]][1] for entry in sent["areas"]["6"]] == [words]
    assert (len(sent["areas"]) > 1) is (data == "published")
    assert app.metric[0].value == ("1/63" if data == "reported" else "11/63")
    (label,) = [each for each in app.selectbox[0].options if each.startswith("Community")]
    assert label.endswith("(1)" if data == "reported" else "(11)")


def test_ratios_are_of_parts_of_the_same_dataset() -> None:
    def per_people(data: str) -> str:
        return title(seen("map.py", **TEAMS, per="people", data=data))

    said_of = {row["indicator"]: row["value"] for row in published() if row["area"] == "Bắc Kạn"}
    expected = 120 / float(said_of["population"]) * 1000
    assert per_people("published") == f"Bắc Kạn: about {expected:.2f} teams/1,000 people (6/2024)"
    assert per_people("reported") == "Bắc Kạn: 7 teams/1,000 people (6/2024)"
    (ratio,) = cells(seen("compare.py", area=BAC_KAN, data="reported"))["Teams per 1,000 people"]
    assert "7 ÷ 1,000 people" in ratio


def test_districts_that_the_office_reported_are_on_a_map() -> None:
    app = seen("map.py", indicator="teams", level="district", **{"in": BAC_KAN}, data="reported")
    assert title(app) == "Only Ba Bể has a figure: 3 teams (5/2025)"


def test_the_choice_is_in_the_address_of_every_page_and_language() -> None:
    app = seen("map.py", **TEAMS, date="2024-06-30")
    choice(app).set_value("reported").run()
    assert address(app) == {"lang": "en", **TEAMS, "data": "reported"}
    head = [dict(parse_qsl(link.proto.query_string)) for link in app.get("page_link")[:6]]
    assert {link["data"] for link in head} == {"reported"}
    button(app, "Tiếng Việt")
    assert address(app) == {**TEAMS, "data": "reported"}
    assert "Số liệu cơ quan này nhập. Nguồn: Báo cáo tháng." in said(app)
    assert title(app) == "Bắc Kạn: 7 tổ (6/2024)"
    choice(app).set_value("published").run()
    assert address(app) == TEAMS
    assert title(app) == "Bắc Kạn: 120 tổ (6/2024)"


@pytest.mark.parametrize("page", PAGES)
def test_what_is_kept_is_kept_by_the_dataset(page: str) -> None:
    asked = ("published", "reported", "published")
    first, other, again = (said(seen(page, **TEAMS, data=data)) for data in asked)
    assert first == again != other


def test_an_unknown_dataset_is_explained() -> None:
    app = seen("map.py", **TEAMS, data="rumours")
    (warning,) = app.warning
    assert plain(warning.value) == (
        "The link says data=rumours, which there is not; published is shown. Possible: published, "
        "reported, submitted, demo."
    )
    assert title(app) == "Bắc Kạn: 120 teams (6/2024)"


def test_a_dataset_without_any_figure_leads_back() -> None:
    app = seen(None, data="demo")
    assert title(app) == "No figures yet"
    assert "There is nothing yet of: Simulated figures." in said(app)
    assert plain(app.caption[-1].value).startswith("Simulated figures, each with its source.")
    assert choice(app).options == [PUBLISHED, OFFICE, "Simulated figures"]
    ways = links(app)
    assert ways[f"Show instead: {PUBLISHED}"] == {"lang": "en"}
    assert ways[f"Show instead: {OFFICE}"] == {"lang": "en", "data": "reported"}
    assert not seen("trends.py", data="demo").exception


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("data", "area"), [("reported", CA_MAU), ("published", BA_BE)])
def test_an_area_of_which_the_dataset_has_nothing_leads_to_the_other(
    page: str, data: str, area: str
) -> None:
    place = {"level": "district", "in": BAC_KAN} if area == BA_BE else {}
    ways = links(seen(page, area=area, indicator="teams", data=data, **place))
    others = [text for text in ways if text.startswith("Show instead: ")]
    office = data == "published"
    assert others
    assert all((OFFICE if office else PUBLISHED) in text for text in others)
    assert f"Show instead: {OFFICE} (1)" in others or not office
    for text in others:
        assert ways[text].get("data", "published") == ("reported" if office else "published")
        assert ways[text]["area"] == area


@pytest.mark.parametrize("page", PAGES)
def test_an_area_with_figures_leads_to_no_other_dataset(page: str) -> None:
    assert not [text for text in links(seen(page, **TEAMS)) if text.startswith("Show instead")]


def test_files_hold_the_dataset_alone_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, str] = {}

    def keep(_label: str, write: Callable[[], bytes], _rows: int, *named: str) -> None:
        files[exports.file_name(*named)] = write().decode("utf-8-sig")

    monkeypatch.setattr(download, "_offer", keep)
    for data, page, per in product(("published", "reported"), PAGES, ("", "people")):
        files.clear()
        app = seen(page, **TEAMS, data=data, per=per)
        assert files
        for name, text in files.items():
            rows = list(csv.DictReader(io.StringIO(text)))
            assert {row["dataset"] for row in rows} == {data}, (page, name)
            assert name.startswith("atlas_reported_") is (data == "reported")
        assert not app.exception


def test_the_sources_page_lists_all_and_says_whose() -> None:
    app = seen("sources.py", data="reported")
    table = app.dataframe[0].value
    own = table[table["Dataset"] == OFFICE][["Title", "Publisher", "Figures"]]
    assert own.values.tolist() == [["Báo cáo tháng", "Xã Lá Xanh", 3]]
    assert set(table["Dataset"]) == {PUBLISHED, OFFICE}
    figures, sources = len([*published()]) + 1, len(table) - 1
    assert title(app).startswith(f"{figures} published figures from {sources} sources; ")
    assert f"{OFFICE}: 3 results, 0 targets from 1 sources." in said(app)
    labels = [each.label for each in app.get("download_button")]
    assert f"CSV of all 3 results · {OFFICE}" in labels
    assert choice(app) is None


def test_what_is_kept_for_everyone_asks_for_no_reader_s_dataset() -> None:
    texts = {code.name: code.file.read_text(encoding="utf-8") for code in modules()}
    kept = {name for name, text in texts.items() if re.search(r"import kept$", text, re.MULTILINE)}
    asking = {name for name, text in texts.items() if re.search(r"\basking\b", text)}
    assert "pages.parts.map_scenes" in kept
    assert kept & asking == {"pages.parts.reader"}  # which keeps by it


@pytest.mark.usefixtures("released")
def test_without_imports_there_is_nothing_to_choose() -> None:
    for page in PAGES:
        app = seen(page)
        assert choice(app) is None
        assert not [text for text in links(app) if text.startswith("Show instead")]
