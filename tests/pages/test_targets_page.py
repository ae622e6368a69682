"""The page of targets, on the simulation and on what is published."""

from __future__ import annotations

import math
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from data import warehouse
from tests.pages.reading import drawn, published, said, title, visit

DAY = "2026-10-31"


@pytest.fixture(scope="module")
def world(
    simulated_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The simulation for the pages, and a copy of it to be asked in other ways."""
    folder = tmp_path_factory.mktemp("targets")
    shutil.copy(simulated_file, folder / "atlas.duckdb")
    shutil.copy(simulated_file, folder / "copy.duckdb")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        warehouse.forget()
        with duckdb.connect(folder / "copy.duckdb", read_only=True) as connection:
            yield connection
        warehouse.forget()


def of_month(
    world: duckdb.DuckDBPyConnection, where: str
) -> tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]]:
    """Registered targets and results of October 2026 by commune and indicator."""
    found = [
        {
            (area, indicator): value
            for area, indicator, value in world.execute(
                f"select area_id, indicator_id, value from {table} where dataset = 'demo' "
                f"and {dated} = '{DAY}' and {kind} and area_id in "
                f"(select area_id from area where {where})"
            ).fetchall()
        }
        for table, dated, kind in (
            ("target", "due", "kind = 'registered'"),
            ("observation", "as_of", "true"),
        )
    ]
    return found[0], found[1]


def a_commune(world: duckdb.DuckDBPyConnection, has_results: bool) -> str:
    """A commune with targets for the month, and with or without any result beside one."""
    targets, results = of_month(world, "vintage = '2025' and level = 'commune'")
    told = {area for area, _indicator in set(targets) & set(results)}
    return min({area for area, _indicator in targets if (area in told) == has_results})


def test_a_commune_beside_its_targets(world: duckdb.DuckDBPyConnection) -> None:
    area = a_commune(world, has_results=True)
    targets, results = of_month(world, f"area_id = '{area}'")
    app = visit("targets.py", data="demo", area=area, lang="en")
    both = [key for key in targets if key in results]
    reached = sum(results[key] >= targets[key] for key in both)
    assert f"{reached} of {len(targets)} targets reached, 10/2026" in title(app)
    table = app.dataframe[0].value
    assert len(table) == len(targets)
    shares = {f"{100 * results[key] / targets[key]:.0f}\u00a0%" for key in both}
    assert set(table["% of target"]) - {"–"} == shares
    assert "Simulated figures" in said(app)


def test_a_commune_without_a_report_is_not_low(world: duckdb.DuckDBPyConnection) -> None:
    app = visit("targets.py", data="demo", area=a_commune(world, has_results=False), lang="en")
    assert title(app).endswith("not reported for 10/2026")
    table = app.dataframe[0].value
    assert set(table["Result"]) == {"not reported"}
    assert set(table["State"]) == {"… not reported"}
    (bars,) = [trace for trace in drawn(app)[0]["data"] if trace["name"] == "result"]
    assert "behind" not in str(bars)


def test_a_province_adds_up_targets_with_result_and_sign(
    world: duckdb.DuckDBPyConnection,
) -> None:
    targets, results = of_month(
        world, "vintage = '2025' and level = 'commune' and province_id = '2025-p19'"
    )
    signed = set(
        world.execute(
            "select area_id, indicator_id from target where dataset = 'demo' and kind = "
            f"'registered' and due = '{DAY}' and operator is not null"
        ).fetchall()
    )
    app = visit("targets.py", data="demo", area="2025-p19", lang="en")
    table = app.dataframe[0].value.set_index("Service")
    names = dict(world.execute("select indicator_id, name_en from indicator").fetchall())
    indicators = {indicator for _area, indicator in targets}
    assert len(table) == len(indicators)
    for indicator in indicators:
        asked = [key for key in targets if key[1] == indicator]
        told = [key for key in asked if key in results]
        both = [key for key in told if key in signed]
        row = table.loc[names[indicator]]
        assert row["Compared"] == (
            f"{len(both)} of {len(asked)} communes; "
            f"communes that do not state how to compare: {len(told) - len(both)}"
        )
        assert f"{sum(targets[key] for key in both):,.0f}" in row["Target"]
        assert f"{sum(results[key] for key in both):,.0f}" in row["Result"]
    communes = {area for area, _indicator in targets}
    app = visit("targets.py", data="demo", area="2025-p19", tab="parts", lang="en")
    (below,) = [each.value for each in app.dataframe]
    assert len(below) >= len(communes)


@pytest.mark.usefixtures("window")
def test_a_place_of_the_commune_page_has_the_same_targets(
    world: duckdb.DuckDBPyConnection,
) -> None:
    place = {"data": "demo", "area": "2025-p19", "lang": "en"}
    targets = visit("targets.py", **place).dataframe[0].value.set_index("Service")
    month = visit("commune.py", **place).table[0].value.set_index("Indicator")
    assert len(targets) > 1
    for service, row in targets.iterrows():
        parts, unstated = row["Compared"].split("; ")
        unit = row["Result"].split(" ", 1)[1]
        told = f"{row['Result'].removesuffix(unit).strip()} in {parts}"
        assert month.loc[service, "Registered target"] == " · ".join(
            [row["Target"], told, row["State"], unstated]
        )


def test_assigned_targets_need_a_pace(world: duckdb.DuckDBPyConnection) -> None:
    app = visit("targets.py", data="demo", area="2025-p19", tab="pace", lang="en")
    app.button_group(key="targets_kind").set_value("assigned").run()
    assert not app.exception
    assert "Pace needed until the day due" in said(app)
    (paces,) = [table.value for table in app.dataframe]
    assert paces["Pace"].str.contains("more needed each month|reached already").all()


def test_a_commune_needs_what_it_lacks_by_the_months_left(
    world: duckdb.DuckDBPyConnection,
) -> None:
    area = a_commune(world, has_results=True)
    app = visit("targets.py", data="demo", area=area, tab="pace", targets="assigned", lang="en")
    (paces,) = [table.value for table in app.dataframe if "Pace" in table.value]
    wanted = set()
    for name, target, result in world.execute(
        "select i.name_en, t.value, o.value from target t join observation o using "
        "(area_id, indicator_id, dataset) join indicator i using (indicator_id) where dataset = "
        f"'demo' and t.kind = 'assigned' and due = '2026-12-31' and o.as_of = '{DAY}' and "
        f"area_id = '{area}'"
    ).fetchall():
        lacking = math.ceil(max(target - result, 0) / 2)  # November and December
        wanted.add((name, f"{lacking:,}" if lacking else "reached already"))
    assert {
        (name, re.split(r"\s", pace)[0] if pace[0].isdigit() else pace)
        for name, pace in zip(paces["Service"], paces["Pace"], strict=True)
    } == wanted


def test_the_other_time_of_a_commune_is_not_answered_with_zero(
    world: duckdb.DuckDBPyConnection,
) -> None:
    area = a_commune(world, has_results=True)
    app = visit("targets.py", data="demo", area=area, date="2025-05-31", lang="en")
    assert not app.exception
    assert "no target for 5/2025" in title(app)


@pytest.mark.usefixtures("world")
def test_without_reports_published_targets_are_shown() -> None:
    app = visit("targets.py", lang="en")
    national = [r for r in published() if r["measure"] == "target" and r["level"] == "nation"]
    table = app.dataframe[0].value
    assert len(table) >= len(national) > 0
    assert sum(cell.startswith("sign not stated") for cell in table["Target"]) >= sum(
        not row["operator"] for row in national
    )
    assert "There is nothing yet of" not in said(app)  # there is: the targets above
    assert "reports, of which there are none in: Published figures" in said(app)
    assert any("data=demo" in link.proto.query_string for link in app.get("page_link"))
    early = table[(table["Due"] == "2030") & (table["Newest result"] != "no published result")]
    assert set(early["State"]) <= {"result of before the due date", "✓ reached"}
