"""A warehouse of an earlier release is given what this one has more: targets, indicators."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from data import paths, release
from data.warehouse import open_warehouse
from tests.world import build_world

LATER = "national_targets.csv"


def as_it_was(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables of a release without the later file, an indicator, and another's name of today."""
    batches, targets, known = tables["batch"], tables["target"], tables["indicator"]
    later = batches["batch_id"][batches["file_name"] == LATER]
    kept = targets[~targets["batch_id"].isin(later)]
    others = pd.concat([tables[name]["source_id"] for name in ("observation_log", "rule")])
    cited = {*kept["source_id"], *others, *tables["unplaced_figure"]["source_id"]}
    known = known[known["indicator_id"] != "team_partners"].copy()
    known.loc[known["indicator_id"] == "teams", "name_vi"] = "Số tổ, tên cũ"
    return {
        **tables,
        "batch": batches[batches["file_name"] != LATER],
        "target": kept,
        "source": tables["source"][tables["source"]["source_id"].isin(cited)],
        "indicator": known,
    }


def asked(file: Path, sql: str) -> list[Any]:
    with duckdb.connect(file, read_only=True) as connection:
        return connection.execute(sql).fetchall()


def printed() -> list[tuple[str, float, str | None]]:
    with (paths.PUBLISHED / LATER).open(encoding="utf-8", newline="") as lines:
        return sorted(
            (row["indicator"], float(row["value"]), row["operator"] or None)
            for row in csv.DictReader(lines)
        )


def test_targets_and_indicators_of_a_later_release_come_once(
    file: Path, seeded_tables: dict[str, pd.DataFrame]
) -> None:
    opened = open_warehouse(file, seed=lambda: as_it_was(seeded_tables))
    with opened.transaction() as cursor:  # this office's own target, of an import
        cursor.execute(
            "insert into batch (batch_id, dataset, file_name, sha256, created_at, created_by, "
            "rows_read, rows_stored, state) values ('own', 'reported', 'chi-tieu.xlsx', '', now(), "
            "'office', 1, 1, 'committed')"
        )
        (source,) = cursor.execute("select min(source_id) from source").fetchall()[0]
        cursor.execute(
            "insert into target values ('2025-p19', 'teams', 'assigned', '>=', 7, '2026-12-31', "
            "'day', 'printed', 1, 'reported', ?, 'own', 'chi-tieu.xlsx:2')",
            [source],
        )
    before = opened.version
    opened.close()
    figures = asked(file, "select count(*), sum(value) from observation")
    assert asked(file, "select count(*) from batch where file_name = 'national_targets.csv'") == [
        (0,)
    ]
    versions = []
    for _ in range(2):
        opened = open_warehouse(file, seed=lambda: seeded_tables)
        versions.append(opened.version)
        assert opened.notices == []
        opened.close()
        for table in ("target", "target_log"):
            found = asked(
                file,
                f"select t.indicator_id, t.value, t.operator from {table} as t "
                "join batch using (batch_id) "
                f"where file_name = '{LATER}' and t.kind = 'national' order by all",
            )
            assert found == printed()
        assert asked(file, "select value from target where dataset = 'reported'") == [(7.0,)]
        assert asked(file, "select count(*), sum(value) from observation") == figures
        names = dict(asked(file, "select indicator_id, name_vi from indicator"))
        assert len(names) == len(seeded_tables["indicator"])
        assert names["teams"] != "Số tổ, tên cũ"
        assert (
            len(asked(file, "select source_id from source group by all having count(*) > 1")) == 0
        )
    assert versions == [before + 1] * 2, "what is kept of it is asked anew once"


def test_an_invented_warehouse_is_left_as_it_is(file: Path) -> None:
    build_world(file).close()
    opened = open_warehouse(file)  # as this release opens it
    opened.close()
    assert asked(file, "select count(*) from indicator") == [(4,)]


def test_what_a_still_later_release_added_is_no_reason_to_renew() -> None:
    none: release.Rows = set()
    known = {*release.FILES, "later.csv"}
    assert release.is_behind(known, none, none)  # the indicators are missing
    with (paths.CATALOGUE / "indicators.csv").open(encoding="utf-8", newline="") as lines:
        indicators = {tuple(row) for row in csv.reader(lines)} | {("later",)}
    with (paths.CATALOGUE / "indicator_breaks.csv").open(encoding="utf-8", newline="") as lines:
        breaks = {tuple(row) for row in csv.reader(lines)}
    assert not release.is_behind(known, indicators, breaks)
    assert release.is_behind(known - {LATER}, indicators, breaks)


@pytest.mark.parametrize("name", release.FILES[2:])
def test_a_later_file_holds_targets_alone(name: str) -> None:
    with (paths.PUBLISHED / name).open(encoding="utf-8", newline="") as lines:
        assert {row["measure"] for row in csv.DictReader(lines)} == {"target"}
