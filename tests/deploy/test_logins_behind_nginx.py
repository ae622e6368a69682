"""Logins and API tokens through the site that deploy/ holds, with the lines for programs opened."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass
from secrets import token_urlsafe
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from websockets.asyncio.client import connect

from data.access import audit, tokens
from data.access.people import MACHINE, Grant
from geo.geometry import bundled, layer_name
from tests.deploy.proxied import NAME, NGINX, OPENSSL, Proxied, proxied
from tests.provider import agree, begin, provider, write_secrets
from tests.running_app import ROOT, free_port
from tests.world import build_world

pytestmark = pytest.mark.skipif(not (NGINX and OPENSSL), reason="needs nginx and openssl")
SENT = {"X-Atlas-File": "a.csv"}
FILE = "Xã;Chỉ tiêu;Kỳ;Giá trị\nXã Lá Xanh;teams;1/2024;3".encode()
LAYER = f"/api/layers/{layer_name(bundled('2025', 'province'), '2025', 'province')}"
AREAS = "/api/v1/areas?limit=1"


@dataclass(frozen=True)
class Closed:
    """The site of an app that is closed, and an API token of a reporter."""

    site: Proxied
    token: str

    def client(self) -> httpx.Client:
        """A browser's or a program's, with no cookies."""
        at = f"https://127.0.0.1:{self.site.port}"
        way = httpx.HTTPTransport(verify=self.site.trust, local_address="127.0.9.1")
        return httpx.Client(base_url=at, transport=way, headers={"Host": NAME})


def line_length(file: str) -> str:
    """How long a line of headers may be that opens a reader's socket, by a file of deploy/."""
    said = (ROOT / "deploy" / file).read_text(encoding="utf-8")
    (found,) = re.findall(r"WEBSOCKETS_MAX_LINE_LENGTH=(\d+)", said)
    return str(found)


async def opens(site: Proxied, cookies: str) -> bool:
    """Whether a reader's socket opens."""
    at = f"{NAME}:{site.port}"
    async with connect(
        f"wss://{at}/_stcore/stream",
        host="127.0.0.1",
        ssl=site.trust,
        origin=f"https://{at}",  # type: ignore[arg-type]
        additional_headers={"Cookie": cookies},
        subprotocols=["streamlit"],  # type: ignore[list-item]
        proxy=None,
    ) as socket:
        return socket.subprotocol == "streamlit"


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Closed]:
    folder = tmp_path_factory.mktemp("closed")
    data = folder / "data"
    data.mkdir()
    build_world(data / "atlas.duckdb").close()
    rule = '[[role]]\nprovider = "office"\nrole = "reader"\n'
    (data / "roles.toml").write_text(rule, encoding="utf-8")
    file, many = folder / "secrets.toml", [token_urlsafe(24) for _ in range(110)]
    with provider(free_port(), {"reader": []}) as found:
        found.spoiled = {"groups": many}
        write_secrets(file, found.url, 0)
        said = file.read_text(encoding="utf-8")
        file.write_text(said.replace("http://localhost:0", f"https://{NAME}"), encoding="utf-8")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("ATLAS_DATA", str(data))
            patch.setenv("ATLAS_ACCESS", "closed")
            patch.delenv("ATLAS_HOST", raising=False)  # the name is that of redirect_uri
            patch.setenv("WEBSOCKETS_MAX_LINE_LENGTH", line_length("atlas.service"))
            patch.setenv("STREAMLIT_SECRETS_FILES", str(file))
            token, _ = tokens.make(MACHINE, [Grant("reporter")], 1)
            with proxied(folder, opened=True) as site:
                yield Closed(site, token)


def test_who_signs_in_reads_however_much_the_token_says(closed: Closed) -> None:
    with closed.client() as browser:
        assert browser.get(AREAS).status_code == 401
        site = str(browser.base_url)
        back = urlsplit(agree(httpx.Client(), begin(browser, site), "reader"))
        assert f"{back.scheme}://{back.netloc}" == f"https://{NAME}"
        assert parse_qs(back.query)["code"]
        landed = browser.get(f"{back.path}?{back.query}")
        assert landed.status_code == 302, landed.text
        assert sum(len(value) for value in landed.headers.get_list("set-cookie")) > 9000
        assert browser.get(AREAS).status_code == 200
        cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
        assert asyncio.run(opens(closed.site, cookies))
        assert browser.post("/api/imports", content=FILE, headers=SENT).status_code == 401


def test_a_program_sends_a_file_with_its_token_alone(closed: Closed) -> None:
    with closed.client() as program:
        told = program.post("/api/imports", content=FILE, headers=SENT)
        assert (told.status_code, told.json()["code"]) == (401, "signed_out")
        key = {"Authorization": f"Bearer {closed.token}"}
        assert program.post("/api/imports", content=FILE, headers={**SENT, **key}).json()["state"]
        told = program.post("/api/boundaries", content=b"x", headers=key)
        assert (told.status_code, told.json()["code"]) == (403, "role")
        assert program.post("/api/backups", headers=key).status_code == 404
    refused = audit.lines(outcome=audit.REFUSED)
    assert [(line.action, line.about) for line in refused] == [("boundaries", "/api/boundaries")]
    assert refused[0].address == "127.0.9.0/24"  # of the visitor, though no proxy was named


def test_the_proxy_keeps_nothing_that_takes_a_login(closed: Closed) -> None:
    key = {"Authorization": f"Bearer {closed.token}"}
    with closed.client() as program:
        for _ in range(2):
            answer = program.get(LAYER, headers=key)
            assert (answer.status_code, answer.headers["x-cache"]) == (200, "MISS")
        assert program.get(LAYER).status_code == 401


def test_the_container_takes_as_large_logins() -> None:
    assert line_length("Dockerfile") == line_length("atlas.service")
