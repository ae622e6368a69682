"""The overview on the figures of the release, which are read here with nothing of ours."""

import base64
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from data import warehouse
from pages.parts import overview_news
from pages.parts.view import FIVE_AREAS
from tests.pages.overview_reading import english, lines, links, printed, seen, words
from tests.pages.reading import ageless, drawn, metrics, plain, published, said, title, visit
from tests.world import world_tables

pytestmark = pytest.mark.usefixtures("released", "window")


@pytest.mark.parametrize(
    "params", [{}, {"lang": "en"}, {"lang": "en", "area": "2024-p38"}, {"vintage": "2025"}]
)
def test_the_page_is_drawn(params: dict[str, str]) -> None:
    app = seen(**params)
    assert not app.exception
    assert not app.error
    assert not app.warning
    assert not re.search(r"\{\w*\}|\bnan\b|None\b|NaT\b|<NA>", said(app))


def test_the_title_is_the_nation_s_latest() -> None:
    teams = printed("Việt Nam", "teams", "2025-03-23")
    members = printed("Việt Nam", "members", "2025-03-23")
    values = f"{words(teams, 'teams')}, {words(members, 'people')}"
    assert title(english()) == f"Whole country: {values} (23 Mar 2025)"
    assert title(seen()) == "Cả nước: trên 74.000 tổ, trên 340.000 người (23/3/2025)"


def test_three_key_figures_come_with_date_and_source() -> None:
    app = english()
    covered = printed("Việt Nam", "provinces_covered", "2025-03-23")
    assert [value for value, _delta in metrics(app)] == [
        words(printed("Việt Nam", "teams", "2025-03-23"), "teams"),
        words(printed("Việt Nam", "members", "2025-03-23"), "people"),
        words(covered, "provinces"),
    ]
    cited = [plain(c.value) for c in app.caption if covered["source_url"] in c.value]
    assert len(cited) == 3
    assert all(line.startswith("23 Mar 2025 · ") for line in cited)
    assert all(covered["source_title"] in line for line in cited)


def test_the_nation_s_contradictions_are_said_with_all_values() -> None:
    (line,) = [plain(c.value) for c in english().caption if "9,400" in c.value]
    others = [("2022-06-14", "14 Jun 2022"), ("2022-06-15", "15 Jun 2022")]
    others.append(("2022-08-23", "23 Aug 2022"))
    said_of = [
        f"{words(printed('Việt Nam', 'teams', as_of), 'teams')} ({day})" for as_of, day in others
    ]
    assert line == f"≠ Sources disagree: nearly 9,400 teams (2022) ≠ {', '.join(said_of)}."


def before_the_merger() -> dict[str, float]:
    """The latest number of teams of each province that is surely of before July 2025.

    What is dated by the year 2025 alone is of either set of units.
    """
    latest: dict[str, tuple[str, float]] = {}
    for row in published():
        sort = (row["level"], row["indicator"], row["measure"])
        dated = "" < row["as_of"] < "2025-07" and row["as_of"] != "2025"
        if sort == ("province", "teams", "result") and dated:
            found = (row["as_of"], float(row["value"]))
            latest[row["area"]] = max(latest.get(row["area"], ("", 0.0)), found)
    return {area: value for area, (_as_of, value) in latest.items()}


def test_the_bars_are_the_provinces_latest_numbers_of_teams() -> None:
    lengths = drawn(english())[1]["data"][0]
    found = dict(zip(map(plain, lengths["y"]), read_floats(lengths["x"]), strict=True))
    assert found == before_the_merger()
    assert list(found.values()) == sorted(found.values(), reverse=True)
    assert len(found) == 10
    heads = [plain(h.value) for h in english().subheader]
    assert (
        "Of 10 provinces with dated figures, Thanh Hóa has most teams: over 4,000 teams ≠ (6/2025)"
        in heads
    )
    ticks = drawn(english())[1]["data"][3]
    assert sorted(read_floats(ticks["x"])) == [2349, 4351]


def test_what_could_not_be_drawn_is_said() -> None:
    ways = {}
    for vintage in ("2024", "2025"):
        app = english(**({} if vintage == "2024" else {"vintage": vintage}))
        (line,) = [plain(c.value) for c in app.caption if c.value.startswith("Not drawn")]
        ways[vintage] = line
    # More than the highest bar of 2025, and printed with nothing but the year of the merger.
    row = printed("Hải Phòng", "teams", "2025")
    for line in ways.values():
        assert f"Hải Phòng, {words(row, 'teams')} (2025)" in line
        assert row["source_url"] in line
    undated = printed("Quảng Ninh", "teams", "")
    assert f"Quảng Ninh, {words(undated, 'teams')} (undated)" in ways["2025"]
    assert "Quảng Ninh" not in ways["2024"]  # of 2022 it has a dated one
    heads = [plain(h.value) for h in english(vintage="2025").subheader]
    assert (
        "Of 3 provinces with dated figures, Đà Nẵng has most teams: 3,766 teams (25 Dec 2025)"
        in heads
    )
    assert "4 of 34 provinces have figures of the number of teams" in heads


def read_floats(values: Any) -> list[float]:
    """The numbers of a trace, which Plotly may send packed."""
    if isinstance(values, dict):
        packed = base64.b64decode(values["bdata"])
        return [float(n) for n in np.frombuffer(packed, dtype=values["dtype"])]
    return [float(n) for n in values]


