"""The warehouse as it is on first start, to store in, and files that were read already."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from data import warehouse
from data.boundaries.draft import Draft, dry_run
from geo.boundaries.report import Finding
from tests.outlines import outlines
from tests.pages.importing import own_copy


@pytest.fixture(scope="session")
def release(released_file: Path) -> Path:
    """A data folder with the warehouse, to be copied; nobody writes in it."""
    return released_file.parent


@pytest.fixture(scope="session")
def drafts(release: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Draft]:
    """Files of provinces: "whole", "part" (moved further, without Thanh Hóa), "refused"."""
    folder = tmp_path_factory.mktemp("drafts")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        own_copy(folder, release)
        whole = dry_run(outlines(), "whole.geojson", "2025", "province")
        lacking = outlines(moved=0.006, without=("38",))
        part = dry_run(lacking, "part.geojson", "2025", "province")
        warehouse.forget()
    report = replace(whole.report, findings=(Finding("duplicate"),))
    return {
        "whole": whole,
        "part": part,
        "later": replace(part, report=whole.report, lacking=frozenset(), sha256="later"),
        "refused": replace(whole, report=report, layers={}),
    }


@pytest.fixture
def folder(release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of the test's own."""
    data = tmp_path / "data"
    data.mkdir()
    monkeypatch.setenv("ATLAS_DATA", str(data))
    own_copy(data, release)
    yield data
    warehouse.forget()
