"""Reports as they are really sent, and the break of 1 July 2025."""

import csv
import gzip
import hashlib
from collections import Counter, defaultdict
from datetime import date

import pandas as pd

from data import paths
from data.demo.tables import Tables

STARTS = {
    "2024-p19": "2022-03",
    "2024-p34": "2022-06",
    "2024-p38": "2022-07",
    "2024-p94": "2022-07",
    "2024-p96": "2023-01",
}
# Of the release: another list of units, lineage or catalogue of the simulation changes it.
DIGEST = "7b2e7a1234c348f28e92451d6a2b307e8acdad18ef17f725ddf73f17b944a17c"


def test_every_commune_reports_from_the_start_of_its_province_until_its_end(
    figures: pd.DataFrame, seeded_tables: dict[str, pd.DataFrame]
) -> None:
    area = seeded_tables["area"]
    communes = area[area["level"] == "commune"].groupby("province_id")["area_id"].nunique()
    told = figures.groupby("province").agg(
        first=("month", "min"), last=("month", "max"), areas=("area_id", "nunique")
    )
    assert set(told.index) == {*STARTS, *(f"2025-p{code}" for code in (19, 33, 38, 92, 96))}
    for province, row in told.iterrows():
        of_old = str(province) in STARTS
        assert row["first"] == (STARTS[str(province)] if of_old else "2025-07")
        assert row["last"] == ("2025-06" if of_old else "2026-10")
        assert row["areas"] == communes[str(province)]


def test_reports_are_late_missing_blank_and_corrected(built: Tables) -> None:
    report = built.rows["report"]
    first = report.drop_duplicates(["area_id", "as_of"])
    assert {day.day for day in report["due"]} == {18}
    late = pd.to_datetime(first["received_at"]) >= pd.to_datetime(first["due"]) + pd.Timedelta("1D")
    assert 0.1 < late.mean() < 0.14
    owed = 529 * 16  # communes of today in the five provinces, July 2025 to October 2026
    came = int(first["area_id"].str.startswith("2025").sum())
    assert 0.03 < 1 - came / owed < 0.09
    again = report[report.duplicated(["area_id", "as_of"])]
    assert 0.01 < len(again) / len(first) < 0.03
    changed = built.cells[built.cells["value"] != built.cells["first_value"]]
    corrected = set(built.reports.loc[built.reports["corrected_by"].notna(), "report"])
    assert set(changed["report"]) <= corrected
    filled = len(built.cells) / (len(built.reports) * len(built.indicators))
    assert 0.85 < filled < 0.98


def test_the_last_report_of_tan_thanh_lacks_two_services(figures: pd.DataFrame) -> None:
    ours = figures[figures["area_id"] == "2025-c05923"]
    last = set(ours.loc[ours["month"] == "2026-10", "indicator_id"])
    assert {"teams", "adults_with_vneid", "dossiers_received"} <= last
    assert set(ours["indicator_id"]) - last >= {"people_with_health_record", "online_dossiers"}


def test_a_slip_is_a_problem_and_never_a_figure(built: Tables) -> None:
    slips = built.cells[~built.cells["is_good"]]
    problem = built.rows["problem"]
    assert len(problem) == len(slips) > 100
    batch = built.rows["batch"].set_index("batch_id")
    assert Counter(problem["batch_id"]) == {
        key: count for key, count in batch["rows_left_out"].items() if count
    }
    assert set(problem["code"]) <= {
        row["code"] for row in csv.DictReader((paths.CATALOGUE / "problems.csv").open())
    }


def test_batches_say_how_many_rows_they_stored(built: Tables) -> None:
    batch = built.rows["batch"].set_index("batch_id")
    good = built.cells[built.cells["is_good"]].merge(built.reports, on="report")
    stored = Counter(good["batch_id"])
    stored.update(good.loc[good["value"] != good["first_value"], "corrected_by"])
    for table in ("target_log", "team_state"):
        stored.update(built.rows[table]["batch_id"])
    assert {key: count for key, count in batch["rows_stored"].items() if count} == stored
    assert set(batch["dataset"]) == {"demo"}
    assert batch["file_name"].str.startswith("Mô phỏng ").all()
    assert built.rows["source"]["title"].str.startswith("Mô phỏng / simulated: ").all()
    assert set(built.rows["source"]["url"]) == {""}


def test_people_are_carried_along_the_lineage(figures: pd.DataFrame) -> None:
    people = figures[figures["indicator_id"] == "population"]
    old = people[people["month"] < "2025-07"].groupby("area_id")["value"].last()
    with gzip.open(paths.REGISTRY / "lineage.csv.gz", "rt", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["carries"].lower() == "true"]
    heirs = defaultdict(list)
    for row in rows:
        heirs[row["new_id"]].append((row["old_id"], float(row["share"])))
    today = people[people["month"] >= "2025-07"].groupby("area_id")["value"].last()
    checked = 0
    for area_id, value in today.items():
        if all(old_id in old for old_id, _ in heirs[str(area_id)]):
            carried = sum(old[old_id] * share for old_id, share in heirs[str(area_id)])
            assert abs(value - carried) <= 0.5 + 1e-6
            checked += 1
    assert checked > 250


def test_some_teams_still_stand_on_an_old_village_or_commune(built: Tables) -> None:
    team = built.rows["team"].set_index("team_id")
    state = built.rows["team_state"]
    last = state[state["as_of"] == date(2026, 10, 31)]
    place = team.loc[last["team_id"], "commune_id"].str[:4].value_counts()
    assert 0.1 < place["2024"] / place.sum() < 0.25
    levels = team.loc[last["team_id"]].query("commune_id < '2025'")["level"]
    assert set(levels) == {"village", "commune"}
    # Every team of a village has it in the list of villages, whichever time it is of.
    assert set(team["village_id"].dropna()) <= set(built.rows["village"]["village_id"])
    assert team.index.is_unique
    assert built.rows["village"]["village_id"].is_unique
    assert not state.duplicated(["team_id", "as_of"]).any()


def test_some_villages_have_no_team(built: Tables) -> None:
    village, team = built.rows["village"], built.rows["team"]
    without = ~village["village_id"].isin(set(team["village_id"].dropna()))
    assert 0.005 < without[village["commune_id"] < "2025"].mean() < 0.05


def test_targets_have_versions_and_some_do_not_say_how_to_compare(built: Tables) -> None:
    target = built.rows["target_log"]
    key = ["area_id", "indicator_id", "kind", "due"]
    assert not target.duplicated([*key, "version"]).any()
    revised = target[target["version"] == 2]
    assert (
        revised.set_index(key).index.isin(target[target["version"] == 1].set_index(key).index).all()
    )
    assert 0.08 < target["operator"].isna().mean() < 0.12
    assert set(target["kind"]) == {"registered", "assigned"}


def test_it_is_the_same_on_every_machine(built: Tables) -> None:
    digest = hashlib.sha256()
    for column in built.cells:
        digest.update(built.cells[column].to_numpy().tobytes())
    for table in built.rows.values():
        digest.update(pd.util.hash_pandas_object(table, index=False).to_numpy().tobytes())
    assert digest.hexdigest() == DIGEST
