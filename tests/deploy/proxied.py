"""The app behind nginx with the site of deploy/, a certificate made for the test and free ports."""

from __future__ import annotations

import getpass
import http.client
import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from websockets.asyncio.client import connect

from benchmarks.session import Session
from tests.running_app import ROOT, free_port, running_app

NAME = "atlas.example.vn"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
OPENSSL = shutil.which("openssl")
AROUND = """
user {user};
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 256; }}
http {{
    default_type application/octet-stream;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/atlas.conf;
}}
"""


@dataclass(frozen=True)
class Answer:
    """What a visitor got: status, headers by their small names, body as it came."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Proxied:
    """The site: its ports, the app behind with its process, and what trusts its certificate."""

    port: int
    plain_port: int
    behind: str
    log: Path
    pid: int
    trust: ssl.SSLContext

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        secure: bool = True,
    ) -> Answer:
        """The answer to one request, as from a browser that knows the site's name."""
        line: http.client.HTTPConnection
        if secure:
            line = http.client.HTTPSConnection("127.0.0.1", self.port, context=self.trust)
        else:
            line = http.client.HTTPConnection("127.0.0.1", self.plain_port)
        try:
            line.request(method, path, body, {"Host": NAME, "Accept": "*/*", **(headers or {})})
            answer = line.getresponse()
            names = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, names, answer.read())
        finally:
            line.close()


class Visitor(Session):
    """A reader's session through the site, from an address that is not this machine's own."""

    def __init__(self, site: Proxied, path: str, forwarded: str = "") -> None:
        super().__init__(f"https://{NAME}", path)
        self.site, self.forwarded = site, forwarded

    async def _connect(self) -> None:
        at = f"{NAME}:{self.site.port}"
        self._socket = await connect(
            f"wss://{at}/_stcore/stream",
            host="127.0.0.1",
            local_addr=("127.0.0.2", 0),
            ssl=self.site.trust,
            origin=f"https://{at}",  # type: ignore[arg-type]
            additional_headers={"X-Forwarded-For": self.forwarded} if self.forwarded else {},
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            proxy=None,
        )


@contextmanager
def proxied(folder: Path, opened: bool = False) -> Iterator[Proxied]:
    """The site, once it and the app behind it answer; both are ended afterwards.

    Args:
        folder: For all of its files.
        opened: Whether the marks are taken from the lines that open routes for programs.
    """
    assert NGINX
    key, certificate = folder / "privkey.pem", folder / "fullchain.pem"
    _certify(key, certificate)
    port, plain_port, behind = free_port(), free_port(), free_port()
    site = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    if opened:
        site = unmarked(site)
    for said, meant in (
        ("listen 80;", f"listen 127.0.0.1:{plain_port};"),
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{port} ssl http2;"),
        ("    listen [::]:80;\n", ""),
        ("    listen [::]:443 ssl http2;\n", ""),
        ("127.0.0.1:8501", f"127.0.0.1:{behind}"),
        ("/etc/ssl/atlas", str(folder)),
        ("/var/cache/nginx-atlas", str(folder / "cache")),
    ):
        assert site.count(said) > 0, said
        site = site.replace(said, meant)
    (folder / "atlas.conf").write_text(site, encoding="utf-8")
    (folder / "nginx.conf").write_text(
        AROUND.format(folder=folder, user=getpass.getuser()), encoding="utf-8"
    )
    trust = ssl.create_default_context(cafile=str(certificate))
    trust.check_hostname = False  # it is asked by address; the certificate is what is compared
    with running_app(folder / "data", folder / "app.log", behind) as app:
        command = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            found = Proxied(port, plain_port, app.url, app.log, app.pid, trust)
            _wait_for(found, process)
            yield found
        finally:
            process.terminate()
            process.wait(timeout=10)


def unmarked(site: str) -> str:
    """The site with the lines in force that are marked as to be opened."""
    return re.sub(r"^    #(location|    |\})", r"    \1", site, flags=re.MULTILINE)


def _certify(key: Path, certificate: Path) -> None:
    subprocess.run(
        [
            *(str(OPENSSL), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-days", "2", "-subj", f"/CN={NAME}"),
            *("-addext", f"subjectAltName=DNS:{NAME}"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )


def _wait_for(site: Proxied, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert process.poll() is None, "nginx ended"
        try:
            site.ask("/nothing", secure=False)
        except OSError:
            time.sleep(0.02)
            continue
        with urlopen(f"{site.behind}/health/ready", timeout=30):
            return
    raise AssertionError("nginx does not answer")
