"""What a province was given itself stands beside its own result, and the address keeps the view."""

from __future__ import annotations

import shutil
from base64 import b64decode
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from data import warehouse
from tests.pages.reading import address, drawn, said, title, visit

pytestmark = pytest.mark.usefixtures("world")
PROVINCE, DISTRICT = "2025-p19", "2024-d173"
DAY, DUE = date(2026, 10, 31), date(2026, 12, 31)
VNEID, VISITS = "adults_with_vneid", "households_reached"
SIGNED = "adults_with_digital_signature"
# area, kind, indicator, value, due, version
OWN = [
    (PROVINCE, "assigned", VNEID, 9_000_000.0, DUE, 1),
    (PROVINCE, "assigned", VNEID, 1_000.0, DUE, 2),
    (PROVINCE, "assigned", VISITS, 5_000.0, DUE, 1),
    (DISTRICT, "assigned", VNEID, 9_000_000.0, date(2024, 12, 31), 1),
]
OWN_FIGURE = 4_600.0  # households reached, said by the province: 92 % of its target


@pytest.fixture(scope="module")
def world(
    simulated_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The simulation with targets of a province and a district, and a copy to be asked apart."""
    folder = tmp_path_factory.mktemp("places")
    shutil.copy(simulated_file, folder / "atlas.duckdb")
    with duckdb.connect(folder / "atlas.duckdb") as connection:
        (batch,) = connection.execute(
            "select min(batch_id) from target where dataset = 'demo' and kind = 'assigned'"
        ).fetchall()[0]
        for table in ("target", "target_log"):
            for n, (area, kind, indicator, value, due, version) in enumerate(OWN):
                if table == "target" and (version, value) == (1, 9_000_000.0) and area == PROVINCE:
                    continue  # its second version holds
                connection.execute(
                    f"insert into {table} by name select ? as area_id, ? as indicator_id, "
                    "? as kind, '>=' as operator, ? as value, ? as due, 'day' as precision, "
                    "'printed' as basis, ? as version, 'demo' as dataset, 'demo-2025' as "
                    f"source_id, ? as batch_id, ? as origin{_moment(table)}",
                    [area, indicator, kind, value, due, version, batch, f"own:{n}"],
                )
        connection.execute(
            "insert into observation (area_id, indicator_id, timing, as_of, precision, basis, "
            "value, low, high, qualifier, dataset, source_id, batch_id, origin) values (?, ?, "
            "'cumulative', ?, 'month', 'printed', ?, ?, ?, 'exact', 'demo', 'demo-2025', ?, 'o')",
            [PROVINCE, VISITS, DAY, *[OWN_FIGURE] * 3, batch],
        )
        # What other tests were answered of the simulation does not hold here.
        connection.execute("update warehouse_state set version = version + 1")
    shutil.copy(folder / "atlas.duckdb", folder / "copy.duckdb")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        warehouse.forget()
        with duckdb.connect(folder / "copy.duckdb", read_only=True) as connection:
            yield connection
        warehouse.forget()


def _moment(table: str) -> str:
    return ", timestamp '2026-01-05 03:00:00' as recorded_at" if table == "target_log" else ""


def page(area: str = PROVINCE, **params: str) -> AppTest:
    app = visit("targets.py", **{"data": "demo", "area": area, "lang": "en", **params})
    assert not app.exception
    return app


def row_of(app: AppTest, name: str) -> Any:
    table: pd.DataFrame = app.dataframe[0].value
    return table.set_index("Service").loc[name]


def summed(world: duckdb.DuckDBPyConnection, indicator: str, where: str, day: date) -> Any:
    """The sum over the communes that reported, and how many those are, of how many."""
    return world.execute(
        "select sum(value), count(value), count(*) from area left join (select area_id, value from "
        "observation where dataset = 'demo' and indicator_id = ? and as_of = ?) using (area_id) "
        f"where level = 'commune' and {where}",
        [indicator, day],
    ).fetchall()[0]


def test_a_provinces_own_target_takes_the_place_of_its_communes(
    world: duckdb.DuckDBPyConnection,
) -> None:
    app = page(targets="assigned")
    row = row_of(app, "Adults with a VNeID account")
    total, told, there = summed(world, VNEID, "province_id = '2025-p19'", DAY)
    assert told < there, "some communes did not report, so the sum is a lower bound"
    assert row["Target"] == "≥ 1,000 people" or row["Target"].endswith("1,000 people")
    assert f"{total:,.0f}" in row["Result"]
    assert row["Result"].startswith("at least ")
    assert row["State"] == "✓ reached"  # even the least is enough
    assert row["Compared"] == f"own target; {told} of {there} communes reported"
    assert row["Version"] == "2"
    assert "A target of the place's own" in said(app)


def test_a_lower_bound_below_a_districts_own_target_is_not_called_behind(
    world: duckdb.DuckDBPyConnection,
) -> None:
    day = date(2024, 6, 30)
    app = page(DISTRICT, targets="assigned", date=day.isoformat())
    row = row_of(app, "Adults with a VNeID account")
    _total, told, there = summed(world, VNEID, f"parent_id = '{DISTRICT}'", day)
    assert row["Compared"] == f"own target; {told} of {there} communes reported"
    assert row["State"] == ("? cannot be compared" if told < there else "✗ not reached")


def test_a_provinces_own_figure_is_compared_with_its_own_target() -> None:
    row = row_of(page(targets="assigned"), "Households reached")
    assert row["Compared"] == "own target and own figure"
    assert row["State"] == "≈ nearly reached"
    assert row["% of target"] == f"{100 * OWN_FIGURE / 5_000:.0f}\u00a0%"


def test_registered_targets_stay_those_of_the_communes() -> None:
    app = page()
    assert "own target" not in " ".join(app.dataframe[0].value["Compared"])
    assert "A target of the place's own" not in said(app)


def test_whose_targets_are_seen_is_in_the_address() -> None:
    app = page()
    app.button_group(key="targets_kind").set_value("assigned").run()
    assert address(app)["targets"] == "assigned"
    again = page(**{name: value for name, value in address(app).items() if name != "area"})
    assert title(again) == title(app)
    del app.query_params["targets"]  # as Back does
    app.run()
    assert app.button_group(key="targets_kind").value == "registered"


def test_the_open_list_of_quality_is_in_the_address() -> None:
    app = visit("quality.py", data="demo", area=DISTRICT, tab="blanks", lang="en")
    assert "A blank is not zero." in said(app)
    app.query_params["tab"] = "changes"  # as Back and Forward do
    app.run()
    assert "Such a change may be right." in said(app)
    opened = open_tab(app, "Disagreements")
    assert address(opened)["tab"] == "disputed"
    assert "Both figures are kept and never averaged." in said(opened)


def test_one_tab_below_the_picture_of_targets_is_drawn() -> None:
    app = page(tab="blanks")  # as a link from another page may have it
    assert "Service" in app.dataframe[0].value
    assert len(app.dataframe) == 1
    opened = open_tab(app, "National targets")
    assert address(opened)["tab"] == "nation"
    (national,) = [table.value for table in opened.dataframe]
    assert "Due" in national
    assert "Newest result" not in national, "no published result beside what is simulated"


def simulated_commune(world: duckdb.DuckDBPyConnection) -> str:
    """A commune whose registered target of some month has two versions, and adults are told."""
    (area,) = world.execute(
        "select min(l.area_id) from target_log l join observation a on a.area_id = l.area_id and "
        f"a.indicator_id = 'adults' and a.as_of = '{DAY}' join observation o on o.area_id = "
        f"l.area_id and o.indicator_id = '{SIGNED}' and o.as_of = '{DAY}' where l.dataset = 'demo' "
        f"and l.kind = 'registered' and l.indicator_id = '{SIGNED}' and l.version = 2"
    ).fetchall()[0]
    return str(area)


def trend(app: AppTest) -> dict[str, Any]:
    """The traces of the picture over the months, by name."""
    return {trace.get("name"): trace for trace in drawn(app)[1]["data"]}


def test_a_communes_months_stand_beside_its_targets_and_the_nations(
    world: duckdb.DuckDBPyConnection,
) -> None:
    area = simulated_commune(world)
    app = page(area, indicator=SIGNED, tab="months")
    results = world.execute(
        "select value from observation where dataset = 'demo' and area_id = ? and indicator_id = ? "
        "order by as_of",
        [area, SIGNED],
    ).fetchall()
    registered = world.execute(
        "select due, value from target where dataset = 'demo' and kind = 'registered' and "
        "area_id = ? and indicator_id = ? order by due",
        [area, SIGNED],
    ).fetchall()
    former = world.execute(
        "select value from target_log where dataset = 'demo' and area_id = ? and indicator_id = ? "
        "and kind = 'registered' and version = 1 and due in (select due from target_log where "
        "area_id = ? and indicator_id = ? and kind = 'registered' and version = 2)",
        [area, SIGNED, area, SIGNED],
    ).fetchall()
    adults = world.execute(
        "select value from observation where dataset = 'demo' and area_id = ? and "
        "indicator_id = 'adults' and as_of = ?",
        [area, DAY],
    ).fetchall()[0][0]
    seen = trend(app)
    assert values(seen["result"]) == [value for (value,) in results]
    steps = [value for value in values(seen["registered by the month"]) if value is not None]
    assert sorted(set(steps)) == sorted({value for _due, value in registered})
    assert {value for (value,) in former} <= {*values_of_all(app, "former")}
    level = seen["nation, by 2030: ≥\u00a070%"]
    assert values(level) == pytest.approx([0.7 * adults] * 2)
    assert "National target by 2030" in said(app)
    (source,) = [c.value for c in app.caption if "National target (Published" in c.value]
    assert "Simulated figures" in source
    months = app.expander[-1].dataframe[0].value
    assert list(months.columns)[:2] == ["Month", "Result"]
    assert any("(version 2)" in cell for cell in months["Registered by the month"])


def values(trace: dict[str, Any]) -> list[Any]:
    """What is drawn upwards, however it is sent."""
    sent = trace["y"]
    if isinstance(sent, dict):
        kind = {"f8": "<f8", "i4": "<i4", "i2": "<i2", "i1": "i1"}[sent["dtype"]]
        return [float(each) for each in np.frombuffer(b64decode(sent["bdata"]), kind)]
    return list(sent)


def values_of_all(app: AppTest, name: str) -> Iterator[Any]:
    for trace in drawn(app)[1]["data"]:
        if trace.get("name") == name:
            yield from values(trace)


def test_a_provinces_months_are_of_the_communes_with_both(
    world: duckdb.DuckDBPyConnection,
) -> None:
    app = page(indicator=SIGNED, tab="months")
    assert "have a result and a target and state how these compare" in said(app)
    ((both, aimed, parts),) = world.execute(
        "select sum(o.value), sum(t.value), count(*) from observation o join target t using "
        "(area_id, indicator_id, dataset) join area using (area_id) where o.dataset = 'demo' and "
        f"o.as_of = '{DAY}' and t.due = '{DAY}' and t.kind = 'registered' and "
        f"indicator_id = '{SIGNED}' and province_id = '{PROVINCE}' and level = 'commune' and "
        "t.operator is not null"
    ).fetchall()
    seen = trend(app)
    assert values(seen["result"])[-1] == both
    assert values(seen["registered by the month"])[-1] == aimed
    assert not any(str(name).startswith("nation") for name in seen), "not all told their adults"
    assert "It is not drawn" in said(app)
    newest = app.expander[0].dataframe[0].value.iloc[0]
    assert newest["Compared"].startswith(f"{parts} of ")


def open_tab(app: AppTest, label: str) -> AppTest:
    """The page after a click on one of its tabs, which AppTest cannot do itself."""
    (widget,) = {
        node.proto.tab_container.id
        for node in app._tree
        if isinstance(node, Block) and node.type == "tab_container"
    }
    states = app._tree.get_widget_states()
    states.widgets.add(id=widget, string_value=label)
    return app._run(states)


@pytest.mark.parametrize(
    ("area", "words"),
    [
        (PROVINCE, "2–5 (Tỉnh Thái Nguyên, 4/2022); 4–7 (Huyện Phú Bình, 6/2022)"),
        ("vn", "rules of different places, from 2 to 10 members"),
    ],
)
def test_a_title_says_what_several_rules_on_teams_ask(area: str, words: str) -> None:
    assert words in said(visit("teams.py", data="demo", area=area, lang="en"))
