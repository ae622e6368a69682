"""A boundary file is read apart from the app, within bounds, and leaves nothing behind."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from data import boundaries, confinement, paths
from data.boundaries import draft as drafting
from data.boundaries import storing
from data.boundaries.draft import Draft, dry_run
from geo.boundaries.report import BoundaryFileError
from tests.outlines import outlines

REAL = paths.ROOT.parent / "shared" / "data" / "boundaries" / "communes_mid_0005.parquet"


@pytest.fixture(autouse=True)
def scratch(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go."""
    place = tmp_path / "scratch"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def refusal(content: bytes, name: str) -> tuple[str, str]:
    with pytest.raises(BoundaryFileError) as refused:
        dry_run(content, name, "2025", "province")
    return refused.value.finding.code, refused.value.finding.found


def test_a_draft_says_what_was_found_and_stores_nothing(
    drafts: dict[str, Draft], folder: Path
) -> None:
    report = drafts["whole"].report
    assert (report.matched, report.units, report.complete) == (34, 34, True)
    assert (report.code_column, report.name_column) == ("ma", "ten")
    assert [finding.severity for finding in report.findings].count("error") == 0
    assert list(drafts["whole"].layers) == [("province", "national")]
    picture = drafts["whole"].picture
    assert picture.count("<path") == 34
    assert all(name in picture for name in ("Hoàng Sa", "Trường Sa"))
    assert not drafts["part"].report.complete
    assert drafts["part"].lacking == {"2025-p38"}
    assert drafts["whole"].lacking == set()
    assert not (folder / "boundaries").exists()


def test_a_file_that_is_refused_gives_no_layers() -> None:
    refused = dry_run(outlines(moved=5), "a.geojson", "2025", "province")
    assert [finding.code for finding in refused.report.refused] == ["wrong_crs"]
    assert (refused.layers, refused.picture) == ({}, "")


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"%PDF-1.7", "a.geojson", ("unknown_type", ".geojson")),
        (outlines()[:-4000], "a.geojson", ("damaged_file", "GEOJSON")),
        (b"{}", "../../a.$(x)", ("damaged_file", "")),
    ],
)
def test_what_cannot_be_read_is_said(
    content: bytes, name: str, said: tuple[str, str], scratch: Path
) -> None:
    assert refusal(content, name) == said
    assert list(scratch.iterdir()) == []


def test_reading_that_takes_too_long_is_stopped(
    monkeypatch: pytest.MonkeyPatch, scratch: Path
) -> None:
    monkeypatch.setattr(drafting, "SECONDS", 0.05)
    assert refusal(outlines(), "a.geojson") == ("reading_stopped", "0.05 s")
    assert list(scratch.iterdir()) == []


def test_the_process_has_no_more_memory_than_it_is_given() -> None:
    code = (
        "from data.confinement import confine\nconfine(2**30, 20)\n"
        "try:\n    bytearray(2**31)\nexcept MemoryError:\n    print('held')"
    )
    command = [sys.executable, "-c", code]
    said = subprocess.run(command, cwd=paths.ROOT, capture_output=True, text=True)
    assert said.stdout.strip() == "held"


def test_a_process_that_breaks_is_told_from_one_that_is_late() -> None:
    with pytest.raises(confinement.StoppedError) as stopped:
        confinement.run("data.no_such_module", seconds=20)
    assert not stopped.value.late


def test_units_that_a_file_lacks_keep_what_is_in_force(drafts: dict[str, Draft]) -> None:
    first = storing.store(drafts["whole"], "Sở A", "VP")
    resting = dry_run(outlines(moved=0.006, without=("38",)), "b.geojson", "2025", "province")
    assert resting.base == first
    storing.store(resting, "Sở C", "VP")
    assert boundaries.origin("2025", "province").title == "Sở C; Sở A"


@pytest.mark.slow
@pytest.mark.skipif(not REAL.exists(), reason=f"needs {REAL}")
def test_the_real_communes_are_stored_and_served_small() -> None:
    found = dry_run(REAL.read_bytes(), REAL.name, "2025", "commune")
    assert (found.report.matched, found.report.complete, found.base) == (3321, True, "")
    layer = storing.store(found, "Ranh giới thật", "VP")
    for place, most in ((("2025", "commune"), 650), (("2025", "commune", "38"), 200)):
        name = boundaries.layer_name(*place)
        assert len(boundaries.layer_bytes(name)) <= 1000 * most
    assert boundaries.origin("2025", "province").title == "Ranh giới thật"
    assert len(boundaries.codes_in_layer("2025", "commune")) == 3321

    one = dry_run(outlines("commune", "96"), "ca-mau.geojson", "2025", "commune")
    assert (one.report.matched, one.base) == (64, layer)
    resting = storing.store(one, "Cà Mau", "VP")
    assert len(boundaries.layer_bytes(boundaries.layer_name("2025", "commune"))) <= 650_000
    assert boundaries.origin("2025", "commune").title == "Cà Mau; Ranh giới thật"
    assert boundaries.origin("2025", "province").title == "Ranh giới thật"
    storing.undo(resting, "VP")
    storing.undo(layer, "VP")
    assert boundaries.origin("2025", "province").approximate
