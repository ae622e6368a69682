"""A file sent in by the command line: only with the token, and nothing half-done."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.applications import Starlette

from api.routes import ROUTES
from data import door, warehouse
from data.imports import limits
from tests.api.asking import Answer, get
from tests.data.imports.staging import current
from tests.world import build_world

APP = Starlette(routes=ROUTES)
HOST = {"host": "localhost:8501"}
REPORT = "Tên xã;Kỳ;Số tổ\nXã Lá Xanh;6/2024;5\nXã Bờ Cát;6/2024;1204\n"
WRONG = REPORT + "Xã Không Có;6/2024;7\n"


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The token of the open door, with the world behind it."""
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    build_world(tmp_path / "atlas.duckdb").close()
    warehouse.forget()
    yield door.open_door("localhost", 8501).token
    door.close_door()
    warehouse.forget()


def post(text: str, query: str = "", name: str = "báo cáo.csv", **headers: str) -> Answer:
    sent = {**HOST, "x-atlas-file": quote(name), **headers}
    return get(APP, f"/api/imports{query}", sent, "POST", text.encode())


def test_a_file_is_stored_once(token: str) -> None:
    first = post(REPORT, **{door.HEADER.lower(): token}).json
    assert first["state"] == "stored"
    assert (first["counts"]["added"], first["counts"]["left_out"]) == (2, 0)
    assert current(warehouse.shared()) == {
        ("2024-c91001", "teams", "2024-06-30"): 5,
        ("2024-c91002", "teams", "2024-06-30"): 1204,
    }
    assert post(REPORT, **{door.HEADER.lower(): token}).json["state"] == "same"


def test_a_dry_run_and_a_file_with_errors_store_nothing(token: str) -> None:
    key = {door.HEADER.lower(): token}
    assert post(REPORT, "?dry=1", **key).json["state"] == "checked"
    refused = post(WRONG, "?language=en", **key).json
    assert refused["state"] == "refused"
    said = [problem["says"] for problem in refused["problems"] if problem["severity"] == "error"]
    assert said[0].startswith(
        'báo cáo.csv, row 4, column A (Tên xã): No area is called "Xã Không Có"'
    )
    assert current(warehouse.shared()) == {}
    assert post(WRONG, "?partly=1", **key).json["state"] == "stored"
    assert len(current(warehouse.shared())) == 2


def test_what_the_file_leaves_open_is_asked_and_can_be_said(token: str) -> None:
    key = {door.HEADER.lower(): token}
    text = "Tên xã;Số tổ\nXã Lá Xanh;1.204\n"
    asked = post(text, **key).json
    assert asked["state"] == "open"
    assert {problem["code"] for problem in asked["problems"]} == {"no_period", "ambiguous_numbers"}
    assert post(text, f"?decimal=,&period={quote('6/2024')}", **key).json["state"] == "stored"
    assert set(current(warehouse.shared()).values()) == {1204}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"x-atlas-token": "guessed"}, 401),
        ({"x-atlas-token": "TOKEN", "origin": "http://elsewhere.example"}, 403),
        ({"x-atlas-token": "TOKEN", "origin": "http://localhost:9999"}, 403),
        ({"x-atlas-token": "TOKEN", "origin": "null"}, 403),
        ({"x-atlas-token": "TOKEN", "origin": "http://localhost:8501"}, 200),
    ],
)
def test_only_this_machine_with_the_token_may_write(
    token: str, headers: dict[str, str], status: int
) -> None:
    sent = {name: value.replace("TOKEN", token) for name, value in headers.items()}
    assert post(REPORT, "?dry=1", **sent).status == status


@pytest.mark.parametrize("query", ["?kind=other", "?dry=yes", "?decimal=x", "?unknown=1"])
def test_an_unknown_wish_is_refused_with_what_is_legal(token: str, query: str) -> None:
    answer = post(REPORT, query, **{door.HEADER.lower(): token})
    assert answer.status == 400
    assert " is one of " in answer.json["error"] or " is not one of " in answer.json["error"]


def test_too_much_is_refused(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILE_BYTES", 10)
    assert post(REPORT, **{door.HEADER.lower(): token}).status == 413


def test_the_door_is_for_this_user_alone_and_closes(token: str, tmp_path: Path) -> None:
    file = tmp_path / "door.json"
    assert file.stat().st_mode & 0o777 == 0o600
    found = door.find_door()
    assert found == door.Door("http://localhost:8501", token)
    door.close_door()
    assert not file.exists()
    assert not door.is_key(token)
