"""What the data API says where it cannot answer: what is wrong, and what is legal."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from starlette.types import Message

from api.v1.problems import KINDS
from api.v1.resources import RESOURCES
from data import warehouse
from data.datasets import DATASETS
from geo.areas import LEVELS, VINTAGES
from tests.api.asking import Answer, _scope, get
from tests.api.data_api import APP, HOST, ask, rows, served

INDICATORS = ["population", "smartphone_rate", "smartphone_users", "teams"]


@pytest.fixture(scope="module", autouse=True)
def _world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with served(tmp_path_factory.mktemp("data-api-problems")):
        yield


def refused(answer: Answer, kind: str) -> dict[str, Any]:
    """What a problem says, once its form is as RFC 9457 has it."""
    told: dict[str, Any] = answer.json
    assert answer.status == KINDS[kind].status == told["status"]
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert told["type"] == f"/api/v1/problems/{kind}"
    assert (told["title"], told["title_vi"]) == (KINDS[kind].title, KINDS[kind].title_vi)
    assert get(APP, str(told["type"]), HOST).json["status"] == answer.status
    return told


@pytest.mark.parametrize(
    ("query", "parameter", "legal"),
    [
        ("data=moon", "data", list(DATASETS)),
        ("level=moon", "level", list(LEVELS)),
        ("vintage=2023", "vintage", list(VINTAGES)),
        ("units=moon", "units", ["then", "today"]),
        ("indicator=teams,moon", "indicator", INDICATORS),
        ("indicator=team", "indicator", ["teams"]),
        ("area=91", "area", ["2025-p91", "2024-p91"]),
        ("area=2024-p91,2025-p77", "area", ["vn", "2024-p38", "2024-d173"]),
        ("in=2025-p77", "in", ["vn", "2024-p38"]),
        ("in=2024-p91,2024-p92", "in", ["at most 1"]),
        ("first=30/6/2025", "first", ["year-month-day, such as 2025-06-30"]),
        ("last=20250630", "last", ["year-month-day, such as 2025-06-30"]),
        ("first=2025-02-01&last=2025-01-01", "last", ["2025-02-01 or later"]),
        ("vintage=2025&level=district", "level", ["nation", "province", "commune", "village"]),
        ("format=xml", "format", ["json", "csv", "parquet", "geojson"]),
        ("bom=yes", "bom", ["0", "1"]),
        ("limit=0", "limit", ["a whole number from 1 to 10000"]),
        ("limit=10001", "limit", ["a whole number from 1 to 10000"]),
        ("limit=1e3", "limit", ["a whole number from 1 to 10000"]),
        ("limit=%C2%B2", "limit", ["a whole number from 1 to 10000"]),
        ("limit=5&limit=6", "limit", ["given once"]),
        ("colour=red", "colour", [p.name for p in RESOURCES["observations"].parameters]),
    ],
)
def test_a_wrong_parameter_is_named_with_what_is_legal(
    query: str, parameter: str, legal: list[str]
) -> None:
    told = refused(ask(f"observations?{query}"), "parameters")
    (problem,) = told["problems"]
    assert problem["parameter"] == parameter
    assert problem["legal"][: len(legal)] == legal
    if query.count("=") == 1:
        assert problem["found"] in parse_qs(query)[parameter][0]


@pytest.mark.parametrize(
    ("address", "legal"),
    [
        ("targets?kind=moon", ["national", "assigned", "registered"]),
        ("lineage?kind=moon", ["whole", "part", "sliver"]),
        ("lineage?old=91", ["91: 2025-p91, 2024-p91"]),
        ("indicators?pillar=moon", ["context", "economy", "government"]),
        ("indicators?format=geojson", ["json", "csv", "parquet"]),
        ("areas?name=%21%3F", ["letters and digits of a name, at most 200"]),
        (f"areas?name={'x' * 201}", ["letters and digits of a name, at most 200"]),
    ],
)
def test_other_resources_say_so_too(address: str, legal: list[str]) -> None:
    told = refused(ask(address), "parameters")
    (problem,) = told["problems"]
    assert problem["legal"][: len(legal)] == legal


def test_all_that_is_wrong_is_said_at_once() -> None:
    told = refused(ask("observations?level=x&limit=x&x=x&area=x&first=x"), "parameters")
    named = [problem["parameter"] for problem in told["problems"]]
    assert sorted(named) == ["area", "first", "level", "limit", "x"]
    assert told["instance"] == "/api/v1/observations"


def cursor_of(address: str) -> str:
    return parse_qs(urlsplit(str(ask(address).json["next"])).query)["after"][0]


def packed(content: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


def test_a_place_is_of_its_own_question_alone() -> None:
    place = cursor_of("observations?limit=2")
    assert rows(f"observations?limit=9&format=json&after={place}") == rows("observations")[2:11]
    for address in (f"observations?level=province&after={place}", f"areas?after={place}"):
        told = refused(ask(address), "parameters")
        (problem,) = told["problems"]
        assert problem["parameter"] == "after"
        assert "the page before" in problem["legal"][0]


@pytest.mark.parametrize(
    "change",
    [
        lambda whole: "abc",
        lambda whole: "é",
        lambda whole: "A" * 3000,
        lambda whole: packed({}),
        lambda whole: packed([]),
        lambda whole: packed(whole[:-1]),
        lambda whole: packed([*whole, "x"]),
        lambda whole: packed([str(whole[0]), *whole[1:]]),
        lambda whole: packed([True, *whole[1:]]),
        lambda whole: packed([*whole[:3], "30/6/2024", *whole[4:]]),
        lambda whole: packed([*whole[:2], None, *whole[3:]]),
        lambda whole: packed([*whole[:2], ["teams"], *whole[3:]]),
    ],
)
def test_a_place_that_is_none_of_ours_is_refused(change) -> None:
    place = cursor_of("observations?limit=2")
    whole = json.loads(base64.urlsafe_b64decode(place + "=" * (-len(place) % 4)))
    told = refused(ask(f"observations?after={quote(change(whole))}"), "parameters")
    assert told["problems"][0]["parameter"] == "after"


def test_an_unknown_address_is_answered_with_those_there_are() -> None:
    told = refused(ask("moon"), "not-found")
    assert set(told["legal"]) == {"/api/v1/", *(f"/api/v1/{name}" for name in RESOURCES)}
    told = refused(ask("problems/moon"), "not-found")
    assert f"/api/v1/problems/{next(iter(KINDS))}" in told["legal"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_can_be_written(method: str) -> None:
    version = warehouse.shared().version
    for name in RESOURCES:
        answer = get(APP, f"/api/v1/{name}", HOST, method, b"{}")
        refused(answer, "method")
        assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}
    assert warehouse.shared().version == version


def test_pages_of_other_hosts_cannot_read_it() -> None:
    answer = get(APP, "/api/v1/areas", HOST | {"origin": "http://elsewhere.example"})
    assert not [name for name in answer.headers if name.startswith("access-control-")]
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_without_a_warehouse_all_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "atlas.duckdb").mkdir()
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    warehouse.forget()
    for address in ("", *RESOURCES):
        told = refused(ask(address), "warehouse")
        assert str(tmp_path) not in json.dumps(told)
    monkeypatch.undo()
    warehouse.forget()


def test_what_nobody_foresaw_says_nothing_of_the_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError("secret")

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    monkeypatch.setattr(warehouse, "shared", fail)
    with pytest.raises(RuntimeError):  # the server logs it, once the answer is sent
        asyncio.run(APP(_scope("http", "/api/v1/", HOST) | {"method": "GET"}, None, send))  # type: ignore[arg-type]
    start, body = sent
    assert start["status"] == 500
    assert json.loads(body["body"])["type"] == "/api/v1/problems/unexpected"
    assert b"secret" not in body["body"]
