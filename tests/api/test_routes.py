"""The routes beside the pages, each asked as a browser asks it."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from starlette.applications import Starlette

from api import routes
from api.routes import FONTS, ROUTES, VENDOR
from data import paths, warehouse
from geo.geometry import bundled, layer_name
from tests.api.asking import get
from tests.world import build_world

APP = Starlette(routes=ROUTES)
LAYER = layer_name(bundled("2025", "province"), "2025", "province")


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty data folder of its own, and no warehouse open before or after."""
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    warehouse.forget()
    yield tmp_path
    warehouse.forget()


def test_a_layer_is_compressed_and_kept_for_good(data_folder: Path) -> None:
    first, again = (get(APP, f"/api/layers/{LAYER}") for _ in range(2))
    assert first == again
    assert first.status == 200
    assert first.headers["content-encoding"] == "gzip"
    assert first.headers["content-type"] == "application/geo+json"
    assert first.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert int(first.headers["content-length"]) == len(first.body)
    layer = json.loads(gzip.decompress(first.body))
    assert layer["type"] == "FeatureCollection"
    assert len({feature["properties"]["code"] for feature in layer["features"]}) == 34
    assert re.fullmatch(r"2025-province-[0-9a-f]{12}\.geojson", LAYER)
    assert [file.name for file in (data_folder / "layers").iterdir()] == [f"{LAYER}.gz"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2025-province-000000000000.geojson", LAYER),
        ("2023-province-000000000000.geojson", "2025-province"),
        ("2025-moon-000000000000.geojson", "2025-province"),
        ("x", "2025-province-"),
        ("..", "2025-province-"),
        ("%2e%2e%5c%2e%2e%5cetc", "2025-province-"),
        (f"{LAYER}.gz", LAYER),
        ("2025-commune-..-000000000000.geojson", "provinces: 01,"),
    ],
)
def test_an_unknown_layer_is_not_found_and_says_what_there_is(
    data_folder: Path, name: str, said: str
) -> None:
    build_world(data_folder / "atlas.duckdb").close()
    answer = get(APP, f"/api/layers/{name}")
    assert answer.status == 404
    assert answer.json["error"].startswith("no ")
    assert said in answer.json["error"]
    assert "immutable" not in answer.headers.get("cache-control", "")
    assert not (data_folder / "layers").exists()


def test_without_a_warehouse_only_the_layers_of_the_release_are_served(data_folder: Path) -> None:
    (data_folder / "atlas.duckdb").mkdir()
    assert get(APP, f"/api/layers/{LAYER}").status == 200
    answer = get(APP, "/api/layers/2025-province-000000000000.geojson")
    assert answer.status == 503
    assert answer.json == {"warehouse": "WarehouseUnwritable"}


@pytest.mark.parametrize("path", ["../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2fetc%2fpasswd"])
@pytest.mark.parametrize("route", ["layers", "fonts", "vendor", "vendor/maplibre-gl-6.17.0"])
def test_no_path_leads_out_of_a_folder(data_folder: Path, route: str, path: str) -> None:
    answer = get(APP, f"/api/{route}/{path}")
    assert answer.status == 404
    assert b"root:" not in answer.body
    assert list(data_folder.iterdir()) == []


def test_every_font_is_served() -> None:
    fonts = sorted(file.name for file in FONTS.glob("*.woff2"))
    assert len(fonts) == 6
    for name in fonts:
        answer = get(APP, f"/api/fonts/{name}")
        assert (answer.status, answer.headers["content-type"]) == (200, "font/woff2")
        assert answer.body == (FONTS / name).read_bytes()
        assert answer.body[:4] == b"wOF2"
        assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("name", ["OFL.txt", "ORIGIN.md", "missing.woff2", "..", ".woff2"])
def test_only_fonts_are_served_as_fonts(name: str) -> None:
    answer = get(APP, f"/api/fonts/{name}")
    assert (answer.status, answer.body) == (404, b"")


