"""Page Downloads: the choice is the address; what will be in the file is said and shown first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from data import selecting, warehouse
from data.selecting import Selection
from data.writing import formats
from data.writing.formats import Wish
from tests.awkward import shared_awkward_world
from tests.pages.reading import address, button, mounted, plain, said, title, visit

PAGE = "downloads.py"
pytestmark = pytest.mark.usefixtures("window")


@pytest.fixture(scope="module", autouse=True)
def _there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with shared_awkward_world(tmp_path_factory.mktemp("page")):
        yield


def labelled(elements: Any, label: str) -> Any:
    (found,) = [element for element in elements if element.label == label]
    return found


def files(app: AppTest) -> dict[str, dict[str, str]]:
    return {file["label"]: file for file in mounted(app, "files")["files"]}


def test_what_there_is_is_counted_and_shown() -> None:
    app = visit(PAGE)
    assert title(app) == "17 số liệu của 4 chỉ số để tải về"
    (table,) = app.dataframe
    assert len(table.value) == 17
    assert {"", "2024-06-30"} < set(table.value["as_of"])  # as the file has it
    assert "17 dòng đầu, đúng như trong tệp." in said(app)
    assert "tổng các xã mà bản đồ cộng lấy không có trong tệp" in said(app)
    assert len(files(app)) == 6
    size = int(files(app)["CSV"]["says"].partition("; khoảng ")[2].removesuffix(" kB"))
    assert size == pytest.approx(
        len(b"".join(formats.parts(Selection(), Wish("csv")))) / 1e3, abs=1
    )


def test_english_is_complete() -> None:
    app = visit(PAGE, lang="en", indicator="teams", data="demo")
    assert title(app) == "0 figures of 1 indicators to take away"
    assert "There are no figures of this choice." in said(app)


def test_choices_are_steps_to_another_address() -> None:
    app = visit(PAGE, lang="en")
    app = labelled(app.multiselect, "Indicators").set_value(["teams", "population"]).run()
    app = labelled(app.selectbox, "Level").set_value("province").run()
    app = labelled(app.selectbox, "Administrative units").set_value("2024").run()
    app = labelled(app.date_input, "From (day the figure is of)").set_value("2024-06-01").run()
    app = labelled(app.selectbox, "Rows").set_value("wide").run()
    app = labelled(app.selectbox, "Between the cells of CSV").set_value("semicolon").run()
    asked = {
        "indicator": "teams,population",
        "level": "province",
        "vintage": "2024",
        "first": "2024-06-01",
        "shape": "wide",
        "separator": "semicolon",
    }
    assert address(app) == {"lang": "en", **asked}
    link = urlsplit(files(app)["CSV"]["address"])
    assert link.path == "/api/downloads"
    params = {name: values[0] for name, values in parse_qs(link.query).items()}
    assert params == {**asked, "format": "csv"}
    figures = selecting.count(selecting.from_query(params))
    assert title(app) == f"{figures} figures of 2 indicators to take away"
    app = labelled(app.selectbox, "Administrative units").set_value("today").run()
    assert address(app)["units"] == "today"
    assert "vintage" not in address(app)


def test_a_link_gives_the_same_choice_again_and_keeps_it_in_another_language() -> None:
    asked = {"indicator": "teams", "area": "2024-p91,vn", "in": "2024-p91", "numbers": "vi"}
    app = visit(PAGE, **asked)
    assert labelled(app.multiselect, "Chỉ số").value == ["teams"]
    assert labelled(app.multiselect, "Chỉ các nơi này").value == ["2024-p91", "vn"]
    assert labelled(app.selectbox, "Số trong CSV").value == "vi"
    assert title(app) == "2 số liệu của 1 chỉ số để tải về"
    app = button(app, "English")
    assert address(app) == {"lang": "en", **asked}
    (within,) = [each for each in app.button if each.label.startswith("Only in")]
    assert "Tỉnh Mây Trắng" in plain(within.label)
    app = within.click().run()
    del asked["in"]
    assert address(app) == {"lang": "en", **asked}


def test_other_pages_do_not_get_what_is_only_read_here() -> None:
    app = visit(PAGE, shape="wide", area="2024-p91", data="demo")
    for link in app.get("page_link"):
        if "downloads" not in link.proto.page:
            assert "shape" not in link.proto.query_string
            assert "area" not in link.proto.query_string


def test_what_a_link_says_wrongly_is_left_out_and_said() -> None:
    app = visit(PAGE, lang="en", indicator="teams,![](http://x)", units="now")
    assert title(app).endswith("of 1 indicators to take away")
    assert "The link says indicator=![](http://x), which cannot be followed" in said(app)
    assert "The link says units=now" in said(app)
    assert "![](" not in "".join(warning.value for warning in app.warning)


def test_nothing_chosen_is_there_says_why() -> None:
    app = visit(PAGE, first="2030-01-01")
    assert "Không có số liệu nào như đã chọn." in said(app)
    assert not app.dataframe
    assert not any("files" in each.proto.id for each in app.get("bidi_component"))


def test_pasted_names_are_found_asked_about_or_named() -> None:
    app = visit(PAGE, lang="en", vintage="2024")
    app = app.text_area[0].set_value("Lá Xanh\nbo cat\nTrăng Rằm Xa").run()
    which = labelled(app.selectbox, "bo cat")
    assert which.value == ""  # nothing is chosen for the reader
    assert "Found: 1. Xã Lá Xanh (commune, Mây Trắng, before 7/2025)" in said(app)
    assert "Without an answer, and left out: 2." in said(app)
    app = which.set_value("2024-c91003").run()
    app = button(app, "Take these areas (2)")
    assert address(app)["area"] == "2024-c91001,2024-c91003"


def test_carried_figures_of_many_are_not_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_selection: Selection) -> int:
        raise AssertionError("counted")

    monkeypatch.setattr(selecting, "count", refuse)
    app = visit(PAGE, units="today")
    assert not app.exception
    assert title(app) == "Số liệu để tải về, chuyển sang đơn vị ngày nay"


def test_too_many_for_a_format_says_which_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selecting, "count", lambda _selection: 1_000_001)
    app = visit(PAGE, lang="en")
    excel = files(app)["Excel (XLSX)"]
    assert excel["address"] == ""
    assert excel["says"] == "holds at most 1,000,000 figures; take: CSV"
    assert files(app)["CSV"]["address"]


def test_without_a_warehouse_the_page_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("none")
    (folder / "atlas.duckdb").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        patch.setattr(warehouse, "_shared", None)
        app = visit(PAGE)
    assert not app.exception
    assert app.error
