"""How much a map sends once communes report: every commune of a province, two years of months."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import simulated
from data import warehouse
from pages.parts import language
from pages.parts.map_picture import payload
from tests.pages.mapping import scene, shown

pytestmark = pytest.mark.usefixtures("simulated_folder", "session", "window")


@pytest.fixture(scope="module")
def simulated_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The pages read a warehouse with simulated months of Thanh Hóa."""
    folder = tmp_path_factory.mktemp("simulated")
    assert simulated.build(folder / "atlas.duckdb") == 547 * 24 * 2
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        warehouse.forget()
        yield folder
        warehouse.forget()


@pytest.mark.parametrize("code", ["vi", "en"])
@pytest.mark.parametrize("indicator", simulated.INDICATORS)
def test_one_month_of_a_province_s_communes_is_light(indicator: str, code: str) -> None:
    language.use(code)
    made = scene(indicator=indicator, level="commune", within=simulated.PROVINCE, dataset="demo")
    sent = payload(made)
    assert len(shown(sent, sent["step"])) == len(made.areas) == 547
    assert len(sent["steps"]) == 24
    assert len(json.dumps(sent)) <= 30_000


def test_the_source_of_what_is_simulated_says_so() -> None:
    made = scene(indicator="teams", level="commune", within=simulated.PROVINCE, dataset="demo")
    assert set(made.history["dataset"]) == {"demo"}
    sent = payload(made)
    assert {note[1] for note in sent["notes"]} == {"simulated for the benchmark"}
