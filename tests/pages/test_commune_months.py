"""A commune's months: what a report covers, and the line over time that no gap is hidden in."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest

from data import rollups, warehouse
from data.warehouse import open_warehouse
from tests.monthly_rows import add_report, add_value
from tests.monthly_world import build
from tests.pages.reading import drawn, said, visit

LEAF, SHORE = "2025-c91001", "2025-c91002"
JULY, AUGUST = date(2025, 7, 31), date(2025, 8, 31)
pytestmark = pytest.mark.usefixtures("reported", "window")


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """September and October as in the monthly world; of August one of two communes is silent."""
    folder: Path = tmp_path_factory.mktemp("months")
    build(folder / "atlas.duckdb")
    opened = open_warehouse(folder / "atlas.duckdb")
    with opened.transaction() as cursor:
        for area, day, teams in ((LEAF, JULY, 3), (SHORE, JULY, 3), (SHORE, AUGUST, 4)):
            add_report(cursor, area, day, datetime.combine(day, datetime.min.time()), batch="r")
            add_value(cursor, area, "teams", day, teams, batch="r", source="s-moon", line=day.month)
        rollups.start(cursor)
    opened.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        warehouse.forget()
        yield
        warehouse.forget()


def line(area: str) -> list[list[float]]:
    """The stretches in which the line of teams is drawn."""
    app = visit("commune.py", data="reported", area=area, indicator="teams", lang="en")
    assert not app.exception
    trace = next(
        t for t in drawn(app)[0]["data"] if t["mode"] == "lines" and t["line"]["width"] > 1
    )
    values = trace["y"]
    if isinstance(values, dict):
        values = np.frombuffer(base64.b64decode(values["bdata"]), values["dtype"]).tolist()
    runs: list[list[float]] = [[]]
    for value in values:
        if value is None or value != value:
            runs.append([])
        else:
            runs[-1].append(value)
    return [run for run in runs if run]


def test_the_line_stops_at_a_month_without_a_figure() -> None:
    assert line(LEAF) == [[3], [6, 7]]
    assert line(SHORE) == [[3, 4, 4, 7]]


def test_the_table_of_months_names_the_gap() -> None:
    app = visit("commune.py", data="reported", area=LEAF, indicator="teams", lang="en")
    table = next(each.value for each in app.dataframe if list(each.value) == ["Month", "Value"])
    assert table.to_numpy().tolist() == [
        ["10/2025", "7 teams"],
        ["9/2025", "6 teams"],
        ["8/2025", "no data"],
        ["7/2025", "3 teams"],
    ]
    assert "No figure came for 8/2025: the line is broken there" in said(app)
    whole = visit("commune.py", data="reported", area=SHORE, indicator="teams", lang="en")
    assert "No figure came for" not in said(whole)


def test_a_report_says_what_days_it_is_of() -> None:
    text = said(visit("commune.py", data="reported", area=LEAF, lang="en"))
    assert "The monthly report is of 1 Oct 2025 – 31 Oct 2025 and due on 18 Oct 2025. " in text
    assert "This one came on 18 Oct 2025, before the month ended" in text
    group = said(visit("commune.py", data="reported", area="2025-p91", lang="en"))
    assert "The monthly report is of 1 Oct 2025 – 31 Oct 2025 and due on 18 Oct 2025." in group
    assert "before the month ended" not in group
    silent = said(visit("commune.py", data="reported", area="2025-c92002", lang="en"))
    assert "before the month ended" not in silent
