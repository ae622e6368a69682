"""nginx with the site that deploy/ holds, in front of the real app."""

import asyncio
import gzip
import json
import os
import re
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest

from geo.geometry import bundled, layer_name
from tests.data.imports.staging import current
from tests.deploy.proxied import NAME, NGINX, OPENSSL, Proxied, Visitor, proxied
from tests.world import build_world

pytestmark = pytest.mark.skipif(not (NGINX and OPENSSL), reason="needs nginx and openssl")
LAYER = f"/api/layers/{layer_name(bundled('2025', 'province'), '2025', 'province')}"
MEGABYTE = 1 << 20
PACKED = {"Accept-Encoding": "gzip"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxied]:
    folder = tmp_path_factory.mktemp("site")
    (folder / "data").mkdir()
    build_world(folder / "data" / "atlas.duckdb").close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_HOST", NAME)
        patch.setenv("ATLAS_LOG", "json")
        with proxied(folder) as running:
            yield running


def test_the_plain_address_leads_to_the_secure_one(site: Proxied) -> None:
    answer = site.ask("/map?area=vn", secure=False)
    assert (answer.status, answer.headers["location"]) == (301, f"https://{NAME}/map?area=vn")


def test_a_page_loads_packed_with_its_headers(site: Proxied) -> None:
    answer = site.ask("/map", headers={"Accept": "text/html", **PACKED})
    assert (answer.status, answer.headers["content-encoding"]) == (200, "gzip")
    assert b"/api/start.js" in gzip.decompress(answer.body)
    for name, value in {
        "strict-transport-security": "max-age=31536000",
        "x-content-type-options": "nosniff",
        "x-frame-options": "SAMEORIGIN",
        "referrer-policy": "same-origin",
    }.items():
        assert answer.headers[name] == value
    assert "script-src 'self' 'sha256-" in answer.headers["content-security-policy"]


def test_another_host_s_name_is_refused(site: Proxied) -> None:
    assert site.ask("/map", headers={"Host": "elsewhere.example"}).status == 421


def test_layers_and_scripts_are_kept_by_the_proxy(site: Proxied) -> None:
    first, again = (site.ask(LAYER, headers=PACKED) for _ in range(2))
    assert [each.headers["x-cache"] for each in (first, again)] == ["MISS", "HIT"]
    assert again.body == first.body
    assert again.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert len(json.loads(gzip.decompress(again.body))["features"]) == 34
    page = site.ask("/", headers={"Accept": "text/html"}).body.decode()
    script = re.findall(r'src="\.?(/static/js/[^"]+)"', page)[0]
    first, again = (site.ask(script, headers=PACKED) for _ in range(2))
    assert again.headers["x-cache"] == "HIT"
    assert again.headers["content-encoding"] == "gzip"
    assert "set-cookie" not in again.headers
    assert gzip.decompress(again.body) == site.ask(script).body


async def read_page(site: Proxied, path: str, forwarded: str = "") -> tuple[list[str], str]:
    async with Visitor(site, path, forwarded) as visitor:
        run = await visitor.run()
        said = " ".join(str(each.alert.body) for each in visitor.all("alert"))
        return list(run.errors), said + visitor.title


def test_a_page_comes_over_the_socket(site: Proxied) -> None:
    errors, said = asyncio.run(read_page(site, "/sources?lang=en"))
    assert errors == []
    assert "ource" in said


@pytest.mark.parametrize("forwarded", ["", "127.0.0.1", "127.0.0.1, 127.0.0.1"])
def test_who_comes_through_the_proxy_is_not_at_this_machine(site: Proxied, forwarded: str) -> None:
    _, said = asyncio.run(read_page(site, "/imports?lang=en", forwarded))
    assert "Files are taken in only at the machine" in said


def upload(site: Proxied, size: int) -> tuple[int, str]:
    """Status and text of the answer to a file whose form takes so many bytes."""

    async def send() -> tuple[int, str]:
        async with Visitor(site, "/imports") as visitor:
            await visitor.run()
            cookie = site.ask("/_stcore/health").headers["set-cookie"].split(";")[0]
            start = (
                b'--x\r\nContent-Disposition: form-data; name="a"; filename="a.csv"\r\n'
                b"Content-Type: text/csv\r\n\r\n"
            )
            end = b"\r\n--x--\r\n"
            body = start + b"0" * (size - len(start) - len(end)) + end
            answer = await asyncio.to_thread(
                site.ask,
                f"/_stcore/upload_file/{visitor.id}/file-1",
                "PUT",
                body,
                {
                    "Content-Type": "multipart/form-data; boundary=x",
                    "Cookie": cookie,
                    "X-Xsrftoken": cookie.partition("=")[2],
                },
            )
            return answer.status, answer.body.decode()

    return asyncio.run(send())


def test_the_largest_file_passes_and_a_larger_one_is_told(site: Proxied) -> None:
    assert upload(site, 100 * MEGABYTE) == (204, "")
    address = "/_stcore/upload_file/s/f"
    told = site.ask(address, "PUT", headers={"Content-Length": str(102 * MEGABYTE)})
    assert told.status == 413
    assert "nhiều nhất 100 MB" in told.body.decode()
    assert site.ask("/map", "POST", headers={"Content-Length": str(MEGABYTE)}).status == 413


