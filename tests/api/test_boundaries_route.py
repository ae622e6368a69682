"""Boundary files sent in by the command line: only with the token, and nothing half-done."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette

from api.routes import ROUTES
from data import door, warehouse
from geo.boundaries.limits import Limits
from tests.api.asking import Answer, get
from tests.world import build_world

APP = Starlette(routes=ROUTES)
ROUTES_OF_BOUNDARIES = ["", "/list", "/undo"]


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The token of the open door, with the world behind it, in which nothing is stored."""
    folder = tmp_path_factory.mktemp("boundaries")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        build_world(folder / "atlas.duckdb").close()
        warehouse.forget()
        yield door.open_door("localhost", 8501).token
        door.close_door()
        warehouse.forget()


def post(path: str, headers: dict[str, str], content: bytes = b"") -> Answer:
    sent = {"host": "localhost:8501", "x-atlas-file": "a.geojson", **headers}
    return get(APP, f"/api/boundaries{path}", sent, "POST", content)


@pytest.mark.parametrize("route", ROUTES_OF_BOUNDARIES)
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"x-atlas-token": "guessed"}, 401),
        ({"x-atlas-token": "TOKEN", "origin": "http://elsewhere.example"}, 403),
        ({"x-atlas-token": "TOKEN", "origin": "null"}, 403),
    ],
)
def test_only_this_machine_with_the_token_may_ask(
    token: str, route: str, headers: dict[str, str], status: int
) -> None:
    sent = {name: value.replace("TOKEN", token) for name, value in headers.items()}
    assert post(route, sent).status == status


def test_what_is_not_there_is_said(token: str) -> None:
    key = {"x-atlas-token": token}
    assert post("/list", key).json == {"state": "listed", "layers": []}
    assert post("/undo?layer=g-1", key).json == {"state": "unknown", "layer": "g-1"}
    unread = post("?vintage=2025&level=province&language=en", key, b"%PDF").json
    assert unread["state"] == "unreadable"
    assert unread["findings"][0]["code"] == "unknown_type"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?vintage=2025",
        "?vintage=2025&level=district",
        "?vintage=2023&level=province",
        "?vintage=2025&level=province&check=yes",
        "?vintage=2025&level=province&dated=x",
        "?vintage=2025&level=province&other=1",
    ],
)
def test_an_unknown_wish_is_refused_with_what_is_legal(token: str, query: str) -> None:
    answer = post(query, {"x-atlas-token": token})
    assert answer.status == 400
    assert " is " in answer.json["error"]


def test_too_much_is_refused(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Limits.__init__, "__defaults__", (3, 3, 3, 3))
    answer = post("?vintage=2025&level=province", {"x-atlas-token": token}, b"%PDF")
    assert answer.status == 413
