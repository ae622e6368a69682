"""An office's layers: served once they are stored, gone once taken back, whole or not at all."""

import gzip
import json
import logging
import pickle
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from shapely.geometry import shape

from data import boundaries, paths, warehouse
from data.boundaries import Origin, storing
from data.boundaries.draft import Draft
from data.cache import rows

pytestmark = pytest.mark.usefixtures("folder")
PROVINCES = ("2025", "province")
BUNDLED = Origin("", date(2025, 7, 1), approximate=True)
Drafts = dict[str, Draft]


def drawn(province: int) -> Any:
    """The province's outline as the browser gets it."""
    content = boundaries.layer_bytes(boundaries.layer_name(*PROVINCES))
    features = json.loads(gzip.decompress(content))["features"]
    (found,) = [each for each in features if each["properties"]["code"] == province]
    return shape(found["geometry"])


def moved(province: int, before: Any) -> float:
    """By how many degrees the outline lies east of where it lay."""
    return float(round(drawn(province).centroid.x - before.centroid.x, 3))


def folders() -> list[str]:
    folder = paths.boundary_folder()
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


def test_a_stored_layer_is_served_and_taken_back(drafts: Drafts) -> None:
    name, before = boundaries.layer_name(*PROVINCES), drawn(38)
    version = warehouse.shared().version
    assert boundaries.origin(*PROVINCES) == BUNDLED
    layer = storing.store(drafts["whole"], "Sở A", "Văn phòng", date(2026, 4, 30))
    assert warehouse.shared().version == version + 1
    assert boundaries.layer_name(*PROVINCES) != name
    assert moved(38, before) == 0.002
    assert boundaries.origin(*PROVINCES) == Origin("Sở A", date(2026, 4, 30), approximate=False)
    assert len(boundaries.codes_in_layer(*PROVINCES)) == 34
    assert boundaries.origin("2024", "province").title == ""
    assert boundaries.layer_bytes(name)  # a page that asked before keeps its map
    (row,) = rows("boundary_layers")
    assert (row.layer_id, row.matched, row.units, row.state) == (layer, 34, 34, "committed")
    assert (row.file_name, row.sha256) == ("whole.geojson", drafts["whole"].sha256)

    storing.undo(layer, "Văn phòng")
    assert boundaries.layer_name(*PROVINCES) == name
    assert drawn(38).equals(before)
    assert boundaries.origin(*PROVINCES) == BUNDLED
    assert rows("boundary_layers")[0].undone_by == "Văn phòng"
    assert folders() == [layer]
    with pytest.raises(LookupError, match="taken back"):
        storing.undo(layer, "Văn phòng")
    with pytest.raises(LookupError, match="no layer"):
        storing.undo("g-none", "Văn phòng")


def test_a_layer_is_stored_as_it_was_made(drafts: Drafts) -> None:
    layer = storing.store(drafts["whole"], "Sở A", "VP")
    folder = paths.boundary_folder() / layer
    assert boundaries.layer_file(*PROVINCES) == folder / "province-national.parquet"
    made = drafts["whole"].layers["province", "national"]
    assert (folder / "province-national.parquet").read_bytes() == made
    about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    assert about["title"] == "Sở A"


def test_the_same_file_again_changes_nothing(drafts: Drafts) -> None:
    storing.store(drafts["whole"], "Sở A", "VP")
    version = warehouse.shared().version
    assert storing.store(drafts["whole"], "Sở A", "VP") == ""
    assert warehouse.shared().version == version
    assert len(folders()) == 1


def test_of_two_files_the_later_is_in_force_and_each_can_be_taken_back(drafts: Drafts) -> None:
    before = drawn(1)
    first = storing.store(drafts["whole"], "Sở A", "VP")
    second = storing.store(drafts["later"], "Sở B", "VP")
    assert (moved(1, before), boundaries.layer_id(*PROVINCES)) == (0.006, second)
    storing.undo(second, "VP")
    assert (moved(1, before), boundaries.layer_id(*PROVINCES)) == (0.002, first)
    third = storing.store(drafts["later"], "Sở B", "VP")
    storing.undo(first, "VP")  # not the one in force
    assert (moved(1, before), boundaries.layer_id(*PROVINCES)) == (0.006, third)
    storing.undo(third, "VP")
    assert boundaries.origin(*PROVINCES) == BUNDLED


def test_what_a_file_lacks_stays_approximate_and_is_said(drafts: Drafts) -> None:
    before, lacking = drawn(1), drawn(38)
    storing.store(drafts["part"], "Sở C", "VP")
    assert moved(1, before) == 0.006
    assert moved(38, lacking) < 0.002
    assert boundaries.origin(*PROVINCES) == Origin("Sở C", None, approximate=True)


