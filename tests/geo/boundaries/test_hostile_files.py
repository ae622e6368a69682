"""Files that are no boundaries, too large, or meant to do harm."""

import json
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pandas as pd
import pytest

from geo.boundaries.files import read
from geo.boundaries.limits import Limits
from tests.geo.boundaries.invented import communes, topology, write
from tests.geo.boundaries.reading import refusal


@pytest.mark.parametrize(
    ("content", "code", "found"),
    [
        (b"", "unknown_type", ".bin"),
        (b"%PDF-1.7 no map", "unknown_type", ".bin"),
        (b"{}", "damaged_file", "BIN"),
        (b"<html><body>Not found</body></html>", "damaged_file", "BIN"),
        (b'{"type":"FeatureCollection","features":[]}', "no_features", "a"),
        (b"PK\3\4 no zip", "damaged_file", "ZIP"),
        (b"PAR1 no columns PAR1", "damaged_file", "GeoParquet"),
    ],
)
def test_what_is_no_boundary_file_says_so(
    content: bytes, code: str, found: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(content)
    finding = refusal(file)
    assert (finding.code, finding.found) == (code, found)


def test_a_plain_table_has_no_geometry(tmp_path: Path) -> None:
    pd.DataFrame({"code": ["91001"]}).to_parquet(tmp_path / "a.parquet")
    assert refusal(tmp_path / "a.parquet").code == "no_geometry"


@pytest.mark.parametrize(
    ("members", "code", "found"),
    [
        (["../a.shp", "a.dbf"], "unsafe_zip", "../a.shp"),
        (["/etc/a.shp"], "unsafe_zip", "/etc/a.shp"),
        (["C:\\a.shp"], "unsafe_zip", "C:\\a.shp"),
        (["a.shp", "a.dbf"], "missing_part", "a.shp"),
        (["doc.kml"], "no_shapefile", "doc.kml"),
    ],
)
def test_zips_that_hold_something_else_are_refused(
    members: list[str], code: str, found: str, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in members:
            archive.writestr(name, b"x")
    finding = refusal(tmp_path / "a.zip")
    assert (finding.code, finding.found) == (code, found)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip"]


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for suffix in ("shp", "shx", "dbf"):
            archive.writestr(f"a.{suffix}", bytes(4 * 2**20))
    assert (tmp_path / "a.zip").stat().st_size < 20_000
    finding = refusal(tmp_path / "a.zip", Limits(unpacked_bytes=10 * 2**20))
    assert (finding.code, finding.found, finding.expected) == ("too_large", "12", "10")


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(file_bytes=1000), "too_large"),
        (Limits(features=11), "too_many_features"),
        (Limits(vertices=100), "too_many_vertices"),
    ],
)
@pytest.mark.parametrize("kind", ["gpkg", "parquet", "geojson"])
def test_large_files_are_refused(kind: str, limits: Limits, code: str, tmp_path: Path) -> None:
    assert refusal(write(communes(), kind, tmp_path), limits).code == code


def test_another_format_in_disguise_is_not_opened(tmp_path: Path) -> None:
    """A virtual layer would read any file of this machine and show what it holds."""
    secret = write(communes(), "gpkg", tmp_path, "secret")
    virtual = (
        f'<OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>{secret}</SrcDataSource>'
        "<SrcLayer>secret</SrcLayer></OGRVRTLayer></OGRVRTDataSource>"
    )
    for text in (virtual, f"<!-- <kml> -->{virtual}", f"<kml/>{virtual}"):
        file = tmp_path / "a.kml"
        file.write_text(text)
        assert refusal(file).code in ("unknown_type", "damaged_file")


@pytest.fixture
def listener():
    """An address on this machine and the paths that were asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def test_no_link_in_a_file_is_followed(listener, tmp_path: Path) -> None:
    address, asked = listener
    features = json.loads(communes().to_json())["features"]
    for place, crs in enumerate(
        (
            {"type": "link", "properties": {"href": f"{address}/link", "type": "ogcwkt"}},
            {"type": "URL", "properties": {"url": f"{address}/url"}},
            {"type": "name", "properties": {"name": f"{address}/name"}},
        )
    ):
        file = tmp_path / f"{place}.geojson"
        file.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}))
        assert len(read(file).frame) == 12
    text = write(communes(), "kml", tmp_path).read_text(encoding="utf-8")
    link = f"<NetworkLink><Link><href>{address}/kml</href></Link></NetworkLink>"
    (tmp_path / "a.kml").write_text(text.replace("<Folder", f"{link}<Folder", 1), encoding="utf-8")
    assert len(read(tmp_path / "a.kml").frame) == 12
    topo = topology(communes()) | {"crs": {"type": "link", "properties": {"href": address}}}
    (tmp_path / "a.json").write_text(json.dumps(topo))
    assert len(read(tmp_path / "a.json").frame) == 12
    assert asked == []
