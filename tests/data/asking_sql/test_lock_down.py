"""What DuckDB and the system refuse by themselves, were the look at the statement ever fooled."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from data import paths, warehouse
from data.publish import snapshots
from data.publish.snapshots import Snapshot
from queries import guard, locked

# Run as a question is, but with nobody looking at the statement: prints what came of each.
UNGUARDED = """
import json, sys
from pathlib import Path
from data.asking_sql import child
from queries import locked
asked = json.load(sys.stdin)
child.confine(100, 30)
connection = locked.connect({view: Path(file) for view, file in asked["files"].items()}, 100)
found = []
for sql in asked["questions"]:
    try:
        found.append(f"let through: {connection.execute(sql).fetchall()}")
    except Exception as error:
        found.append(type(error).__name__)
json.dump(found, sys.stdout)
"""
REFUSED = [
    "select * from read_text('SECRET')",
    "select * from 'SECRET'",
    "select * from read_csv('SECRET')",
    "select * from read_text('FOLDER/published/../secret.csv')",
    "select * from read_blob('FOLDER/atlas.duckdb')",
    "select * from read_text('FOLDER/published/current.json')",
    "select * from glob('FOLDER/*')",
    "attach 'FOLDER/atlas.duckdb' as other",
    "attach 'FOLDER/new.duckdb' as other",
    "copy (select 1 as a) to 'FOLDER/new.csv'",
    "with x as (copy (select 1 as a) to 'FOLDER/new.csv') select * from x",
    "copy (select 1 as a) to 'FIGURES' (format parquet)",  # it may be read: the system says no
    "with x as (copy (select 1 as a) to 'FIGURES' (format parquet)) select * from x",
    "export database 'FOLDER/new'",
    "install httpfs",
    "load httpfs",
    "load 'FOLDER/new.duckdb_extension'",
    "create secret s (type s3, key_id 'a', secret 'b')",
    "create persistent secret s (type s3, key_id 'a', secret 'b')",
    "set enable_external_access = true",
    "set allowed_directories = ['FOLDER']",
    "set lock_configuration = false",
    "set memory_limit = '4GB'",
    "set threads = 8",
    "set temp_directory = 'FOLDER'",
    "pragma profiling_output = 'FOLDER/new.json'",
    "reset memory_limit",
    "select getenv('HOME')",
    "select * from here",  # a variable of ours
]


def unguarded(snapshot: Snapshot, questions: list[str]) -> list[str]:
    """What came of each: the name of the error, or that it was let through."""
    done = subprocess.run(
        [sys.executable, "-c", UNGUARDED],
        input=json.dumps(
            {"files": {v: str(f) for v, f in snapshot.files.items()}, "questions": questions}
        ),
        capture_output=True,
        text=True,
        cwd=paths.ROOT,
        timeout=60,
        check=True,
    )
    return list(json.loads(done.stdout))


bounded = pytest.mark.skipif(sys.platform == "win32", reason="the system sets no bounds there")


@bounded
def test_the_lock_down_holds_alone(folder: Path, snapshot: Snapshot) -> None:
    words = {"SECRET": folder / "secret.csv", "FIGURES": snapshot.files["figures"]}
    questions = []
    for sql in REFUSED:
        for word, path in words.items():
            sql = sql.replace(word, str(path))
        questions.append(sql.replace("FOLDER", str(folder)))
    before = {file: file.read_bytes() for file in folder.rglob("*.*") if file.is_file()}
    found = unguarded(snapshot, questions)
    let_through = [sql for sql, said in zip(REFUSED, found, strict=True) if said.startswith("let")]
    assert let_through == []
    assert {file: file.read_bytes() for file in folder.rglob("*.*") if file.is_file()} == before


@bounded
def test_a_file_that_may_be_read_cannot_be_written(folder: Path) -> None:
    """The administrator of a machine could cut it; then the snapshot is no longer taken for one."""
    made = snapshots.renew(warehouse.shared())
    sql = f"copy (select 1 as a) to '{made.files['areas']}' (format parquet, use_tmp_file false)"
    assert not unguarded(made, [sql])[0].startswith("let")
    if made.files["areas"].stat().st_size != made.sizes["areas"]:
        assert snapshots.current() is None
    assert len(pd.read_parquet(snapshots.renew(warehouse.shared()).files["areas"])) == 18


# Functions that do not give the same for the same, or that name what is around them, and that
# nobody is harmed by.
HARMLESS = {
    *("current_database", "current_date", "current_schema", "current_schemas", "error", "random"),
    *("gen_random_uuid", "get_current_time", "get_current_timestamp", "now", "today", "uuid"),
    *("transaction_timestamp", "uuidv4", "uuidv7", "current_localtime", "current_localtimestamp"),
}


def functions(*kinds: str) -> set[str]:
    """The names of DuckDB's functions of these kinds; those that reach further than reckoning."""
    rows = duckdb.connect().execute(
        "select function_name, stability, has_side_effects from duckdb_functions() "
        "where list_contains($kinds, function_type)",
        {"kinds": list(kinds)},
    )
    return {name for name, stability, acts in rows.fetchall() if stability != "CONSISTENT" or acts}


def is_refused(function: str) -> bool:
    return function in guard.REFUSED or function.startswith(guard.REFUSED_BEGINNINGS)


def test_every_function_that_acts_is_refused_or_known_to_be_harmless() -> None:
    acting = functions("scalar")
    assert len(acting) > 25
    assert {name for name in acting if not is_refused(name)} <= HARMLESS


def test_of_functions_in_place_of_tables_only_those_of_numbers_and_lists_are_let_through() -> None:
    rows = duckdb.connect().execute(
        "select distinct function_name from duckdb_functions() "
        "where function_type in ('table', 'table_macro')"
    )
    every = {name for (name,) in rows.fetchall()}
    assert every >= guard.TABLE_FUNCTIONS
    assert {"read_text", "query", "glob", "arrow_scan"} <= every
    for name in sorted(every - guard.TABLE_FUNCTIONS):
        tree = {"type": "TABLE_FUNCTION", "function": {"function_name": name.upper()}}
        with pytest.raises(guard.RefusedError, match="function_refused"):
            guard.check(tree, ["figures"])


def test_a_part_of_a_kind_not_heard_of_is_refused() -> None:
    with pytest.raises(guard.RefusedError, match="part_refused"):
        guard.check({"node": {"type": "TELEPORT_QUERY_NODE"}}, ["figures"])


def test_the_tables_read_are_told(snapshot: Snapshot) -> None:
    connection = locked.connect(snapshot.files, 100)
    _rows, read = locked.answer(
        connection,
        "with areas as (select area_id from figures) select * from areas "
        "where area_id in (select area_id from TARGETS)",
        snapshot.files,
        10,
    )
    assert read == {"areas", "figures", "targets"}  # one too many: its name was taken by another
