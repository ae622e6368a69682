"""What the trends reckon: index, change, ratios, shares; and what they say where they cannot."""

import html
import re
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from figures.over_time import QUIET
from pages.parts.view import FIVE_AREAS
from tests.pages.reading import address, drawn, plain, published, said, title, visit

pytestmark = pytest.mark.usefixtures("released", "window")
MEMBERS = {"indicator": "members", "lang": "en"}
LANG_SON, THANH_HOA, DA_NANG, KON_TUM = "2024-p20", "2024-p38", "2024-p48", "2024-p62"


@cache
def seen(**params: str) -> AppTest:
    app = visit("trends.py", **params)
    assert not app.exception
    return app


def exact(area: str, indicator: str) -> dict[str, Fraction]:
    """The exact results that the file prints of an area, by date."""
    return {
        row["as_of"]: Fraction(row["value"])
        for row in published()
        if (row["area"], row["indicator"], row["measure"]) == (area, indicator, "result")
        and row["qualifier"] == "exact"
    }


def lines(app: AppTest) -> list[list[float]]:
    """The values that lines pass through."""
    (chart,) = drawn(app)
    found = [trace for trace in chart["data"] if trace["mode"] == "lines" and "y" in trace]
    return [
        [value for value in trace["y"] if value is not None]
        for trace in found
        if trace["line"]["width"] == 1.5
    ]


def notes(app: AppTest) -> list[str]:
    (chart,) = drawn(app)
    return [plain(note["text"]) for note in chart["layout"]["annotations"]]


def hovers(app: AppTest) -> list[str]:
    (chart,) = drawn(app)
    return [plain(text) for trace in chart["data"] for text in trace.get("hovertext", [])]


def strip(app: AppTest) -> list[str]:
    """The list of the latest figures, as it is read."""
    elements: list[Any] = list(app.get("html"))
    (body,) = [e.proto.body for e in elements if "<ul" in e.proto.body]
    return [html.unescape(re.sub("<[^>]+>", "", item)) for item in re.findall("<li.*?</li>", body)]


def test_an_index_is_each_value_over_the_first() -> None:
    app = seen(**MEMBERS, area=f"{LANG_SON},{KON_TUM},2024-p34", series="index")
    known = exact("Lạng Sơn", "members")
    grown = known["2024-04-15"] / known["2022-06"] * 100
    assert lines(app)[0] == [100, pytest.approx(float(grown))]
    assert title(app) == f"Lạng Sơn: index {float(grown):.1f}, 15 Apr 2024 (6/2022 = 100)"
    assert "the first exact or rough value of each area is 100" in said(app)
    assert "Only one dated value, so no index and no change: Thái Bình." in said(app)
    table = app.dataframe[0].value
    assert table["Value"].tolist() == ["100", f"{float(grown):.1f}", "over 95.2", "100"]
    assert table["Reckoned from"][1] == "base (= 100): 7,777 people (6/2022)"
    (chart,) = drawn(app)
    assert plain(chart["layout"]["yaxis"]["title"]["text"]) == "index, first known value = 100"


def test_a_change_says_its_direction_its_dates_and_what_is_open() -> None:
    app = seen(**MEMBERS, area=f"vn,{THANH_HOA},{DA_NANG},{KON_TUM}", series="change")
    nation = exact("Việt Nam", "members")["2022-06-14"]
    more = 340000 - nation
    share = int(more / nation * 1000) / 10  # a lower bound is not rounded up
    known = exact("Thanh Hóa", "members")
    grown = known["2025-05"] - known["2024-10"]
    assert notes(app)[:3] == [
        "<b>Việt Nam</b> · 14 Jun 2022 → 23 Aug 2022: ▲ up over 77,513 people (59.4%)",
        "<b>Việt Nam</b> · 14 Jun 2022 → 23 Mar 2025: "
        f"▲ up over {int(more):,} people ({share:.1f}%)",
        f"<b>Thanh Hóa</b> · 10/2024 → 5/2025: ▲ up {int(grown):,} people (19.2%)",
    ]
    assert notes(app)[3:] == [
        "<b>Thanh Hóa</b> · 5/2025 → 6/2025: down by less than 4,066 people (21.4%), or up",
        "<b>Đà Nẵng</b> · 9/2022 → 8/2024: ▼ down about 1,000 people (7.7%)",
    ]
    assert title(app).startswith(
        "Of the 3 chosen areas, Việt Nam gained most: ▲ up over 209,513 people"
    )
    assert "only bounds such as “over 1,680”: Kon Tum." in said(app)