def test_what_is_missing_is_counted() -> None:
    frame = english().table[1].value.map(plain)
    first = frame.iloc[0].tolist()
    n = len(before_the_merger())
    assert first == ["Provinces before 7/2025", f"{n} of 63", "10 of 63", "63 of 63"]
    assert frame["Units"].tolist()[2] == "Communes before 7/2025"
    assert frame["Teams"].str.split(" of ").str[1].tolist() == [
        "63",
        "696",
        "10,035",
        "34",
        "3,321",
    ]
    assert "10 of 63 provinces have figures of the number of teams" in said(english())


def test_what_is_newest_is_the_newest_that_was_printed() -> None:
    days = [row["as_of"] for row in published() if row["measure"] == "result"]
    newest = max(day for day in days if len(day) == 10)
    assert newest == "2026-03-10"
    found = [line for line in lines(english()) if "(10 Mar 2026)" in line]
    assert [line.split(" · ")[0] for line in found] == [
        "- Provincial digital transformation rank (DTI): **rank 9 ⚠** (10 Mar 2026)"
    ]
    assert ("trends", "Khánh Hòa (province, since 7/2025)") in [
        link[:2] for link in links(english())
    ]


def test_of_too_many_figures_no_news_are_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    results = sum(row["measure"] == "result" for row in published())
    for most, told in ((results, True), (10, False)):
        monkeypatch.setattr(overview_news, "MOST", most)
        app = visit(lang="en")
        assert not app.exception
        assert any("(10 Mar 2026)" in line for line in lines(app)) is told
        ways = [link for link in links(app) if link[1].startswith("See what is new in a place")]
        assert bool(ways) is not told


def test_what_changed_is_said_with_both_values_and_dates() -> None:
    found = [line.split(" · ")[0] for line in lines(english())]
    before, after = (printed("Thanh Hóa", "members", day) for day in ("2024-10", "2025-05"))
    grown = float(after["value"]) - float(before["value"])
    assert (
        f"- Members of community digital technology teams: {words(before, 'people')} (10/2024) → "
        f"**{words(after, 'people')}** (5/2025), ▲ up {grown:,.0f} people"
    ) in found
    # A bound travels along: from nearly 2,300 to over 74,000 is over 71,700 more.
    assert (
        "- Community digital technology teams: nearly 2,300 teams (4 Apr 2022) → "
        "**over 74,000 teams** (23 Mar 2025), ▲ up over 71,700 teams"
    ) in found
    # 13,000 to about 12,000, which may be 12,500.
    assert any(line.endswith("(8/2024), ▼ down at least 500 people") for line in found)
    assert not any("4,351" in line and "→" in line for line in found)  # disputed
    assert any(
        plain(c.value).startswith("Left out (") and "sources disagree: 1" in c.value
        for c in english().caption
    )


def test_the_area_named_has_its_best_figures_and_ways_on() -> None:
    app = english(area="2024-p38")
    assert "Thanh Hóa" in [plain(h.value) for h in app.subheader]
    assert "province · units before 1 July 2025" in said(app)
    line = "- Community digital technology teams: **over 4,000 teams** ≠ (6/2025)"
    assert line in [ageless(line).split(" · ")[0] for line in lines(app)]
    (disputed,) = [plain(c.value) for c in app.caption if c.value.startswith("≠ Community")]
    assert "4,351 teams (8 May 2025) ≠ 2,349 teams (5/2025)" in disputed
    ways = {label: (page, query) for page, label, query in links(app)}
    assert ways["Show on the map"] == ("map", "lang=en&area=2024-p38")
    page, query = ways["Compare with the five areas"]
    assert page == "compare"
    assert all(area_id in query for area_id in FIVE_AREAS)
    assert ways["Over time"] == ("trends", "lang=en&area=2024-p38")


def test_an_area_without_figures_says_so_and_leads_up() -> None:
    app = english(area="2024-c00001")
    assert [plain(info.value) for info in app.info] == ["There is no figure about this area."]
    ways = {label: query for page, label, query in links(app) if page == "map"}
    assert ways["Show on the map"] == "lang=en&level=commune&in=2024-p01&area=2024-c00001"
    (way,) = [link for link in links(app) if link[1] == "Figures of Hà Nội"]
    assert way == ("", "Figures of Hà Nội", "lang=en&area=2024-p01")


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Pages read a warehouse of the world from which these tables are taken."""

    def build(**changed: Any) -> None:
        tables = {**world_tables(), **changed}
        warehouse.open_warehouse(tmp_path / "atlas.duckdb", seed=lambda: tables).close()
        warehouse.forget()

    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    yield build
    warehouse.forget()


def test_without_figures_the_page_says_so(bare: Any) -> None:
    bare(**{name: world_tables()[name].head(0) for name in ("observation_log", "target")})
    app = visit(None, lang="en")
    assert not app.exception
    assert title(app) == "No figures yet"
    assert "This warehouse holds no figures." in said(app)
    assert drawn(app) == []


def test_a_warehouse_without_the_five_areas_is_drawn_all_the_same(bare: Any) -> None:
    bare()
    app = visit(None, lang="en")
    assert not app.exception
    assert title(app) == "Whole country: nearly 600 teams (2024)"
    assert len(app.table) == 1  # what is missing; none of the five is in this world


def test_without_a_number_of_teams_the_page_says_so(bare: Any) -> None:
    log = world_tables()["observation_log"]
    bare(observation_log=log[log["indicator_id"] != "teams"])
    app = visit(None, lang="en")
    assert not app.exception
    assert title(app) == "Whole country: the number of teams is not known"
    assert [plain(info.value) for info in app.info] == [
        "There is no dated number of teams of the whole country.",
        "There is no dated number of teams of a province in units before 1 July 2025.",
        "No number of teams or members is known for two dates.",
    ]
