"""Limits of what a client may ask for in a minute: who is counted, who is not, and what is said."""

import logging
from collections.abc import Iterator, Mapping
from itertools import count

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from api.gate import Gate
from api.metrics import text
from api.pace import Pace
from api.routes import DECLARED, ROUTES
from data import door
from data.access import pace, tokens
from data.access.people import MACHINE, Grant
from data.access.places import client
from data.access.setting import LIMITS, OPEN, PUBLIC, Setting, SettingError, in_words, read
from tests.api.asking import connect, get

HOST = {"host": "localhost:8501"}
FEW = {"reading": 3, "writing": 2, "entering": 2, "bad_tokens": 2, "queries": 2, "sockets": 2}
READ, WRITE = "/api/v1/problems/warehouse", "/api/boundaries/undo?layer=none"
_apart = count(1)


def budgets(limits: Mapping[str, int] = FEW) -> tuple[tuple[str, int], ...]:
    """The limits, with a name besides that gives each test budgets of its own."""
    return (*limits.items(), (f"test {next(_apart)}", 0))


async def elsewhere(_: object) -> PlainTextResponse:
    return PlainTextResponse("Streamlit's")


async def line(socket: WebSocket) -> None:
    await socket.accept()


def app(mode: str = PUBLIC, limits: Mapping[str, int] = FEW, **settled: object) -> Starlette:
    setting = Setting(mode, limits=budgets(limits), **settled)  # type: ignore[arg-type]
    gate = Middleware(Gate, setting=setting, declared=DECLARED, claims=lambda _: {})
    theirs = [
        WebSocketRoute("/_stcore/stream", line),
        Route("/{rest:path}", elsewhere, methods=["GET", "PUT", "POST"]),
    ]
    paced = Middleware(Pace, setting=setting, declared=DECLARED)
    return Starlette(routes=[*ROUTES, *theirs], middleware=[paced, gate])


def asked(served: Starlette, times: int, address: str, method: str = "GET", **sent: str) -> str:
    """The statuses of so many requests, one after another."""
    found = [get(served, address, HOST | sent, method).status for _ in range(times)]
    return " ".join(map(str, found))


