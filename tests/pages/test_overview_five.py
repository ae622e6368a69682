"""The five areas on the overview: what was published of them, and no more."""

from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from pages.parts.overview_five import same_time
from pages.parts.view import FIVE_AREAS
from pages.parts.wording import rounded
from tests.pages.overview_reading import english, five, links, printed, words
from tests.pages.reading import ageless, plain, visit

pytestmark = pytest.mark.usefixtures("released", "window")


def test_the_five_areas_have_what_was_published_and_no_more() -> None:
    table = five(english())
    assert list(table) == ["Phú Bình", "Cà Mau", "Thái Bình", "Thanh Hóa", "Trần Đề"]
    for name, as_of, day in (
        ("Phú Bình", "2022-06", "6/2022"),
        ("Thái Bình", "2024-12-03", "3 Dec 2024"),
        ("Thanh Hóa", "2025-06", "6/2025"),
    ):
        for column, indicator, unit in (
            ("Teams", "teams", "teams"),
            ("Members", "members", "people"),
        ):
            value, dated = table[name][column].split("  \n")[:2]
            assert value.removesuffix(" ≠") == words(printed(name, indicator, as_of), unit)
            assert dated.startswith(day)
    nothing = "no figure"
    assert set(table["Cà Mau"].values()) == {nothing}
    assert table["Trần Đề"]["Teams"].startswith("57 teams  \n1 Dec 2022")
    assert [table["Trần Đề"][c] for c in ("Members", "Members per team", "Covered")] == [
        nothing
    ] * 3
    assert table["Phú Bình"]["Covered"].startswith("100% of villages  \n6/2022")
    assert table["Thái Bình"]["Covered"].startswith("100% of communes  \n3 Dec 2024")


def test_only_thanh_hoa_is_disputed_with_both_values() -> None:
    table = five(english())
    disputed = {name for name, cells in table.items() if any("≠" in c for c in cells.values())}
    assert disputed == {"Thanh Hóa"}
    cell = table["Thanh Hóa"]["Teams"].split("  \n")
    assert cell[0] == "over 4,000 teams ≠"
    assert cell[2].startswith("2,349 teams (5/2025 · [")
    assert cell[3].startswith("≠ 4,351 teams (8 May 2025 · [")


def test_members_per_team_is_reckoned_from_parts_of_the_same_time() -> None:
    def ratio(name: str, as_of: str) -> float:
        members, teams = (printed(name, part, as_of) for part in ("members", "teams"))
        return float(members["value"]) / float(teams["value"])

    table = {name: cells["Members per team"] for name, cells in five(english()).items()}
    assert ratio("Phú Bình", "2022-06") > 6.5  # over 1,800 of 276
    assert table["Phú Bình"].startswith("over 6.5  \n6/2022")
    assert ratio("Thái Bình", "2024-12-03") < 6.7  # nearly 12,000 of 1,797
    assert table["Thái Bình"].startswith("nearly 6.7  \n3 Dec 2024")
    parts = table["Thanh Hóa"].split("  \n")
    assert parts[0] == "8.1 ≠ 4.4"  # 19,066 of 2,349 or of 4,351
    assert parts[1].startswith("5/2025")
    assert parts[2] == f"{ratio('Thanh Hóa', '2024-10'):.1f}"
    assert parts[3].startswith("10/2024")


@pytest.mark.parametrize(
    ("members", "teams", "precision", "same"),
    [
        (("2025-05-01", "2025-05-31"), "2025-05-08", "day", True),
        (("2025-05-08", "2025-05-08"), "2025-05-31", "month", True),
        (("2025-05-01", "2025-05-31"), "2025-06-30", "month", False),
        (("2025-05-01", "2025-05-31"), "2025-04-30", "day", False),
        (("2025-05-01", "2025-05-31"), "2025-12-31", "year", True),
    ],
)
def test_parts_of_another_time_make_no_ratio(
    members: tuple[str, str], teams: str, precision: str, same: bool
) -> None:
    starts_on, as_of = map(pd.Timestamp, members)
    part = {"part_as_of": pd.Timestamp(teams), "part_precision": precision}
    assert same_time(SimpleNamespace(starts_on=starts_on, as_of=as_of, **part)) is same


def test_a_phone_gets_cards_in_place_of_the_table(window: dict[str, str]) -> None:
    window["viewport"] = "390"
    app = visit(None, lang="en")
    assert len(app.table) == 1  # of what is missing, which is narrow
    cards = [plain(m.value) for m in app.markdown if m.value.startswith("- Teams:")]
    assert len(cards) == 5
    assert cards[1].split("\n") == [
        f"- {name}: no figure" for name in ("Teams", "Members", "Members per team", "Covered")
    ]
    assert ageless(cards[3]).startswith("- Teams: over 4,000 teams ≠ · 6/2025 · [")


def test_each_of_the_five_leads_to_its_map() -> None:
    found = [link for link in links(english()) if link[1] in five(english())]
    assert [label for _page, label, _query in found] == list(five(english()))
    for (page, _label, query), area_id in zip(found, FIVE_AREAS, strict=True):
        assert page == "map"
        assert f"area={area_id}" in query
        assert ("level=district" in query) == ("-d" in area_id)
        assert "lang=en" in query


@given(
    some.floats(0, 1e6, allow_nan=False),
    some.sampled_from(["exact", "about", "more_than", "at_least", "nearly", "at_most"]),
    some.integers(0, 3),
)
def test_a_rounded_bound_says_no_more_than_the_bound(
    number: float, qualifier: str, decimals: int
) -> None:
    shown = rounded(number, qualifier, decimals)
    step, trace = 10.0**-decimals, 1e-5
    assert abs(shown - number) <= step + trace
    if qualifier in ("more_than", "at_least"):
        assert shown <= number + trace
    elif qualifier in ("nearly", "at_most"):
        assert shown >= number - trace
    else:
        assert abs(shown - number) <= step / 2 + trace