def test_the_fonts_of_the_theme_are_there() -> None:
    config = Path(__file__).parents[2] / ".streamlit" / "config.toml"
    named = re.findall(r'url = "/api/fonts/([^"]+)"', config.read_text(encoding="utf-8"))
    assert sorted(named) == sorted(file.name for file in FONTS.glob("*.woff2"))


def test_the_map_s_library_is_served_whole_and_kept_for_good() -> None:
    """With the worker that it starts itself, from beside it; the one of developers is not there."""
    waiting, fetched = [paths.MAP_LIBRARY], dict[str, bytes]()
    while waiting:
        address = waiting.pop()
        answer = get(APP, address)
        assert (answer.status, address) == (200, address)
        assert answer.headers["content-type"].startswith("text/javascript")
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert "sourceMappingURL" not in answer.text
        fetched[address] = answer.body
        folder = address.rpartition("/")[0]
        named = {f"{folder}/{name}" for name in re.findall(r"`([\w-]+\.mjs)`", answer.text)}
        waiting += [at for at in named - set(fetched) if not at.endswith("-dev.mjs")]
    assert len(fetched) == 2
    for address, body in fetched.items():
        assert body == (VENDOR / address.removeprefix("/api/vendor/")).read_bytes()
    (version,) = {address.split("/")[3].rpartition("-")[2] for address in fetched}
    assert version.encode() in fetched[paths.MAP_LIBRARY]


@pytest.mark.parametrize(
    "name",
    [
        "maplibre-gl-6.17.0/LICENSE.txt",
        "maplibre-gl-6.17.0/missing.mjs",
        "maplibre-gl-6.17.0/..",
        "maplibre-gl-6.17.0/.mjs",
        "maplibre-gl-0.0.0/maplibre-gl.mjs",
        "../maplibre-gl.mjs",
        "..%2f..%2f..%2fmaplibre-gl-6.17.0/maplibre-gl.mjs",
        "maplibre-gl-6.17.0/..%2f..%2f..%2fapp.py",
        "./maplibre-gl.mjs",
        "ORIGIN.md",
    ],
)
def test_only_bundled_modules_are_served_as_such(name: str) -> None:
    assert get(APP, f"/api/vendor/{name}").status == 404


def test_no_module_beside_the_libraries_is_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vendor = tmp_path / "vendor"
    (vendor / "library-1").mkdir(parents=True)
    for folder in (tmp_path, vendor, vendor / "library-1"):
        (folder / "script.mjs").write_text("secret")
    monkeypatch.setattr(routes, "VENDOR", vendor)
    assert get(APP, "/api/vendor/library-1/script.mjs").status == 200
    for other in ("..", ".", "library-1%2f.."):
        assert get(APP, f"/api/vendor/{other}/script.mjs").status == 404


def test_the_library_bundled_says_where_it_is_from() -> None:
    folders = [folder.name for folder in VENDOR.iterdir() if folder.is_dir()]
    origin = (VENDOR / "ORIGIN.md").read_text(encoding="utf-8")
    for folder in folders:
        name, _, version = folder.rpartition("-")
        assert name in origin
        assert version in origin
        assert "LICENSE.txt" in {file.name for file in (VENDOR / folder).iterdir()}
    assert [paths.MAP_LIBRARY.split("/")[3]] == folders


def test_the_window_s_width_goes_into_a_cookie() -> None:
    answer = get(APP, "/api/start.js")
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/javascript")
    assert re.search(r"document\.cookie = `viewport=\$\{window\.innerWidth\};", answer.text)
    assert "SameSite=Strict" in answer.text


def test_health_tells_the_version_or_what_is_wrong(data_folder: Path) -> None:
    file = data_folder / "atlas.duckdb"
    world = build_world(file)
    version = world.version
    world.close()
    answer = get(APP, "/api/health")
    assert (answer.status, answer.json) == (200, {"warehouse": "ok", "version": version})
    warehouse.forget()
    with duckdb.connect(file) as connection:
        connection.execute("insert into migration values (999, 'from-tomorrow', now()::timestamp)")
    answer = get(APP, "/api/health")
    assert (answer.status, answer.json) == (503, {"warehouse": "WarehouseNewer"})