def test_nothing_is_reckoned_across_a_dispute() -> None:
    app = seen(indicator="teams", lang="en", area=f"vn,{THANH_HOA}", series="change")
    assert not drawn(app)
    reason = "Sources disagree, and nothing is reckoned across that: Thanh Hóa, Việt Nam."
    assert reason in said(app)
    assert title(app).endswith("nothing to compare over time here")


def test_a_rank_among_34_is_not_compared_with_one_among_63() -> None:
    app = seen(indicator="dti_rank", lang="en", area=THANH_HOA, series="change")
    assert [note.split(": ")[1] for note in notes(app)] == [
        "▲ up 3 places",
        "▼ down 3 places",
        "▲ up 4 places",
    ]
    (chart,) = drawn(app)
    assert chart["data"][0]["x"] == [3, -3, 4]


@pytest.mark.parametrize(
    ("indicator", "reason"),
    [
        ("dti_rank", "A rank has no index"),
        ("dti_score", "A score has no index"),
        ("digital_signature_adult_rate", "A share in percent has no index"),
    ],
)
def test_an_index_of_what_has_none_is_refused_with_the_reason(indicator: str, reason: str) -> None:
    app = seen(indicator=indicator, lang="en", area=f"vn,{DA_NANG}", series="index")
    assert f"ⓘ {reason}" in said(app)
    assert len(app.selectbox(key="choose_series").options) == 2
    assert drawn(app)


def test_shares_change_by_percentage_points() -> None:
    app = seen(indicator="digital_signature_adult_rate", lang="en", area="vn", series="change")
    known = exact("Việt Nam", "digital_signature_adult_rate")
    first, second, third = (known[day] for day in sorted(known))
    assert [note.split(": ")[1] for note in notes(app)] == [
        f"▲ up {float(step):g} percentage points" for step in (second - first, third - second)
    ]


def test_members_per_1000_people_say_which_people() -> None:
    app = seen(**MEMBERS, area=f"{LANG_SON},{DA_NANG},2024-d173", per="people")
    (people,) = [
        Fraction(row["value"])
        for row in published()
        if (row["area"], row["indicator"], row["as_of"]) == ("Lạng Sơn", "population", "2019")
    ]
    members = exact("Lạng Sơn", "members")
    assert lines(app)[0] == [
        pytest.approx(float(members[day] / people * 1000)) for day in ("2022-06", "2024-04-15")
    ]
    assert re.search(
        r"Population: .*; Tổng cục Thống kê: Dân số trung bình.* \(2019\)\.", said(app)
    )
    assert any("divided by about 782,800 (2019)" in hover for hover in hovers(app))
    assert "The populations are of different sources" in said(app)
    assert not [trace for trace in drawn(app)[0]["data"] if trace.get("line", {}).get("dash")]
    refused = seen(**MEMBERS, area=LANG_SON, per="people", series="index")
    assert "ⓘ Index and change are of the counts themselves, not divided." in said(refused)
    assert "index" in title(refused)


def test_what_cannot_be_divided_is_shown_as_it_is() -> None:
    app = seen(indicator="dti_rank", lang="en", area=THANH_HOA, per="people")
    assert "ⓘ This indicator cannot be divided; it is shown as it is." in said(app)
    assert title(app) == "Thanh Hóa: rank 5 (2024)"


def test_a_count_says_its_share_of_the_nation_of_the_same_days() -> None:
    app = seen(**MEMBERS, area=LANG_SON)
    share = exact("Lạng Sơn", "members")["2022-06"] / exact("Việt Nam", "members")["2022-06-14"]
    words = f"{float(share * 100):.2g}% of Việt Nam (130,487 people, 14 Jun 2022)"
    cells = app.dataframe[0].value["Share"].tolist()
    assert cells[1] == words
    assert cells[2] == ""
    assert sum(words in hover for hover in hovers(app)) == 1


