"""A snapshot asked for by the command line: only with the token of the open door."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from api.routes import ROUTES
from data import door, warehouse
from tests.api.asking import get
from tests.world import build_world

APP = Starlette(routes=ROUTES)
HOST = {"host": "localhost:8501"}


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    build_world(tmp_path / "atlas.duckdb").close()
    warehouse.forget()
    yield door.open_door("localhost", 8501).token
    door.close_door()
    warehouse.forget()


def test_with_the_token_it_is_made(token: str, tmp_path: Path) -> None:
    answer = get(APP, "/api/publish", {**HOST, door.HEADER.lower(): token}, "POST")
    assert answer.status == 200
    folder = tmp_path / "published" / answer.json["name"]
    assert answer.json["folder"] == str(folder)
    assert (folder / "figures.parquet").is_file()


@pytest.mark.parametrize("headers", [{}, {door.HEADER.lower(): "x"}])
def test_without_it_nothing_is_made(token: str, tmp_path: Path, headers: dict[str, str]) -> None:
    assert get(APP, "/api/publish", {**HOST, **headers}, "POST").status == 401
    elsewhere = {door.HEADER.lower(): token, "origin": "https://elsewhere.example"}
    assert get(APP, "/api/publish", {**HOST, **elsewhere}, "POST").status == 403
    assert not (tmp_path / "published").exists()


def test_where_it_cannot_be_written_that_is_said(token: str, tmp_path: Path) -> None:
    (tmp_path / "published").write_text("in the way", encoding="utf-8")
    answer = get(APP, "/api/publish", {**HOST, door.HEADER.lower(): token}, "POST")
    assert answer.status == 503
    assert "published" in answer.json["error"]