@pytest.mark.parametrize(
    "path",
    [
        *("/metrics", "/_stcore/metrics", "/_stcore/agent/mcp", "/health/ready", "/health/live"),
        *("/api/imports", "/api/publish", "/api/backups", "/api/boundaries/undo"),
        "/api/reviews/approve",
    ],
)
def test_what_is_for_this_machine_is_hidden(site: Proxied, path: str) -> None:
    assert site.ask(path).status == 404
    assert site.ask(path, "POST").status == 404


def test_the_app_hides_its_metrics_from_forwarded_visitors(site: Proxied) -> None:
    for path in ("/metrics", "/_stcore/metrics", "/map/_stcore/metrics"):
        asked = Request(f"{site.behind}{path}", headers={"X-Forwarded-For": "10.1.2.3"})
        with pytest.raises(HTTPError, match="404"):
            urlopen(asked)
    with urlopen(f"{site.behind}/metrics") as answer:
        text = answer.read().decode()
    assert 'atlas_requests_total{route="/api/layers",status="200"} 1\n' in text
    assert re.search(r"^atlas_sessions_total \d+$", text, re.MULTILINE)


def send_in(site: Proxied, name: str, text: str, wishes: str = "") -> str:
    """What becomes of a file of the command line."""
    door = json.loads((site.log.parent / "data" / "door.json").read_text(encoding="utf-8"))
    headers = {"X-Atlas-Token": door["token"], "X-Atlas-File": quote(name)}
    with urlopen(Request(f"{site.behind}/api/imports{wishes}", text.encode(), headers)) as answer:
        return str(json.loads(answer.read())["state"])


def test_what_people_write_never_reaches_the_log(site: Proxied) -> None:
    person, phone = "Nguyễn Văn Kín", "0912 345 678"
    cells = f"Xã;Chỉ tiêu;Kỳ;Giá trị;Họ tên\n{person};{phone};{phone};{phone};{person}"
    assert send_in(site, f"{person} {phone}.csv", cells) != "stored"
    assert send_in(site, f"{person}.xlsx", f"PK\x03\x04{person} {phone}") == "unreadable"
    written = quote(f"{person} {phone}")
    site.ask(f"/map?area={written}", headers={"Accept": "text/html", "Cookie": written})
    site.ask(f"/{written}", headers={"Accept": "text/html", "User-Agent": written})
    site.ask(f"/api/layers/{written}")
    site.ask(f"/api/v1/observations?area={written}")
    asyncio.run(read_page(site, f"/map?area={written}"))
    said = site.log.read_text(encoding="utf-8")
    for trace in (person, quote(person), "Kín", r"K\u00edn", phone, quote(phone)):
        assert trace not in said
    assert not re.search(r"(?<!\d)0912", said)  # moments and ports hold 912 by chance


def test_the_log_holds_lines_of_json_and_no_address(site: Proxied) -> None:
    said = site.log.read_text(encoding="utf-8")
    lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    asked = [line for line in lines if line["event"] == "request"]
    assert {"/map", "/api/layers", "/api/imports", "other"} <= {line["route"] for line in asked}
    assert {line["visitor"] for line in asked} <= {"127.0.0.0/24", "10.1.2.0/24"}
    assert all({"time", "level", "name", "event"} <= line.keys() for line in lines)
    assert not re.search(r"127\.0\.0\.[2-9]|10\.1\.2\.3", said)
    others = [line for line in said.splitlines() if line and not line.startswith("{")]
    assert all("http" in line or "Streamlit" in line for line in others), others


def test_a_file_is_answered_before_a_stop_and_then_the_proxy_says_so(site: Proxied) -> None:
    """The last: it stops the app that all tests of this file ask."""
    rows = [
        f"{area};teams;{month % 12 + 1}/{1950 + month // 12};{month + 1}"
        for area in ("Xã Lá Xanh", "Bờ Cạt")
        for month in range(60)
    ]
    text = "\n".join(("Xã;Chỉ tiêu;Kỳ;Giá trị", *rows))
    with ThreadPoolExecutor(1) as sender:
        answer = sender.submit(send_in, site, "a.csv", text, "?dry=0&partly=1&decimal=%2C")
        time.sleep(0.2)
        os.kill(site.pid, signal.SIGTERM)
        assert answer.result(timeout=60) == "stored"
    door = site.log.parent / "data" / "door.json"
    until = time.monotonic() + 30
    while door.exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not door.exists(), "the app did not end in order"
    assert '"event": "import", "message": "stored", "batch": "b-' in site.log.read_text("utf-8")
    told = site.ask("/map", headers={"Accept": "text/html"})
    assert told.status == 503
    assert "đang khởi động lại" in told.body.decode()
    assert site.ask(LAYER).headers["x-cache"] == "HIT"  # which needs no app
    while not ended(site.pid) and time.monotonic() < until:
        time.sleep(0.05)
    world = build_world(site.log.parent / "data" / "atlas.duckdb")
    assert {area for area, _, _ in current(world)} == {"2024-c91001", "2024-c91003"}
    world.close()


def ended(pid: int) -> bool:
    """Whether the process is no more than a number that nobody asked after."""
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z"
