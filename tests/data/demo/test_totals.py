"""The simulation against what was published, added up from the rows themselves."""

import pandas as pd
import pytest

from data.demo.tables import Tables
from data.qualifiers import bounds
from tests.data.conftest import Line

SAID = {
    # place, indicator, month: line of the published file that it must be true to
    ("2024-d173", "teams", "2022-06"): 4,
    ("2024-d173", "members", "2022-06"): 5,
    ("2024-d173", "smartphone_users", "2022-06"): 9,
    ("2024-d173", "population", "2022-06"): 10,
    ("2024-p34", "teams", "2024-12"): 17,
    ("2024-p34", "members", "2024-12"): 18,
    ("2024-d951", "teams", "2022-12"): 36,
    ("2024-p19", "teams", "2022-05"): 44,
    ("2024-p19", "members", "2022-05"): 45,
    ("2024-d171", "teams", "2022-05"): 74,
    ("2024-d171", "members", "2022-05"): 75,
    ("2024-p38", "teams", "2024-10"): 89,
    ("2024-p38", "members", "2024-10"): 90,
}
COMMUNES = {"2024-d173": 20, "2024-d171": 27, "2024-d951": 11, "2024-p34": 242, "2024-p38": 547}


@pytest.mark.parametrize("key", SAID)
def test_sums_of_communes_are_the_published_totals(
    key: tuple[str, str, str], figures: pd.DataFrame, printed: dict[str, Line]
) -> None:
    place, indicator, month = key
    line = printed[f"published_figures.csv:{SAID[key]}"]
    assert line["indicator"] == indicator
    assert line["as_of"].startswith((month, "2022"))
    rows = figures[(figures["indicator_id"] == indicator) & (figures["month"] == month)]
    rows = rows[(rows["district"] == place) | (rows["province"] == place)]
    assert len(rows) == rows["area_id"].nunique() == COMMUNES.get(place, 172)
    low, high = bounds(line["value"], line["qualifier"])
    assert (low or 0) <= rows["value"].sum() <= (high or float("inf"))


def test_the_registry_has_as_many_teams_as_the_reports(
    built: Tables, figures: pd.DataFrame, seeded_tables: dict[str, pd.DataFrame]
) -> None:
    team = built.rows["team"]
    district = team["commune_id"].map(seeded_tables["area"].set_index("area_id")["parent_id"])
    by_june = pd.to_datetime(team["set_up_on"]) <= "2022-06-30"
    assert int((by_june & (district == "2024-d173")).sum()) == 276
    old = team[team["commune_id"].str.startswith("2024-c1")]  # of Thái Bình and Thanh Hóa
    counted = old.groupby("commune_id").size()
    of_june = figures[(figures["month"] == "2025-06") & (figures["indicator_id"] == "teams")]
    for row in of_june[of_june["province"] == "2024-p34"].itertuples():
        assert row.value == counted[row.area_id]


def test_xa_dinh_hung_has_its_four_villages(built: Tables) -> None:
    village = built.rows["village"]
    names = village.loc[village["commune_id"] == "2024-c15472", "name"]
    assert sorted(names) == ["Thôn 1", "Thôn 2", "Thôn 3", "Thôn 4"]


@pytest.mark.parametrize(
    ("province", "levels", "least", "most"),
    [
        ("2024-d173", ("village",), 4, 7),
        ("2024-p34", ("village",), 5, 6),
        ("2024-p34", ("commune",), 9, 12),
        ("2024-p38", ("village",), 3, 9),
        ("2024-p96", ("village",), 4, 99),
        ("2024-d951", ("village",), 1, 10),
    ],
)
def test_sizes_keep_the_rule_with_few_breaches(
    built: Tables,
    seeded_tables: dict[str, pd.DataFrame],
    province: str,
    levels: tuple[str, ...],
    least: int,
    most: int,
) -> None:
    area = seeded_tables["area"].set_index("area_id")
    team = built.rows["team"].set_index("team_id")
    of = "parent_id" if "-d" in province else "province_id"
    place = team["commune_id"].map(area[of])
    ours = team[(place == province) & team["level"].isin(levels)]
    state = built.rows["team_state"]
    members = state.loc[state["team_id"].isin(ours.index), "members"]
    inside = members.between(least, most).mean()
    # So few are the commune teams and those of Trần Đề that none need break it.
    assert 0.95 < inside < 1 or (len(ours) < 300 and inside == 1)


def test_groups_add_up_to_the_members_and_no_part_is_larger(built: Tables) -> None:
    state = built.rows["team_state"]
    groups = ["women_union", "farmers_union", "youth_union", "other_members"]
    told = state[state["women_union"].notna()]
    assert (told[groups].sum(axis=1) == told["members"]).all()
    assert 0.02 < 1 - len(told) / len(state) < 0.06
    for part in ("core_members", "trained_members"):
        assert (state[part].dropna() <= state["members"][state[part].notna()]).all()


def test_parts_are_at_most_their_wholes(figures: pd.DataFrame) -> None:
    wide = figures.pivot(index=["area_id", "month"], columns="indicator_id", values="value")
    for part, whole in (
        ("adults_with_vneid", "adults"),
        ("adults_with_digital_signature", "adults"),
        ("adults_with_digital_skills", "adults"),
        ("smartphone_users_adult", "adults"),
        ("smartphone_users", "population"),
        ("people_with_health_record", "population"),
        ("people_15plus_with_bank_account", "people_15plus"),
        ("business_households_with_qr", "business_households"),
        ("households_reached", "households"),
        ("online_dossiers", "dossiers_received"),
        ("villages_covered", "villages_total"),
        ("adults", "people_15plus"),
    ):
        both = wide[[part, whole]].dropna()
        assert len(both) > 20_000
        assert (both[part] <= both[whole]).all(), part
    people = (wide["population"] / wide["households"]).dropna()
    assert people.between(3, 4.5).all()
