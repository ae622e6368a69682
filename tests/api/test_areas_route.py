"""The list of areas by address: compressed, kept for good, and gone under an old name."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from api.routes import ROUTES
from data import area_index, warehouse
from tests.api.asking import get
from tests.world import build_world

APP = Starlette(routes=ROUTES)


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of its own, and no warehouse open before or after."""
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    warehouse.forget()
    yield tmp_path
    warehouse.forget()


@pytest.fixture
def world(data_folder: Path) -> None:
    build_world(data_folder / "atlas.duckdb").close()


@pytest.mark.usefixtures("world")
def test_the_list_is_compressed_and_kept_for_good() -> None:
    name = area_index.current().name
    first, again = (get(APP, f"/api/areas/{name}") for _ in range(2))
    assert first == again
    assert first.status == 200
    assert first.headers["content-encoding"] == "gzip"
    assert first.headers["content-type"] == "application/json"
    assert first.headers["cache-control"] == "public, max-age=31536000, immutable"
    listed = json.loads(gzip.decompress(first.body))
    names = {name for group in listed["groups"] for name in group["names"]}
    assert {"Bờ Cát", "Bờ Cạt", "Xóm Gò", "Nước Thử", "Sao Băng"} <= names
    assert sum(len(group["ids"]) for group in listed["groups"]) == 18


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("name", ["0000x0000000.json", "x", "..", ".json"])
def test_another_name_is_not_found_and_not_kept(name: str) -> None:
    answer = get(APP, f"/api/areas/{name}")
    assert answer.status == 404
    assert "cache-control" not in answer.headers


@pytest.mark.usefixtures("world")
def test_the_name_of_yesterday_leads_to_todays_list_after_a_change() -> None:
    old = area_index.current().name
    with warehouse.shared().transaction() as cursor:
        cursor.execute("update area set short_name = 'Bờ Cao' where area_id = '2024-c91003'")
    led = get(APP, f"/api/areas/{old}")
    assert (led.status, led.headers["location"]) == (307, f"/api/areas/{area_index.name()}")
    assert "cache-control" not in led.headers
    answer = get(APP, led.headers["location"])
    assert "Bờ Cao".encode() in gzip.decompress(answer.body)


def test_without_a_warehouse_the_list_says_so(data_folder: Path) -> None:
    (data_folder / "atlas.duckdb").mkdir()
    answer = get(APP, "/api/areas/000000000000.json")
    assert answer.status == 503
    assert answer.json["warehouse"].startswith("Warehouse")
