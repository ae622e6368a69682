"""Paths, redirects and headers: nobody reads another file, is led elsewhere or writes a header."""

from urllib.parse import urljoin, urlsplit

import pytest
from starlette.routing import Mount, Route

from api.routes import DECLARED
from tests.attacks.poisoned import Attacked
from tests.attacks.raw import Raw, ask
from tests.rooms import ROOT

HTML = {"Accept": "text/html"}
UPWARDS = (
    "../" * 6 + "etc/passwd",
    "..%2f" * 6 + "etc%2fpasswd",
    "%2e%2e/" * 6 + "etc/passwd",
    "%2e%2e%2f" * 6 + "etc%2fpasswd",
    "%252e%252e%252fetc%252fpasswd",
    "..%5c..%5c..%5capp.py",
    "..\\..\\app.py",
    "....//....//app.py",
    "%c0%ae%c0%ae%c0%afapp.py",
    "/etc/passwd",
    "%2fetc%2fpasswd",
    "C:%5cWindows%5cwin.ini",
    "file:///etc/passwd",
    "..%00.woff2",
    "app.py%00.mjs",
    "..;/app.py",
    "door.json",
    "atlas.duckdb",
    "access.sqlite",
    "a" * 300,
    "%f0%9f%98%80",
)
BEFORE = (
    *("/", "/api/fonts/", "/api/vendor/maplibre-gl-6.17.0/", "/api/vendor/", "/api/layers/"),
    *("/api/areas/", "/api/v1/", "/api/v1/problems/", "/static/", "/media/", "/component/x/"),
    *("/_stcore/", "/app/static/", "/map/"),
)
IDLE = "default-src 'none'"
SECRETS = (b"root:", b"import streamlit as st", b"[fonts]", b'"token"', b"DUCK", b"SQLite format")


def refuses(found: Raw) -> bool:
    """Whether nothing is sent but a refusal, or Streamlit's page, which can do nothing there."""
    leaked = [secret for secret in SECRETS if secret in found.body]
    if found.status == 200:
        policy = found.header("content-security-policy")
        return not leaked and b'<div id="root">' in found.body and policy.startswith(IDLE)
    return found.status in (0, 301, 307, 400, 401, 404) and not leaked


@pytest.mark.parametrize("before", BEFORE)
def test_no_path_leads_out_of_what_is_served(target: Attacked, before: str) -> None:
    for after in UPWARDS:
        found = ask(target, before + after)
        assert refuses(found), (before + after, found.status, found.body[:200])
        as_page = ask(target, before + after, headers=HTML)
        assert as_page.status < 500, before + after
        assert not [secret for secret in SECRETS if secret in as_page.body], before + after
        assert "passwd\r\n" not in as_page.head


def test_what_is_no_font_or_script_is_not_served_though_it_lies_there(target: Attacked) -> None:
    beside = [file for folder in ("fonts", "vendor") for file in (ROOT / "api" / folder).rglob("*")]
    hidden = [file for file in beside if file.suffix not in (".woff2", ".mjs") and file.is_file()]
    assert len(hidden) >= 4
    for file in hidden:
        assert ask(target, f"/api/{file.relative_to(ROOT / 'api').as_posix()}").status == 404


@pytest.mark.parametrize("name", ["../x", "..%2fx", "/etc/passwd", "x\0y", "", ".", ".."])
def test_a_layer_is_taken_back_by_its_id_and_by_no_path(target: Attacked, name: str) -> None:
    named = "".join(f"%{ord(each):02x}" for each in name)
    key = {"X-Atlas-Token": target.key}
    found = ask(target, f"/api/boundaries/undo?layer={named}", "POST", key)
    assert (found.status, found.kind) == (200, "application/json")
    assert b'"unknown"' in found.body


