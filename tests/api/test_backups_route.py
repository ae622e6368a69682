"""A backup asked for by the command line: only with the token of the open door."""

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


def test_only_with_the_token_it_is_made(token: str, tmp_path: Path) -> None:
    for headers in ({}, {door.HEADER.lower(): "x"}):
        assert get(APP, "/api/backups", {**HOST, **headers}, "POST").status == 401
    key = {**HOST, door.HEADER.lower(): token}
    elsewhere = {**key, "origin": "https://elsewhere.example"}
    assert get(APP, "/api/backups", elsewhere, "POST").status == 403
    assert not (tmp_path / "backups").exists()
    answer = get(APP, "/api/backups", key, "POST")
    assert answer.status == 200
    assert answer.json["folder"] == str(tmp_path / "backups" / answer.json["name"])
    assert Path(answer.json["folder"], "manifest.json").is_file()


def test_where_it_cannot_be_made_that_is_said(token: str, tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("in the way", encoding="utf-8")
    answer = get(APP, "/api/backups", {**HOST, door.HEADER.lower(): token}, "POST")
    assert answer.status == 503
    assert "unwritable" in answer.json["error"]
