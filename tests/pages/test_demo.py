"""The simulation switched on and off from the page: marked wherever it is seen, then gone."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime.context import ContextProxy

from data import exports, warehouse
from data.demo import __main__ as command
from data.demo import switch
from data.warehouse import Warehouse
from pages.parts import download
from tests.pages.importing import own_copy
from tests.pages.reading import button, drawn, mounted, plain, said, title, visit

MARKS = {"vi": "Số liệu mô phỏng", "en": "Simulated figures"}
TODAY = {"vintage": "2025", "level": "commune", "in": "2025-p38", "indicator": "teams"}
VIEWS: list[tuple[str, dict[str, str]]] = [
    ("overview.py", {}),
    ("overview.py", {"area": "2024-d173"}),
    ("map.py", TODAY),
    ("map.py", TODAY | {"area": "2025-c14758"}),
    ("map.py", TODAY | {"vintage": "2024", "in": "2024-p19", "indicator": "adults_with_vneid"}),
    ("map.py", {"indicator": "teams"}),
    ("trends.py", {"indicator": "members", "area": "2024-c05923,2025-c05923"}),
    ("compare.py", {"area": "2025-c05923,2025-c14758"}),
]
TABLES = "select table_name from information_schema.tables where table_type = 'BASE TABLE'"

pytestmark = pytest.mark.usefixtures("window")


def counts(opened: Warehouse) -> dict[str, int]:
    """How many rows each table has."""
    with opened.cursor() as cursor:
        names = [name for (name,) in cursor.execute(TABLES).fetchall()]
        return {
            name: cursor.execute(f'select count(*) from "{name}"').fetchall()[0][0]
            for name in names
        }


@pytest.fixture(scope="module")
def opened(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        own_copy(folder, data_folder)
        yield warehouse.shared()
        warehouse.forget()


@pytest.fixture(scope="module")
def before(opened: Warehouse) -> dict[str, int]:
    return counts(opened)


@pytest.fixture(scope="module")
def on(opened: Warehouse, before: dict[str, int]) -> Any:
    """The page after the simulation was switched on there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ContextProxy, "cookies", {"viewport": "1440"})
        patch.setattr(ContextProxy, "ip_address", None)
        app = visit("imports.py")
        assert "Số liệu mô phỏng: đang tắt" in said(app)
        app.default_timeout = 300
        return button(app, "Bật")


@pytest.mark.slow
def test_what_stops_half_way_leaves_nothing(opened: Warehouse, before: dict[str, int]) -> None:
    def stop(done: float) -> None:
        if done > 0.4:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        switch.turn_on(opened, stop)
    assert counts(opened) == before


def test_the_page_says_that_it_is_on_and_twice_does_nothing(
    on: Any, opened: Warehouse, before: dict[str, int]
) -> None:
    assert "Số liệu mô phỏng: đang bật" in said(on)
    after = counts(opened)
    assert {name for name in after if after[name] != before[name]} == set(switch.TABLES)
    assert after["observation"] - before["observation"] > 1_000_000
    assert not switch.turn_on(opened)
    assert counts(opened) == after


def test_nothing_of_other_datasets_changes_and_conflicts_stay(on: Any, opened: Warehouse) -> None:
    with opened.cursor() as cursor:
        asked = "select count(*) from observation where dataset = 'demo' and in_conflict"
        assert cursor.execute(asked).fetchall() == [(0,)]
        published = "select count(*), sum(value) from observation where dataset = 'published'"
        logged = published.replace("observation where", "observation_log where")
        assert cursor.execute(published).fetchall() == cursor.execute(logged).fetchall()


def test_the_log_keeps_what_was_corrected(on: Any, opened: Warehouse) -> None:
    with opened.cursor() as cursor:
        first, last, replaced = cursor.execute(
            "select count(*), count(distinct l.batch_id), sum(case when l.value <> o.value then 1 "
            "else 0 end) from observation_log as l inner join observation as o "
            "using (area_id, indicator_id, as_of) where l.dataset = 'demo' and o.dataset = 'demo'"
        ).fetchall()[0]
        current = cursor.execute("select count(*) from observation where dataset = 'demo'")
        assert first - replaced == current.fetchall()[0][0]
        assert replaced > 1000
        assert last > 300


@pytest.mark.parametrize(
    ("page", "asked", "language"),
    [(*each, "vi") for each in VIEWS] + [(*each, "en") for each in VIEWS[3:7:3]],
)
def test_every_page_and_file_is_marked(
    on: Any,
    monkeypatch: pytest.MonkeyPatch,
    page: str,
    asked: dict[str, str],
    language: str,
) -> None:
    files: dict[str, str] = {}

    def keep(_label: str, write: Callable[[], bytes], _rows: int, *named: str) -> None:
        files[exports.file_name(*named)] = write().decode("utf-8-sig")

    monkeypatch.setattr(download, "_offer", keep)
    app = visit(page, lang=language, data="demo", **asked)
    assert not app.exception
    text = said(app)
    mark = MARKS[language]
    assert plain(app.caption[-1].value).startswith(f"{mark}, ")
    assert [each for each in app.warning if plain(each.value).startswith(f"**{mark}**, ")]
    # One line under every picture, besides the footer.
    pictures = len(drawn(app)) + (page == "map.py")
    assert text.count(f"{mark}. ") >= (1 if pictures else 0)
    for name, content in files.items():
        rows = list(csv.DictReader(io.StringIO(content)))
        assert {row["dataset"] for row in rows} <= {"demo"}
        assert name.startswith("atlas_demo_") or not rows


def test_the_map_s_picture_says_it(on: Any) -> None:
    app = visit("map.py", lang="en", data="demo", **TODAY)
    assert "Simulated figures. Source: Simulated: " in said(app)
    shared = mounted(app, "picture-map")
    assert " Simulated figures. Source: " in shared["source"]
    assert shared["file"].startswith("atlas_demo_")
    assert "teams" in title(app)


def test_the_sources_page_counts_it_and_offers_no_file_of_a_million_rows(on: Any) -> None:
    app = visit("sources.py", lang="en")
    assert not app.exception
    assert "are too many for a file made here" in said(app)
    table = app.dataframe[0].value
    assert set(table.loc[table["Publisher"].str.startswith("Mô phỏng"), "Dataset"]) == {
        "Simulated figures"
    }
    buttons: list[Any] = list(app.get("download_button"))
    assert all("Simulated" not in each.label for each in buttons)


def test_it_is_switched_only_at_the_machine_itself(on: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(ContextProxy, "ip_address", "10.0.0.9")
    app = visit("imports.py")
    assert "mô phỏng" not in said(app)


def test_switched_off_nothing_is_left(
    on: Any, opened: Warehouse, before: dict[str, int], capsys: pytest.CaptureFixture[str]
) -> None:
    app = button(visit("imports.py"), "Tắt")
    assert "Số liệu mô phỏng: đang tắt" in said(app)
    assert counts(opened) == before
    with opened.cursor() as cursor:
        for name in before:
            marked = cursor.execute(
                f'select count(*) from "{name}" as t where t::varchar like $m', {"m": "%demo-%"}
            ).fetchall()
            assert marked == [(0,)], name
    assert command.main(["off"]) == 0
    assert "Không có số liệu mô phỏng." in capsys.readouterr().out