ELSEWHERE = (
    *("//evil.example", "/\\evil.example", "https://evil.example", "http:evil.example"),
    *("%2f%2fevil.example", "/%5cevil.example", "//evil.example/%2e%2e", "///evil.example"),
    *("/api/v1//evil.example/", "/api/health//evil.example/", "//evil.example/api/health/"),
    *("/.evil.example/", "//127.0.0.1@evil.example/", "javascript:alert(1)"),
)


LEADING = ("/auth/login", "/auth/logout", "/oauth2callback", "/api/v1", "/api/areas/1.json")


def leads_home(found: Raw, target: Attacked) -> bool:
    """Whether a browser stays here; it takes a backslash for a slash."""
    where = found.header("location").replace("\\", "/")
    led = urlsplit(urljoin(f"{target.url}/", where))
    return (led.scheme, led.netloc) == ("http", f"127.0.0.1:{target.port}")


@pytest.mark.parametrize("where", ELSEWHERE)
def test_nobody_is_led_elsewhere(target: Attacked, where: str) -> None:
    assert leads_home(ask(target, where), target)
    assert leads_home(ask(target, where, headers=HTML), target)
    for name in ("next", "url", "redirect_uri", "return_to", "provider", "state", "code", "error"):
        for path in LEADING:
            found = ask(target, f"{path}?{name}={where}")
            assert leads_home(found, target), (path, found.head)
            assert found.status < 500, (path, found.status)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "localhost:1@e", ""],
)
def test_no_host_header_is_echoed_into_an_address(target: Attacked, host: str) -> None:
    for path in ("/api/v1", "/api/v1/areas/", "/auth/login", "/map", "/api/areas/1.json"):
        found = ask(target, path, headers={"Host": host})
        assert found.status in (400, 421), (path, found.head)
        assert not found.header("location")
    for name in ("X-Forwarded-Host", "X-Original-URL", "X-Rewrite-URL", "Forwarded"):
        found = ask(target, "/api/v1/areas/", headers={name: "evil.example"})
        assert "evil" not in found.head


INJECTED = ("%0d%0aX-Bad:%201", "%0aX-Bad:1", "%0d%0a%0d%0a<script>", "%e5%98%8a%e5%98%8dX-Bad:1")


@pytest.mark.parametrize("line", INJECTED)
def test_no_line_of_a_visitor_becomes_a_header(target: Attacked, line: str) -> None:
    paths = [
        f"/{line}",
        *(f"/api/{folder}/{line}" for folder in ("layers", "areas", "fonts", "vendor/x", "v1")),
        *(f"/api/v1/areas?{name}={line}" for name in ("after", "format", "limit", line)),
        *(
            f"/api/downloads?{name}={line}"
            for name in ("format", "indicator", "area", "data", line)
        ),
        *(f"/{page}?lang={line}&area={line}" for page in ("map", "auth/login", "oauth2callback")),
        f"/media/{line}",
        f"/component/{line}/x",
    ]
    for path in paths:
        for headers in ({}, HTML):
            found = ask(target, path, headers=headers)
            assert "x-bad" not in found.head.lower().replace("%0d%0ax-bad", ""), path
            assert not found.header("x-bad"), path
            assert found.status < 500, path


def test_the_names_of_files_that_are_sent_hold_nothing_but_names(target: Attacked) -> None:
    for wish in ("format=csv", "format=zip", "format=csv&data=demo", "format=csv&area=2024-p38"):
        said = ask(target, f"/api/downloads?{wish}", "HEAD").header("content-disposition")
        assert said.startswith('attachment; filename="atlas_'), said
        assert set(said.split('"')[1]) <= set("abcdefghijklmnopqrstuvwxyz0123456789._-")


def test_every_route_with_a_name_in_its_path_is_attacked_here() -> None:
    named = [
        route.path.split("{")[0]
        for route, _ in DECLARED
        if isinstance(route, Route | Mount) and "{" in route.path
    ]
    # A mount shows as /api/v1/{path}; a new route with a name in its path belongs into BEFORE.
    assert [path for path in named if not path.startswith(BEFORE[1:]) and path != "/api/"] == []
