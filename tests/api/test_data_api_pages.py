"""Pages of the data API: each row once and in order, what an import between does, ETag, gzip."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from datetime import date
from time import monotonic, sleep
from typing import Any

import duckdb
import pytest

import queries
from api.v1 import answers, carried, pages_of
from api.v1.resources import RESOURCES, Resource
from data import limited, warehouse
from data.warehouse import Warehouse
from tests.api.asking import get
from tests.api.data_api import APP, HOST, ask, rows, served, walked

LATEST = date(9999, 12, 31).isoformat()


@pytest.fixture(scope="module", autouse=True)
def _world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with served(tmp_path_factory.mktemp("data-api-pages")):
        yield


@pytest.fixture
def changing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """A world of its own for a test that stores something."""
    with served(tmp_path_factory.mktemp("data-api-changing")) as opened:
        yield opened


def key_of(resource: Resource, row: dict[str, Any]) -> tuple[str, ...]:
    """The row's place in the order; what has no date is last."""
    return tuple(row[column] or ("" if column != "as_of" else LATEST) for column in resource.key)


@pytest.mark.parametrize("limit", [1, 3, 7])
@pytest.mark.parametrize("name", RESOURCES)
def test_a_walk_gives_each_row_once_in_order(name: str, limit: int) -> None:
    # Layers are many and each page of one of them costs as much as that of a thousand.
    query = f"{name}?limit={limit * (20 if name == 'layers' else 1)}"
    pages = list(walked(query))
    found = [row for page in pages for row in page["rows"]]
    assert found == rows(f"{name}?limit=10000")
    keys = [key_of(RESOURCES[name], row) for row in found]
    assert keys == sorted(set(keys))
    assert {len(page["rows"]) for page in pages[:-1]} <= {limit * (20 if name == "layers" else 1)}
    assert len({(page["version"], page["began"]) for page in pages}) == 1


def test_the_header_leads_on_where_a_format_has_no_room_for_it() -> None:
    lines: list[str] = []
    link = '</api/v1/observations?limit=4&format=csv>; rel="next"'
    while link:
        answer = get(APP, link[1 : link.index(">")], HOST)
        lines += answer.text.splitlines()[1:]
        link = answer.headers.get("link", "")
    assert lines == ask("observations?format=csv").text.splitlines()[1:]
    assert len(lines) == 14


@pytest.mark.parametrize("patience", [3.0, -1.0])
def test_carried_figures_are_walked_too(patience: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where time is up after each indicator: then pages are short, and none is lost."""
    monkeypatch.setattr(carried, "SECONDS", patience)
    pages = list(walked("observations?units=today&limit=3"))
    found = [row for page in pages for row in page["rows"]]
    monkeypatch.setattr(carried, "SECONDS", 60.0)
    assert found == rows("observations?units=today&limit=10000")
    keys = [key_of(RESOURCES["observations"], row) for row in found]
    assert keys == sorted(set(keys))
    assert {row["units"] for row in found} == {"today"}
    assert len({row["carried"] for row in found}) > 1
    if patience < 0:
        assert len(pages) >= len({row["indicator"] for row in found})


def store(world: Warehouse, area: str, as_of: str, value: float) -> None:
    """What an import does: a figure in the log and among the current ones, and a new version."""
    with world.transaction() as cursor:
        cursor.execute(
            f"insert into observation select * replace ('{area}' as area_id, {value} as value, "
            f"date '{as_of}' as as_of, 'import.csv:1' as origin) from observation "
            "where indicator_id = 'teams' and area_id = '2025-p92' and dataset = 'published'"
        )


def test_an_import_between_pages_shows_from_where_the_walk_is(changing: Warehouse) -> None:
    before = rows("observations?indicator=teams")
    pages = []
    for page in walked("observations?indicator=teams&limit=4"):
        pages.append(page)
        if len(pages) == 1:
            store(changing, "2025-p91", "2024-01-31", 1)  # before the place
            store(changing, "2025-p91", "2025-09-30", 2)  # after it
    found = [row for page in pages for row in page["rows"]]
    assert [row for row in found if row["origin"] != "import.csv:1"] == before
    assert [row["value"] for row in found if row["origin"] == "import.csv:1"] == [2]
    assert {page["began"] for page in pages} == {pages[0]["version"]}
    assert {page["version"] for page in pages[1:]} == {changing.version}
    assert pages[0]["version"] < changing.version


def test_an_etag_holds_until_something_is_stored(changing: Warehouse) -> None:
    tag = ask("observations").headers["etag"]
    kept = ask("observations", if_none_match=f'"other", {tag}')
    assert (kept.status, kept.body) == (304, b"")
    assert kept.headers["etag"] == tag
    assert ask("observations", if_none_match="*").status == 304
    assert ask("observations", if_none_match='"other"').status == 200
    addresses = [
        "observations?limit=1",
        "observations?format=csv",
        "observations?data=demo",
        "areas",
    ]
    others = {ask(address).headers["etag"] for address in addresses}
    assert len({tag, *others}) == 5
    store(changing, "2025-p91", "2025-09-30", 2)
    answer = ask("observations", if_none_match=tag)
    assert answer.status == 200
    assert answer.headers["etag"] != tag
    assert answer.headers["cache-control"] == "no-cache"


def test_an_etag_changes_with_the_release(monkeypatch: pytest.MonkeyPatch) -> None:
    tag = ask("areas").headers["etag"]
    monkeypatch.setattr(answers, "_description", lambda: "another")
    assert ask("areas", if_none_match=tag).status == 200


@pytest.mark.parametrize(
    ("accepted", "is_packed"),
    [
        ("gzip, br", True),
        ("br;q=1, gzip; q=0.5", True),
        ("*", True),
        ("gzip;q=0", False),
        ("gzip;q=0.0, *;q=0", False),
        ("br", False),
        ("", False),
    ],
)
def test_answers_are_compressed_for_those_who_take_it(accepted: str, is_packed: bool) -> None:
    plain, packed = ask("observations"), ask("observations", accept_encoding=accepted)
    assert ("content-encoding" in packed.headers) == is_packed
    assert (gzip.decompress(packed.body) if is_packed else packed.body) == plain.body
    assert packed.headers["vary"] == "Accept-Encoding"
    assert packed.headers["etag"] == plain.headers["etag"]
    assert int(packed.headers["content-length"]) == len(packed.body)


def test_what_takes_too_long_is_given_up_and_others_are_served(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pages_of, "SECONDS", 0.2)
    endless = "select sum(a.range * b.range) from range(1000000) as a, range(1000000) as b"
    monkeypatch.setattr(queries, "sql_of", lambda name: endless)
    ended = []
    started = monotonic()
    asking = threading.Thread(target=lambda: ended.append(_long(ask_of="page_of_areas")))
    asking.start()
    sleep(0.05)
    with warehouse.shared().cursor() as cursor:
        assert cursor.execute("select 1").fetchall() == [(1,)]
    asking.join(timeout=20)
    assert isinstance(ended[0], limited.TooMuch)
    assert monotonic() - started < 10


def _long(ask_of: str) -> Exception | None:
    try:
        limited.table(ask_of, 0.2)
    except limited.TooMuch as much:
        return much
    return None


@pytest.mark.parametrize("error", [duckdb.InterruptException, duckdb.OutOfMemoryException])
def test_too_much_is_said_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, error: type[duckdb.Error]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error("said by the database")

    monkeypatch.setattr(queries, "table", fail)
    answer = ask("observations")
    assert answer.status == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Ask for less at once" in answer.json["detail"]
    assert "database" not in answer.text