def test_a_file_of_some_units_rests_on_the_one_before(drafts: Drafts, folder: Path) -> None:
    before = drawn(38)
    first = storing.store(drafts["whole"], "Sở A", "VP")
    with pytest.raises(storing.OvertakenError):  # it was read before that
        storing.store(drafts["part"], "Sở C", "VP")
    assert folders() == [first]
    resting = replace(
        drafts["part"], base=first, layers={**drafts["whole"].layers}, sha256="another"
    )
    second = storing.store(resting, "Sở C", "VP")
    assert boundaries.origin(*PROVINCES) == Origin("Sở C; Sở A", None, approximate=False)
    with pytest.raises(storing.HeldError) as held:
        storing.undo(first, "VP")
    assert held.value.layer.layer_id == second
    storing.undo(second, "VP")
    storing.undo(first, "VP")
    assert drawn(38).equals(before)


def test_units_can_be_collected_file_by_file(drafts: Drafts) -> None:
    def sent(name: str, lacking: set[str]) -> None:
        base = boundaries.layer_id(*PROVINCES)
        file = replace(drafts["part"], base=base, lacking=frozenset(lacking), sha256=name)
        storing.store(file, name, "VP")

    sent("Sở A", {"2025-p38", "2025-p40", "2025-p42"})
    sent("Sở B", {"2025-p38", "2025-p40", "2025-p01"})
    assert boundaries.origin(*PROVINCES) == Origin("Sở B; Sở A", None, approximate=True)
    sent("Sở C", {"2025-p38", "2025-p01"})
    assert [
        row.area_id for row in rows("boundary_lacking", layer=boundaries.layer_id(*PROVINCES))
    ] == ["2025-p38"]
    sent("Sở D", {"2025-p40"})
    assert boundaries.origin(*PROVINCES) == Origin("Sở D; Sở C; Sở B; …", None, approximate=False)


def test_what_was_refused_is_not_stored(drafts: Drafts) -> None:
    with pytest.raises(storing.RefusedError):
        storing.store(drafts["refused"], "Sở A", "VP")
    assert folders() == []


def test_nothing_is_left_of_a_store_that_fails(drafts: Drafts) -> None:
    version = warehouse.shared().version
    with pytest.raises(duckdb.ConstraintException):
        storing.store(drafts["whole"], None, "VP")  # type: ignore[arg-type]
    assert (folders(), warehouse.shared().version) == ([], version)
    assert boundaries.origin(*PROVINCES) == BUNDLED


KILLED = """
import os, pickle, sys
from data.boundaries import storing
def die(*asked):
    os._exit(9)
setattr({module}, "{step}", die)
storing.store(pickle.load(sys.stdin.buffer), "Sở A", "VP")
"""


@pytest.mark.parametrize(
    ("module", "step"),
    [
        ("storing", "_commit"),
        pytest.param("os", "replace", marks=pytest.mark.slow),
        pytest.param("os", "fsync", marks=pytest.mark.slow),
    ],
)
def test_a_killed_store_is_never_in_force_and_cleaned_up(
    drafts: Drafts, module: str, step: str
) -> None:
    warehouse.forget()
    ended = subprocess.run(
        [sys.executable, "-c", KILLED.format(module=module, step=step)],
        input=pickle.dumps(drafts["whole"]),
        cwd=paths.ROOT,
        capture_output=True,
    )
    assert ended.returncode == 9, ended.stderr
    assert len(folders()) == 1
    assert boundaries.origin(*PROVINCES) == BUNDLED
    assert rows("boundary_layers") == ()
    layer = storing.store(drafts["whole"], "Sở A", "VP")
    assert folders() == [layer]


def test_what_was_stored_stays_though_its_warehouse_was_lost(drafts: Drafts, release: Path) -> None:
    lost = storing.store(drafts["whole"], "Sở A", "VP")
    warehouse.forget()
    shutil.copyfile(release / "atlas.duckdb", paths.warehouse_file())
    assert boundaries.origin(*PROVINCES) == BUNDLED
    assert {lost, storing.store(drafts["later"], "Sở B", "VP")} == set(folders())


def test_a_missing_or_changed_file_gives_way_to_the_bundled_layer(
    drafts: Drafts, caplog: pytest.LogCaptureFixture
) -> None:
    name = boundaries.layer_name(*PROVINCES)
    layer = storing.store(drafts["whole"], "Sở A", "VP")
    file = boundaries.layer_file(*PROVINCES)
    stored, content = boundaries.layer_name(*PROVINCES), file.read_bytes()
    assert boundaries.damaged() == ()
    with caplog.at_level(logging.ERROR):
        for spoilt in (content[:-1], b"", None):
            file.unlink()
            if spoilt is not None:
                file.write_bytes(spoilt)
            assert boundaries.layer_name(*PROVINCES) == name
            assert boundaries.origin(*PROVINCES) == BUNDLED
            assert [row.layer_id for row in boundaries.damaged()] == [layer]
    assert "missing or damaged" in caplog.text
    file.write_bytes(content)
    assert boundaries.layer_name(*PROVINCES) == stored
    assert boundaries.damaged() == ()


def test_two_who_store_at_once_store_once(drafts: Drafts) -> None:
    with ThreadPoolExecutor(2) as pool:
        stored = list(pool.map(lambda who: storing.store(drafts["whole"], "A", who), ("a", "b")))
    assert sorted(map(bool, stored)) == [False, True]
    assert len(folders()) == 1
