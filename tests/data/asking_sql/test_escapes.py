"""Attempts to get out of a question, all refused in clear words while others are served."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

import pytest

from data import paths, warehouse
from data.asking_sql.question import Limits, Question
from data.publish.snapshots import Snapshot
from pages.parts.query_words import REFUSALS
from tests.data.asking_sql.conftest import QUICK, Ask

SECRET, FIGURES, NEW = "SECRET", "FIGURES", "NEW"  # stand for paths in the attempts
SHORT = Limits(seconds=2, memory_mb=100, rows=100, answer_mb=1)

# What is tried, and the code of the refusal.
ATTEMPTS = [
    # files read through functions
    ("select * from read_csv('SECRET')", "function_refused"),
    ("select * from read_csv_auto('SECRET')", "function_refused"),
    ("select * from \"READ_CSV\"('SECRET')", "function_refused"),
    ("select * from read_text('SECRET')", "function_refused"),
    ("select content from read_blob('SECRET')", "function_refused"),
    ("select * from read_json('SECRET')", "function_refused"),
    ("select * from read_ndjson_objects('SECRET')", "function_refused"),
    ("select * from read_parquet('FIGURES')", "function_refused"),
    ("select * from parquet_scan('FIGURES')", "function_refused"),
    ("select * from parquet_metadata('FIGURES')", "function_refused"),
    ("select * from read_duckdb('atlas.duckdb')", "function_refused"),
    ("select * from sniff_csv('SECRET')", "function_refused"),
    ("select * from glob('/*')", "function_refused"),
    ("select * from main.read_text('SECRET')", "function_refused"),
    ("select * from system.main.read_text('SECRET')", "function_refused"),
    ("select (select content from read_text('SECRET')) as x from figures", "function_refused"),
    ("select value from figures where exists (from read_text('SECRET'))", "function_refused"),
    ("with recursive r as (select 1 as n union all select 2 from glob('*')) from r",
     "function_refused"),
    ("select * from arrow_scan(1, 2, 3)", "function_refused"),
    ("select * from pandas_scan(1)", "function_refused"),
    # files in place of tables
    ("select * from 'SECRET'", "table_unknown"),
    ("from 'FIGURES'", "table_unknown"),
    ("select * from \"SECRET\"", "table_unknown"),
    ("select * from 'file:SECRET'", "table_unknown"),
    ("select * from 'https://example.org/a.csv'", "table_unknown"),
    ("select * from 's3://bucket/a.parquet'", "table_unknown"),
    ("select * from '/etc/passwd'", "table_unknown"),
    ("with \"SECRET\" as (select 1) select * from (with a as (select 2) from a), 'SECRET' as b "
     "union all from '/etc/passwd'", "table_unknown"),
    # the database's own tables, and other catalogs
    ("select * from duckdb_settings()", "function_refused"),
    ("select * from duckdb_secrets()", "function_refused"),
    ("select sql from duckdb_views", "table_unknown"),
    ("select * from information_schema.tables", "table_unknown"),
    ("select * from sqlite_master", "table_unknown"),
    ("select * from pg_catalog.pg_settings", "table_unknown"),
    ("select * from pragma_database_size()", "function_refused"),
    ("show tables", "part_refused"),
    ("describe figures", "part_refused"),
    # the surroundings, settings, hidden statements
    ("select getenv('HOME')", "function_refused"),
    ("select current_setting('allowed_paths')", "function_refused"),
    ("select getvariable('x')", "function_refused"),
    ("select * from query('select 1')", "function_refused"),
    ("select * from query_table('figures')", "function_refused"),
    ("select * from json_execute_serialized_sql(json_serialize_sql('select 1'))",
     "function_refused"),
    ("select sleep_ms(100000)", "function_refused"),
    ("select pg_sleep(100)", "function_refused"),
    ("select write_log('x')", "function_refused"),
    # other statements
    ("copy figures to 'NEW'", "not_select"),
    ("copy (select 1) to 'FIGURES' (format parquet)", "not_select"),
    ("with x as (copy (select 1) to 'NEW') select * from x", "part_refused"),
    ("with x as (copy (select 1) to 'FIGURES') select * from figures", "part_refused"),
    ("with x as (insert into figures select * from figures returning *) from x", "part_refused"),
    ("with x as (delete from figures returning *) from x", "part_refused"),
    ("export database 'NEW'", "not_select"),
    ("import database 'NEW'", "not_select"),
    ("attach 'NEW' as other", "not_select"),
    ("attach 'atlas.duckdb' as other (read_only)", "not_select"),
    ("detach memory", "not_select"),
    ("use memory", "not_select"),
    ("install httpfs", "not_select"),
    ("install 'NEW'", "not_select"),
    ("load httpfs", "not_select"),
    ("load '/tmp/evil.duckdb_extension'", "not_select"),
    ("create table t as select * from figures", "not_select"),
    ("create macro m(f) as table select * from read_text(f)", "not_select"),
    ("create secret s (type s3, key_id 'a', secret 'b')", "not_select"),
    ("drop view figures", "not_select"),
    ("update figures set value = 0", "not_select"),
    ("set enable_external_access = true", "not_select"),
    ("set allowed_directories = ['/']", "not_select"),
    ("reset lock_configuration", "not_select"),
    ("set variable x = 1", "not_select"),
    ("pragma database_list", "not_select"),
    ("pragma enable_profiling = 'json'", "not_select"),
    ("call pragma_version()", "not_select"),
    ("prepare p as select 1", "not_select"),
    ("execute p", "not_select"),
    ("explain analyze select 1", "not_select"),
    ("checkpoint", "not_select"),
    ("begin", "not_select"),
    ("vacuum", "not_select"),
    # several statements, and comments that hide them
    ("select 1; select 2", "not_one"),
    ("select 1; copy figures to 'NEW'", "not_one"),
    ("select 1 /* */; --\nattach 'NEW'", "not_one"),
    ("/* select */ attach 'NEW' -- select 1", "not_select"),
    ("-- select 1\rattach 'NEW'", "not_select"),
    ("select 1 /* ; copy figures to 'NEW'", "syntax"),
    ("select ';' as a; ; select 2", "not_one"),
    ("select 1 where 1 = $1", "parameter"),
    ("select 1 where 1 = ?", "parameter"),
    ("", "empty"),
    ("-- nothing", "empty"),
    ("select " + "(" * 4000 + "1" + ")" * 4000, "too_deep"),
    ("select " + "1 + " * 4000 + "1", "too_deep"),
    ("select " + "'x'," * 6000 + "1", "too_long"),
    ("select " + "1," * 300 + "1", "too_many_columns"),
]  # fmt: skip
BOMBS = [
    ("select repeat('x', 2000000000) as x", "memory"),
    ("select list(a.range) from range(100000000) as a", "memory"),
    ("select string_agg(a.range) from range(100000000) as a", "memory"),
    ("select count(distinct a.range * 100000 + b.range) from range(30000) as a, range(30000) as b",
     "memory"),
    ("select repeat('x', 100000) as x from range(50)", "too_large"),
    ("with recursive t as (select 1 as n union all select n + 1 from t) select count(*) from t",
     "late"),
    ("select count(*) from range(1000000000000000)", "late"),
    ("select count(*) from figures as a, figures as b, figures as c, figures as d, figures as e, "
     "figures as f, figures as g, figures as h, figures as i", "late"),
]  # fmt: skip


class Reader:
    """Somebody who reads a page's figures all the while; `slowest` is his longest wait."""

    def __init__(self) -> None:
        self.slowest, self.answers = 0.0, 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._read)

    def __enter__(self) -> Reader:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _read(self) -> None:
        while not self._stop.wait(0.05):
            began = monotonic()
            with warehouse.shared().cursor() as cursor:
                assert cursor.execute("select count(*) from figure").fetchall() == [(14,)]
            self.slowest = max(self.slowest, monotonic() - began)
            self.answers += 1