@pytest.mark.parametrize(
    ("indicator", "areas", "label"),
    [
        ("dti_score", f"{DA_NANG},{KON_TUM}", "Mean of the provinces"),
        ("online_service_usage_rate", "2024-p68", "Việt Nam (whole country)"),
        ("members", LANG_SON, ""),
        ("dti_rank", THANH_HOA, ""),
        ("online_service_usage_rate", "2024-p68,vn", ""),
    ],
)
def test_the_nation_is_a_benchmark_where_it_can_be_compared(
    indicator: str, areas: str, label: str
) -> None:
    app = seen(indicator=indicator, area=areas, lang="en")
    (chart,) = drawn(app)
    quiet = [
        plain(n["text"])
        for n in chart["layout"]["annotations"]
        if n.get("font", {}).get("color") == QUIET
    ]
    assert quiet == ([label] if label else [])
    assert any(label in area for area in app.dataframe[0].value["Area"])
    lines_ = [trace["line"] for trace in chart["data"] if "line" in trace]
    dashed = [line for line in lines_ if line.get("dash") and line["color"] == QUIET]
    assert len(dashed) == (1 if label else 0)


def test_more_than_four_areas_are_small_multiples_on_one_scale() -> None:
    areas = f"{THANH_HOA},{DA_NANG},{KON_TUM},2024-p01,2024-p79"
    app = seen(indicator="dti_rank", area=areas, lang="en")
    (chart,) = drawn(app)
    axes = [axis for name, axis in chart["layout"].items() if name.startswith("yaxis")]
    assert len(axes) == 5
    assert len({tuple(axis["range"]) for axis in axes}) == 1
    assert notes(app)[0] == "<b>Thanh Hóa</b><br>rank 5 (2024)"
    together = seen(indicator="dti_rank", area=areas.rpartition(",")[0], lang="en")
    assert "yaxis2" not in drawn(together)[0]["layout"]


def test_the_latest_of_each_area_says_how_much_earlier_it_is() -> None:
    app = seen(lang="en")
    assert strip(app) == [
        "Thanh Hóa over 4,000 teams ≠ · 6/2025",
        "Thái Bình 1,797 teams · 3 Dec 2024, 6 mo. earlier",
        "Trần Đề 57 teams · 1 Dec 2022, 2 yr. earlier",
        "Phú Bình 276 teams · 6/2022, 3 yr. earlier",
    ]


@pytest.mark.parametrize(
    ("params", "header", "first"),
    [
        ({"series": "index"}, "index", "100"),
        ({"series": "change"}, "change", "1265"),
        ({"per": "people"}, "ratio", ""),
    ],
)
def test_a_file_of_what_was_reckoned_does_not_pass_for_published(
    params: dict[str, str], header: str, first: str
) -> None:
    app = seen(**MEMBERS, area=LANG_SON, **params)
    files: list[Any] = list(app.get("download_button"))
    assert [file.label for file in files] == [
        f"CSV of this list (rows: {len(app.dataframe[0].value)})"
    ]


def test_no_figure_leads_to_areas_that_have_some() -> None:
    app = visit("trends.py", indicator="members", area="2024-p96")
    assert not drawn(app)
    (offer,) = [button for button in app.button if button.label.endswith("(12)")]
    offer.click().run()
    assert len(address(app)["area"].split(",")) == 12
    assert drawn(app)


def test_choosing_a_series_moves_the_address() -> None:
    app = visit("trends.py", indicator="members", area=LANG_SON, per="people")
    app.selectbox(key="choose_series").set_value("index").run()
    assert address(app) == {"indicator": "members", "area": LANG_SON, "series": "index"}
    assert not app.exception


def test_a_phone_gets_a_table_without_tools_and_links_in_it(window: dict[str, str]) -> None:
    window["viewport"] = "390"
    app = visit("trends.py", lang="en", area=",".join(FIVE_AREAS))
    assert not app.dataframe
    cells = app.table[0].value.map(plain)
    assert cells["Value"][0] == "**Phú Bình**: 276 teams (6/2022)"
    assert sum(source.startswith("[") for source in cells["Source"]) == len(cells) - 1
    assert "annotations" not in drawn(app)[0]["layout"]
