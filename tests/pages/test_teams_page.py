"""The page of teams: its answer, its lists, and what it says where there is nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import exports, warehouse
from data.demo.registry import ROLES as SIMULATED_ROLES
from data.team_counts import ROLES
from pages.parts import download
from tests.pages.reading import drawn, metrics, plain, said, title, visit
from tests.teams import build

CHOICES = Path(__file__).parents[2] / "data" / "catalogue" / "field_choices.csv"

pytestmark = pytest.mark.usefixtures("lists", "window")


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The tiny world with lists of teams, and no monthly report."""
    folder = tmp_path_factory.mktemp("teams")
    build(folder / "atlas.duckdb").close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        warehouse.forget()
        yield
        warehouse.forget()


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[dict[str, str]]]:
    """The files that are offered, by name."""
    kept: dict[str, list[dict[str, str]]] = {}

    def keep(_label: str, write: Callable[[], bytes], _rows: int, *named: str) -> None:
        text = write().decode("utf-8-sig")
        kept[exports.file_name(*named)] = list(csv.DictReader(io.StringIO(text)))

    monkeypatch.setattr(download, "_offer", keep)
    return kept


def listed(section: str, **params: str) -> AppTest:
    """The page with one of its lists open."""
    app = visit("teams.py", tab=section, **params)
    assert not app.exception
    return app


def test_the_title_tells_levels_apart_and_says_that_communes_are_silent() -> None:
    app = visit("teams.py", data="reported", area="2024-p91", date="2025-06-30", lang="en")
    assert not app.exception
    # t1 has 4 and t2 has 9 members, t4 does not say; t3 is of a commune and has 12.
    assert title(app) == (
        "Tỉnh Mây Trắng, 6/2025, by the lists of teams: "
        "3 teams of villages with at least 13 members; 1 teams of communes with 12 members"
    )
    assert "Of 1 teams the size is not said." in said(app)
    assert metrics(app)[2] == ("1", "of 4 listed; 0 unclear")


def test_without_a_list_of_every_commune_counts_are_lower_bounds() -> None:
    app = visit("teams.py", data="reported", area="vn", lang="en")
    assert title(app) == (
        "Nước Thử, 10/2025, by the lists of teams: "
        "at least 3 teams of villages with at least 20 members; "
        "at least 1 teams of communes with at least 11 members"
    )
    assert "2 of 4 communes have no list of teams" in said(app)
    assert "2 teams still stand in a village or commune of before 7/2025" in said(app)


def test_teams_are_held_against_the_rule_of_the_day() -> None:
    app = visit("teams.py", data="reported", area="2024-d911", date="2025-06-30", lang="en")
    text = said(app)
    # Of 4, 9 and one that is not said, by the district's "at least 5".
    assert (
        "50% of the 2 teams under a rule are as large as it asks: "
        "≥ 5 (Huyện Đồi Cỏ, 1 Jun 2025); 1 are" in text
    )
    assert "1 teams under a rule do not say their size; that is no breach." in text
    (chart,) = drawn(app)
    heights = {bar["name"]: sum(bar["y"]) for bar in chart["data"] if bar["type"] == "bar"}
    assert heights["as the rule asks"] == 1
    assert heights["smaller or larger than the rule asks"] == 1


def test_a_rule_of_before_that_goes_on_says_so() -> None:
    app = visit("teams.py", data="reported", area="2025-p91", date="2025-10-31", lang="en")
    assert "Goes on after 7/2025: the rule ≥ 5 (Huyện Đồi Cỏ, 1 Jun 2025) of before." in said(app)


@pytest.mark.parametrize(
    ("section", "area", "name", "teams"),
    [
        ("breaches", "2024-d911", "teams-outside-the-rule", ["t1"]),
        ("villages", "2024-d911", "villages-without-team", ["v-b"]),
        ("teams", "2024-c91002", "teams", ["t2", "t3"]),
    ],
)
def test_lists_and_their_files_name_the_same(
    files: dict[str, list[dict[str, str]]], section: str, area: str, name: str, teams: list[str]
) -> None:
    app = listed(section, data="reported", area=area, date="2025-06-30")
    rows = files[f"atlas_reported_{name}_{area}_2025-06-30.csv"]
    assert {row["dataset"] for row in rows} == {"reported"}
    assert sorted(row.get("team_id") or row["village_id"] for row in rows) == teams
    assert len(app.dataframe[-1].value) == len(rows)


def test_teams_in_old_places_say_what_became_of_them(
    files: dict[str, list[dict[str, str]]],
) -> None:
    listed("old", data="reported", area="vn", lang="en")
    rows = files["atlas_reported_teams-in-old-places_vn_2025-10-31.csv"]
    assert {row["team_id"]: row["now_part_of"] for row in rows} == {
        "t2": "Xã Bờ Cát",
        "t5": "Xã Suối Trong (60.2%), Xã Suối Cạn (39.8%)",
    }


@pytest.mark.parametrize("section", ["parts", "people", "breaches", "villages", "old"])
def test_every_list_is_drawn(section: str) -> None:
    assert listed(section, data="reported", area="2025-p91").subheader


def test_shares_are_of_the_teams_that_said_both() -> None:
    app = listed("training", data="reported", area="2024-d911", date="2025-06-30", lang="en")
    # t2 alone says both; t1's latest list leaves the trained out, t4's the members.
    assert "100% of members were trained: 9 of 9, in the 1 teams that said both; 2 did not" in said(
        app
    )
    assert "4 sessions in person that teams attended, 4 each (1 teams said)" in said(app)
    assert "The lists do not say what the sessions were about." in said(app)


def test_a_place_without_a_list_is_not_said_to_have_no_team() -> None:
    app = visit("teams.py", data="reported", area="2024-p93", lang="en")
    assert title(app) == "Tỉnh Gió Lặng (until 30 June 2025): no list of teams until 10/2025"
    assert "that does not mean that there are none" in said(app)


def test_published_figures_lead_to_the_lists() -> None:
    app = visit("teams.py", area="2024-p92", lang="en")
    assert not app.exception
    assert "they name no single team" in said(app)
    assert "90 teams" in title(app)
    rules = visit("teams.py", area="2024-d911", lang="en").dataframe[0].value
    assert set(rules["Rule of"]) == {"Huyện Đồi Cỏ", "Tỉnh Mây Trắng"}


def test_a_dataset_without_lists_says_so() -> None:
    app = visit("teams.py", data="demo", area="2024-p91", lang="en")
    assert not app.exception
    assert "There is nothing yet of: Simulated figures." in said(app)


def test_names_are_shown_as_written() -> None:
    with warehouse.shared().transaction() as cursor:
        cursor.execute("update area set name = 'Xã [a](//x) $x$' where area_id = '2024-c91001'")
    app = visit("teams.py", data="reported", area="2024-c91001", date="2025-06-30")
    assert plain(app.title[0].value).startswith("Xã [a](//x) $x$")
    assert "[a]" not in app.title[0].value


def test_every_role_of_a_leader_is_counted() -> None:
    with CHOICES.open(encoding="utf-8", newline="") as lines:
        known = {row["choice"] for row in csv.DictReader(lines) if row["field"] == "leader_role"}
    assert known | {"unsaid"} == set(ROLES)
    assert set(SIMULATED_ROLES) <= known