def tree(folder: Path) -> dict[str, str]:
    """The hash of each file below the folder, the warehouse's own apart."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file() and not file.name.startswith("atlas.duckdb")
    }


@pytest.fixture(scope="module")
def places(folder: Path, snapshot: Snapshot) -> dict[str, str]:
    """What the words in capital letters stand for."""
    figures = str(snapshot.files["figures"])
    return {SECRET: str(folder / "secret.csv"), FIGURES: figures, NEW: str(folder / "new")}


@pytest.fixture(scope="module")
def codes(folder: Path, snapshot: Snapshot, places: dict[str, str]) -> list[tuple[str, str]]:
    """The code and words of each refusal; afterwards no file has changed and none is new."""
    before = tree(folder)
    asked = {
        "files": {view: str(file) for view, file in snapshot.files.items()},
        "questions": [placed(sql, places) for sql, _code in ATTEMPTS],
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.data.asking_sql.many"],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        cwd=paths.ROOT,
        timeout=120,
        check=True,
    )
    assert tree(folder) == before
    return [(code, str(said)) for code, said in json.loads(done.stdout)]


def placed(sql: str, places: dict[str, str]) -> str:
    for word, path in places.items():
        sql = sql.replace(word, path)
    return sql


@pytest.mark.parametrize("place", range(len(ATTEMPTS)), ids=lambda n: ATTEMPTS[n][0][:60])
def test_an_attempt_is_refused(codes: list[tuple[str, str]], place: int) -> None:
    (found, said), (_sql, code) = codes[place], ATTEMPTS[place]
    assert (found, said if found != code else "") == (code, "")
    assert code in REFUSALS
    assert "0900000000" not in said


@pytest.fixture(scope="module")
def bombs(folder: Path, ask: Ask) -> tuple[list[Question], Reader]:
    """Every bomb in a process of its own, two at a time, with a reader beside."""
    before = tree(folder)

    def attempt(row: tuple[str, str]) -> Question:
        sql, code = row
        return ask(sql, SHORT if code == "late" else QUICK)

    with Reader() as reader, ThreadPoolExecutor(2) as two:
        questions = list(two.map(attempt, BOMBS))
    assert tree(folder) == before
    return questions, reader


@pytest.mark.parametrize("place", range(len(BOMBS)), ids=lambda n: BOMBS[n][0][:60])
def test_a_bomb_is_put_out(bombs: tuple[list[Question], Reader], place: int) -> None:
    question, (_sql, code) = bombs[0][place], BOMBS[place]
    assert question.answer is None
    assert question.refused is not None
    assert question.refused.code == code, question.refused.said
    assert code in REFUSALS


def test_a_reader_is_served_meanwhile(bombs: tuple[list[Question], Reader]) -> None:
    reader = bombs[1]
    assert reader.answers > 20
    assert reader.slowest < 2


@pytest.mark.parametrize("sql", [ATTEMPTS[0][0], "with x as (copy (select 1) to 'FIGURES') from x"])
def test_a_process_of_its_own_refuses_as_well(
    ask: Ask, folder: Path, places: dict[str, str], sql: str
) -> None:
    before = tree(folder)
    question = ask(placed(sql, places))
    assert question.refused is not None
    assert question.refused.code in ("function_refused", "part_refused")
    assert tree(folder) == before


def test_there_are_enough_attempts() -> None:
    every = [sql for sql, _code in ATTEMPTS + BOMBS]
    assert len(set(every)) == len(every) >= 60
