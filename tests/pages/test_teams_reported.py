"""Teams of the lists beside those that communes report for the month: each says what it counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pandas as pd
import pytest

from data import rollups, warehouse
from tests.monthly_rows import add_batch, add_report, add_source, add_value
from tests.pages.reading import metrics, said, visit
from tests.teams import OCTOBER, build

LEAF, SHORE = "2025-c91001", "2025-c91002"
REPORTED = [(LEAF, "teams", 5), (LEAF, "teams_commune_level", 0), (SHORE, "teams", 4)]
pytestmark = pytest.mark.usefixtures("reported", "window")


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The lists, and reports of October from two of the four communes."""
    folder = tmp_path_factory.mktemp("teams-reported")
    opened = build(folder / "atlas.duckdb")
    with opened.transaction() as cursor:
        add_source(cursor)
        add_batch(cursor, "r")
        cursor.execute(
            "insert into indicator select * replace ('teams_commune_level' as indicator_id) "
            "from indicator where indicator_id = 'teams'"
        )
        for commune in (LEAF, SHORE):
            add_report(cursor, commune, OCTOBER, datetime(2025, 10, 10), batch="r")
        for area, indicator, value in REPORTED:
            add_value(cursor, area, indicator, OCTOBER, value, batch="r")
        rollups.start(cursor)
    opened.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        warehouse.forget()
        yield
        warehouse.forget()


def test_a_level_that_no_list_names_is_no_zero_and_what_was_reported_stands_beside() -> None:
    app = visit("teams.py", data="reported", area=LEAF, lang="en")
    assert metrics(app)[1] == ("–", "none in the lists; by reports: 0")
    assert "the teams in the lists of teams of 1 of 1 communes" in said(app)
    assert "By the monthly reports of 10/2025 instead: 5 teams. " in said(app)
    # Nobody reported teams of communes there.
    other = visit("teams.py", data="reported", area=SHORE, lang="en")
    assert metrics(other)[1][0] == "1"


def test_the_table_says_the_same_as_the_cards() -> None:
    app = visit("teams.py", data="reported", area="2025-p91", lang="en")
    table = app.dataframe[-1].value.set_index("Area")
    leaf, shore = table.loc["Xã Lá Xanh"], table.loc["Xã Bờ Cát"]
    assert (leaf["Village teams"], shore["Commune teams"]) == (1, 1)
    assert pd.isna(leaf["Commune teams"])


def test_a_sum_of_reports_says_of_how_many_communes_it_is() -> None:
    text = said(visit("teams.py", data="reported", area="vn", lang="en"))
    assert "By the monthly reports of 10/2025 instead: at least 9 teams (2 of 4 communes)" in text
    assert "the teams in the lists of teams of 2 of 4 communes, each as it was last told" in text


def test_the_pages_lead_to_each_other() -> None:
    teams = visit("teams.py", data="reported", area=LEAF, lang="en")
    assert "The monthly reports of 10/2025" in [link.proto.label for link in teams.get("page_link")]
    month = visit("commune.py", data="reported", area=LEAF, lang="en")
    labels = [link.proto.label for link in month.get("page_link")]
    assert any(label.startswith("Teams as communes report them for 10/2025") for label in labels)