def by(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


@pytest.fixture(scope="module")
def token() -> str:
    return tokens.make(MACHINE, [Grant("administrator")], 1)[0]


@pytest.fixture
def key() -> Iterator[str]:
    yield door.open_door("localhost", 8501).token
    door.close_door()


def test_each_budget_ends_apart_and_fills_again_evenly() -> None:
    now = [1000.0]
    found = pace.Pace((("reading", 6), ("writing", 1), ("queries", 0)), lambda: now[0])
    assert [found.wait("reading", "a") for _ in range(8)] == [0.0] * 6 + [10.0, 10.0]
    assert (found.wait("reading", "b"), found.wait("writing", "a")) == (0.0, 0.0)
    assert {found.wait("queries", "a") for _ in range(500)} == {0.0}
    assert {found.wait("unheard of", "a") for _ in range(500)} == {0.0}
    now[0] += 4
    assert found.wait("reading", "a") == pytest.approx(6)
    now[0] += 16  # twenty seconds: two of six
    assert [found.wait("reading", "a") for _ in range(3)] == [0.0, 0.0, pytest.approx(10)]
    assert found.wait("reading", "c", spends=False) == 0
    now[0] += 3600
    assert [found.wait("reading", "a") for _ in range(7)] == [0.0] * 6 + [pytest.approx(10)]


def test_clients_are_forgotten_when_whole_again_and_when_there_are_too_many() -> None:
    now = [0.0]
    found = pace.Pace((("reading", 2),), lambda: now[0], most=100)
    for name in range(10_000):
        found.wait("reading", str(name))
        found.refused("reading", str(name))
    assert found.remembered() == 200
    now[0] = 61
    found.wait("reading", "late")
    found.refused("reading", "late")
    assert found.remembered() == 2


@pytest.mark.parametrize(
    ("address", "method", "statuses"),
    [
        (READ, "GET", "200 200 200 429 429"),
        ("/api/downloads?format=none", "GET", "400 400 400 429 429"),
        (WRITE, "POST", "401 401 429 429 429"),
        ("/_stcore/upload_file/a/b", "PUT", "200 200 429 429 429"),
        ("/auth/login", "GET", "200 200 429 429 429"),
        ("/oauth2callback?code=x", "GET", "200 200 429 429 429"),
        ("/api/health", "GET", "200 200 200 200 200"),
        ("/api/layers/none", "GET", "404 404 404 404 404"),
        ("/map", "GET", "200 200 200 200 200"),
    ],
)
def test_what_is_limited(address: str, method: str, statuses: str) -> None:
    assert asked(app(), 5, address, method) == statuses


def test_a_refusal_says_when_in_both_languages_and_in_the_form_of_the_route() -> None:
    served = app(limits=FEW | {"reading": 1, "entering": 1})
    for address in (READ, "/auth/login"):
        get(served, address, HOST)
    problem = get(served, READ, HOST)
    assert problem.status == 429
    assert problem.headers["content-type"] == "application/problem+json"
    assert 50 < int(problem.headers["retry-after"]) <= 60
    assert problem.json["type"] == "/api/v1/problems/too-many"
    assert problem.json["title_vi"] == "Quá nhiều yêu cầu trong một phút"
    plain = get(served, "/api/downloads?format=none", HOST)
    assert plain.json["limit"] == "reading"
    assert "Too many requests" in plain.json["error"]
    assert "hãy thử lại sau" in plain.json["error_vi"]
    person = get(served, "/auth/login", {**HOST, "accept": "text/html"})
    assert person.headers["content-type"].startswith("text/plain")
    assert person.text.startswith("Quá nhiều yêu cầu trong một phút; hãy thử lại sau ")


def test_sockets_are_opened_so_often_and_no_more() -> None:
    served = app()
    opened = [connect(served, "/_stcore/stream", HOST)[0] for _ in range(3)]
    assert [each["type"] for each in opened] == [
        *("websocket.accept", "websocket.accept", "websocket.close")
    ]
    assert opened[2]["code"] == 1013  # try again later


def test_clients_are_told_apart_by_address_and_a_proxy_that_is_named_is_believed() -> None:
    def spent(served: Starlette, **headers: str) -> str:
        return asked(served, 4, READ, **{name.replace("_", "-"): v for name, v in headers.items()})

    served = app(proxies=frozenset({"127.0.0.1"}))
    assert spent(served, x_forwarded_for="203.0.113.1") == "200 200 200 429"
    assert spent(served, x_forwarded_for="203.0.113.2") == "200 200 200 429"
    # what a visitor wrote before the proxy's own word makes nobody another
    assert spent(served, x_forwarded_for="198.51.100.7, 203.0.113.1") == "429 429 429 429"
    unnamed = app()
    assert spent(unnamed, x_forwarded_for="203.0.113.1") == "200 200 200 429"
    assert spent(unnamed, x_forwarded_for="203.0.113.2") == "429 429 429 429"
    assert client("2001:db8:1:2:3::4", {}, frozenset()) == "2001:db8:1:2::/64"
    assert client("::ffff:192.0.2.7", {}, frozenset()) == "192.0.2.7"
    assert client(None, {}, frozenset()) == "127.0.0.1"
    forged = {"x-forwarded-for": "<script>"}
    assert client("10.0.0.1", forged, frozenset({"10.0.0.1"})) == "10.0.0.1"


def test_a_right_token_has_budgets_of_its_own(token: str) -> None:
    served = app()
    assert asked(served, 1, READ, **by(token)) == "200"  # of the address, until it is known
    assert asked(served, 4, READ, **by(token)) == "200 200 200 429"
    assert asked(served, 3, READ) == "200 200 429"


def test_who_sends_bad_tokens_waits_and_others_right_ones_go_on(token: str) -> None:
    served = app(limits=FEW | {"reading": 100})
    assert asked(served, 1, READ, **by(token)) == "200"
    wrong = [get(served, READ, HOST | by(f"atlas_{n}")).status for n in range(5)]
    assert wrong == [401, 401, 429, 429, 429]
    assert asked(served, 3, READ, **by(token)) == "200 200 200"  # of the same address
    assert asked(served, 3, READ) == "200 200 200"  # without one
    named = door.HEADER.lower()
    assert asked(served, 1, WRITE, "POST", **{named: "wrong"}) == "429"  # the door's, likewise
    assert asked(app(), 3, "/api/boundaries/list", "POST", **{named: "x"}) == "401 401 429"


def test_no_answer_of_a_page_makes_a_wrong_token_right() -> None:
    served = app(limits=FEW | {"reading": 100})
    assert asked(served, 2, "/map", **by("atlas_bogus")) == "200 200"
    assert asked(served, 3, READ, **by("atlas_bogus")) == "401 401 429"


def test_an_ended_token_is_a_bad_one_from_then_on() -> None:
    own, kept = tokens.make(MACHINE, [Grant("reader")], 1)
    served = app(limits=FEW | {"reading": 100})
    assert asked(served, 2, READ, **by(own)) == "200 200"
    tokens.end(MACHINE, kept.token_id)
    assert asked(served, 4, READ, **by(own)) == "401 401 429 429"


def test_the_desk_of_an_open_app_and_the_command_line_are_never_limited(key: str) -> None:
    assert asked(app(OPEN), 9, READ) == " ".join(["200"] * 9)
    forwarded = {"x-forwarded-for": "203.0.113.1"}  # through a proxy on this machine
    assert asked(app(OPEN), 4, READ, **forwarded) == "200 200 200 429"
    assert asked(app(OPEN), 4, READ, host="elsewhere.example") == "200 200 200 429"
    listed = asked(app(), 9, "/api/boundaries/list", "POST", **{door.HEADER.lower(): key})
    assert listed == " ".join(["200"] * 9)


def test_a_line_a_minute_and_client_in_the_log_and_each_refusal_in_the_metrics(
    caplog: pytest.LogCaptureFixture,
) -> None:
    served = app()
    with caplog.at_level(logging.WARNING):
        before = _counted()
        asked(served, 8, READ)
        assert _counted() == before + 5
    assert [each.getMessage() for each in caplog.records if "limit" in each.getMessage()] == [
        "limit of reading reached by a client of 127.0.0.0/24"
    ]


def _counted() -> int:
    lines = [line for line in text().splitlines() if line.startswith("atlas_refusals_total{")]
    return sum(int(line.split()[-1]) for line in lines if 'budget="reading"' in line)


def test_limits_are_settled_by_name_and_can_be_switched_off() -> None:
    assert read("localhost", {}).limits == LIMITS
    assert dict(read("localhost", {"ATLAS_LIMITS": "reading=5, sockets=0"}).limits) == {
        **dict(LIMITS),
        "reading": 5,
        "sockets": 0,
    }
    off = read("localhost", {"ATLAS_LIMITS": "OFF"})
    assert {number for _, number in off.limits} == {0}
    assert in_words(off).endswith(
        "limits=reading 0 writing 0 entering 0 bad_tokens 0 queries 0 " + ("sockets 0")
    )
    assert asked(app(limits=dict(off.limits)), 9, READ) == " ".join(["200"] * 9)
    for wrong in ("reading", "reading=-1", "reading=many", "other=5", "reading=²"):
        with pytest.raises(SettingError, match="ATLAS_LIMITS"):
            read("localhost", {"ATLAS_LIMITS": wrong})
