"""Requests that are too large, too slow or no HTTP: refused, and others are served meanwhile."""

from __future__ import annotations

import json
import socket
import time

import pytest

from data.access.setting import LIMITS
from data.imports.limits import FILE_BYTES
from tests.attacks.poisoned import Attacked
from tests.attacks.raw import ask, exchange

QUICK = 2.0  # seconds in which others are answered
SENDING = ("/api/imports", "/api/boundaries?vintage=2025&level=province")


def is_well(target: Attacked) -> bool:
    began = time.monotonic()
    found = ask(target, "/health/live", timeout=QUICK)
    return found.status == 200 and time.monotonic() - began < QUICK


@pytest.mark.parametrize(
    "head",
    [
        {"X-Long": "a" * 1_000_000},
        {"Cookie": "a=" + "b" * 500_000},
        {f"X-{n}": "a" * 200 for n in range(3000)},
        {"Authorization": "Bearer " + "a" * 60_000},
        {"Authorization": "Bearer \xff\xfe"},
        {"X-Atlas-Token": b"\xff\xfe\x80"},
        {"X-Atlas-Token": "\u202e1"},
        {"Cookie": b"_streamlit_user=\xff\xfe; \x80=; ;;=;"},
        {"Range": "bytes=0-18446744073709551616"},
        {"Range": "bytes=" + ",".join(["0-1"] * 5000)},
        {"If-None-Match": '"' * 5000},
        {"Accept-Encoding": "gzip;q=" + "9" * 5000},
        {"Host": "127.0.0.1:" + "9" * 400},
    ],
    ids=lambda head: next(iter(head)),
)
def test_a_strange_head_is_no_error(target: Attacked, head: dict[str, str | bytes]) -> None:
    for path in ("/api/v1/areas?limit=1", "/api/fonts/be-vietnam-pro-latin-400-normal.woff2", "/"):
        assert ask(target, path, headers=head).status < 500
    assert is_well(target)


def test_a_long_line_and_a_long_address_are_no_error(target: Attacked) -> None:
    many = "2024-p38," * 20_000
    for path in ("/" + "a" * 200_000, f"/map?area={many}", "/api/v1/areas?" + "a&" * 30_000):
        assert ask(target, path).status in (0, 200, 400, 404, 414, 431)
    assert is_well(target)


@pytest.mark.parametrize(
    "said",
    [
        b"GET / HTTP/9.9\r\nConnection: close\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",  # TLS
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        b"CONNECT evil.example:443 HTTP/1.1\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : 127.0.0.1\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\n Host: 127.0.0.1\r\nConnection: close\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
        b"POST /api/imports HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
        b"POST /api/imports HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\n"
        b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n"
        b"GET /api/x HTTP/1.1\r\n\r\n",
        b"POST /api/imports HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n"
        b"Connection: close\r\n\r\nfffffffffffffffff\r\n",
    ],
)
def test_what_is_no_request_is_refused(target: Attacked, said: bytes) -> None:
    found = exchange(target, said.replace(b"127.0.0.1", f"127.0.0.1:{target.port}".encode()), 5)
    assert found.status in (0, 400, 401, 404, 405, 421, 501)
    assert found.head.count("HTTP/1.1 ") <= 1  # nothing smuggled behind it was answered
    assert is_well(target)


@pytest.mark.parametrize("path", SENDING)
def test_what_nobody_may_send_is_not_waited_for(target: Attacked, path: str) -> None:
    """Without a key the answer comes before the body, however long that is said to be."""
    large = {"Content-Length": str(10**12)}
    assert ask(target, path, "POST", large, timeout=5).status == 401
    key = {"X-Atlas-Token": target.key, "Origin": "https://evil.example"}
    assert ask(target, path, "POST", large | key, timeout=5).status == 403


def test_a_sender_that_never_ends_keeps_nobody_waiting(target: Attacked) -> None:
    head = (
        f"POST /api/imports HTTP/1.1\r\nHost: 127.0.0.1:{target.port}\r\n"
        f"X-Atlas-Token: {target.key}\r\nContent-Length: {FILE_BYTES}\r\n\r\n"
    )
    lines = [socket.create_connection(("127.0.0.1", target.port), timeout=5) for _ in range(60)]
    try:
        for number, line in enumerate(lines):
            line.sendall(head[: -2 if number % 2 else None].encode() + b"a")  # head or body unended
        assert is_well(target)
        assert ask(target, "/api/v1/areas?limit=1", timeout=QUICK * 2).status == 200
    finally:
        for line in lines:
            line.close()
    assert is_well(target)


def test_cursors_and_json_that_nest_deeply_are_no_error(target: Attacked) -> None:
    deep = "[" * 20_000
    assert ask(target, f"/api/v1/areas?after={deep}").status == 400
    key = {"X-Atlas-Token": target.key}
    address = "/api/boundaries?vintage=2025&level=province&check=1"
    body = b'{"type":' * 5000
    found = ask(target, address, "POST", key | {"X-Atlas-File": "a.geojson"}, body)
    assert (found.status, found.kind) == (200, "application/json"), found.body[:200]
    assert json.loads(found.body)["state"] == "unreadable"


def test_who_guesses_tokens_waits_and_this_machine_does_not(target: Attacked) -> None:
    """Through a proxy at this machine, as nginx is; nobody else's requests are counted with it."""

    def guess(number: int, address: str) -> int:
        sent = {"Authorization": f"Bearer atlas_{number}", "X-Forwarded-For": address}
        return ask(target, "/api/v1/areas?limit=1", headers=sent).status

    most = dict(LIMITS)["bad_tokens"]
    statuses = [guess(number, "203.0.113.7") for number in range(most + 5)]
    assert statuses == [401] * most + [429] * 5
    assert guess(0, "203.0.113.8") == 401
    plain = {"X-Forwarded-For": "203.0.113.7"}
    assert ask(target, "/api/v1/areas?limit=1", headers=plain).status == 200
    refused = ask(target, "/api/v1/areas", headers={"Authorization": "Bearer x"} | plain)
    assert (refused.status, refused.kind) == (429, "application/problem+json")
    assert 0 < int(refused.header("retry-after")) <= 60
    for path in ("/api/v1/areas?limit=1", "/api/downloads?format=x") * 20:
        assert ask(target, path).status in (200, 400)
    said = target.app.log.read_text(encoding="utf-8")
    assert said.count("limit of bad_tokens reached by a client of 203.0.113.0/24") == 1
    assert "atlas_1" not in said
