"""Whatever is asked, in whatever form: an answer that was foreseen, and no error of the server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, Route

from api.gate import Gate
from api.pace import Pace
from api.reach import InnerRoutes
from api.routes import DECLARED, ROUTES
from api.security import LOCAL_HOSTS, SameHost
from api.v1.resources import RESOURCES
from api.watch import Watch
from data import selecting, warehouse
from data.access.setting import OPEN, Setting
from data.writing import formats
from pages.parts.providers import claims_of
from tests.api.asking import get
from tests.world import build_world

SETTING = Setting(OPEN)
# As app.py has them, without pages.
APP = Starlette(
    routes=ROUTES,
    middleware=[
        Middleware(Watch, routes=ROUTES, pages=()),
        Middleware(InnerRoutes),
        Middleware(SameHost, hosts=LOCAL_HOSTS),
        Middleware(Pace, setting=SETTING, declared=DECLARED),
        Middleware(Gate, setting=SETTING, declared=DECLARED, claims=claims_of),
    ],
)
READ = [
    route.path
    for route, _ in DECLARED
    if isinstance(route, Mount) or (isinstance(route, Route) and "GET" in (route.methods or ()))
]
PATHS = sorted(
    {*(re.sub(r"\{[^}]*\}", "{}", path) for path in READ)} | {f"/api/v1/{n}" for n in RESOURCES}
)
NAMES = {
    f"/api/v1/{name}": [each.name for each in resource.parameters]
    for name, resource in RESOURCES.items()
} | {"/api/downloads": [*selecting.PARAMETERS, *formats.PARAMETERS]}


LIKELY = st.sampled_from(
    [
        *("2024-p38", "vn", "teams", "2024", "csv", "json", "geojson", "zip", "1", "0", "-1"),
        *("2024-06-30", "0000-00-00", "9999-99-99", "demo", "province", "today", "../x", "%"),
        *(
            "'; drop table area --",
            "NaN",
            "inf",
            "1e9",
            "٣",
            "１",
            "=1+1",
            "a" * 5000,
            ",,,",
            "%00",
        ),
    ]
)
TEXTS = LIKELY | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
# A path with some of the names that it knows, mostly.
ASKED = st.sampled_from(PATHS).flatmap(
    lambda path: st.tuples(
        st.just(path),
        st.lists(
            st.tuples(st.sampled_from([*NAMES.get(path, []), "x"]) | TEXTS, TEXTS), max_size=5
        ),
    )
)
NOISE = st.binary(max_size=30).map(lambda raw: quote(raw, safe="&=%+;,"))
SENT = [
    *("accept", "accept-encoding", "if-none-match", "range", "cookie", "authorization"),
    *("x-atlas-token", "x-atlas-file", "x-forwarded-for", "origin", "content-length"),
    *("if-modified-since", "accept-language", "forwarded", "sec-fetch-site"),
]
LATIN = st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f")
HEADERS = st.dictionaries(st.sampled_from(SENT), st.text(LATIN, max_size=30), max_size=3)


@pytest.fixture(scope="module", autouse=True)
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("fuzzed")
    build_world(folder / "atlas.duckdb").close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        warehouse.forget()
        yield folder
        warehouse.forget()


def check(path: str, query: str, headers: dict[str, str]) -> None:
    answer = get(APP, f"{path}?{query}" if query else path, {"host": "localhost:8501", **headers})
    assert answer.status < 500, (answer.status, answer.body[:300])
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert not answer.headers.get("content-type", "").startswith("text/html")
    assert b"Traceback" not in answer.body
    assert b"/site-packages/" not in answer.body


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(ASKED, TEXTS, HEADERS)
def test_no_question_is_an_error_of_the_server(
    asked: tuple[str, list[tuple[str, str]]], name: str, headers: dict[str, str]
) -> None:
    path, pairs = asked
    query = "&".join(f"{quote(name)}={quote(value)}" for name, value in pairs)
    check(path.format(*[quote(name, safe="")] * path.count("{}")), query, headers)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(PATHS), NOISE, NOISE)
def test_nor_is_noise(path: str, name: str, query: str) -> None:
    check(path.format(*[name.replace("/", "") or "x"] * path.count("{}")), query, {})


def test_every_route_that_is_read_is_asked() -> None:
    assert {"/api/layers/{}", "/api/downloads", "/metrics", "/api/v1/observations"} <= {*PATHS}
