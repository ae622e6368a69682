"""How much a map sends once communes report: every commune of a province, two years of months."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import simulated
from data import warehouse
from pages.parts import language
from pages.parts.map_picture import payload
from pages.parts.ranking_lines import ENDS, lines_with_marked
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


@pytest.mark.slow
@pytest.mark.parametrize("indicator", simulated.INDICATORS)
def test_a_change_on_a_map_of_all_communes_is_light(
    indicator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    simulated.build(tmp_path / "atlas.duckdb", simulated.NATION)
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    warehouse.forget()
    try:
        for vintage, total in (("2025", 3_321), ("2024", 10_035)):
            made = scene(indicator=indicator, vintage=vintage, level="commune", dataset="demo")
            sent = payload(made)
            found = shown(sent, sent["step"])
            assert len(found) == total
            assert len(json.dumps(sent)) <= 20_000
            known = made.known
            for place in (0, total // 2, total - 1):
                row = known.iloc[place]
                assert found[int(row["code"])].words == made.indicator.words(row["value"])
            # The list has both ends, one line for what is left out, and marked areas in its place.
            lines = lines_with_marked(made)
            assert [len(line) for line in lines].count(1) == 1
            assert len(lines) == 2 * ENDS + 1
            marked = known.iloc[ENDS + 5]["area_id"]
            with_mark = lines_with_marked(made.seen(replace(made.now, areas=(marked,))))
            assert len(with_mark) == 2 * ENDS + 2
            assert with_mark[ENDS][0] == marked
    finally:
        warehouse.forget()
