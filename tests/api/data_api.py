"""The tiny world as the data API serves it, with reported and simulated figures beside."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet
from starlette.applications import Starlette

from api.routes import ROUTES
from data import warehouse
from data.warehouse import Warehouse
from tests.api.asking import Answer, get
from tests.world import build_world

APP = Starlette(routes=ROUTES)
HOST = {"host": "localhost:8501"}
ALL = {
    "observations": "select o.* from observation as o",
    "targets": "select t.* from target as t",
    "areas": "select * from area",
    "lineage": "select * from lineage",
    "indicators": "select * from indicator",
}


@contextmanager
def served(folder: Path) -> Iterator[Warehouse]:
    """The world in the folder, as the routes find it.

    What is published stands again as reported, tenfold, and as demo; one title is like a formula.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        build_world(folder / "atlas.duckdb").close()
        warehouse.forget()
        world = warehouse.shared()
        with world.transaction() as cursor:
            for dataset, factor in (("reported", 10), ("demo", 100)):
                for table in ("observation", "target"):
                    cursor.execute(
                        f"insert into {table} select * replace (value * {factor} as value, "
                        f"'{dataset}' as dataset, concat(origin, ' {dataset}') as origin) "
                        f"from {table} where dataset = 'published'"
                    )
            cursor.execute("update source set title = '=1+1' where source_id = 's-echo'")
        yield world
        warehouse.forget()


def ask(address: str, **headers: str) -> Answer:
    """The answer under /api/v1/."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return get(APP, f"/api/v1/{address}", HOST | sent)


def rows(address: str) -> list[dict[str, Any]]:
    """The rows of a page in JSON."""
    answer = ask(address)
    assert answer.status == 200, answer.text
    found: list[dict[str, Any]] = answer.json["rows"]
    return found


def walked(address: str) -> Iterator[dict[str, Any]]:
    """Each page of a walk, as its JSON."""
    page: str | None = f"/api/v1/{address}"
    while page:
        answer = get(APP, page, HOST)
        assert answer.status == 200, answer.text
        yield answer.json
        page = answer.json["next"]


def asked(world: Warehouse, sql: str) -> list[dict[str, Any]]:
    """The rows of a select that is written in a test, dates as JSON has them."""
    with world.cursor() as cursor:
        found = cursor.execute(sql)
        names = [column[0] for column in found.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return [json.loads(json.dumps(row, default=str)) for row in rows]


def of_csv(answer: Answer) -> list[dict[str, str]]:
    """The rows of a CSV, every cell as its text."""
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


def of_parquet(answer: Answer) -> list[dict[str, Any]]:
    """The rows of a Parquet file."""
    found: list[dict[str, Any]] = parquet.read_table(io.BytesIO(answer.body)).to_pylist()
    return found
