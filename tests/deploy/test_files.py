"""What the files of deploy/ and the guides promise, held against the code."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from starlette.routing import Route

from api.routes import ROUTES
from data.access.setting import LIMITS
from data.imports.limits import FILE_BYTES
from geo.boundaries.limits import MEGABYTE, Limits
from tests.rooms import ROOT

UNIT, SITE, COMPOSE = (
    (ROOT / "deploy" / name).read_text(encoding="utf-8")
    for name in ("atlas.service", "nginx.conf", "compose.yaml")
)
GUIDES = ("docs/admin.md", "docs/quan-tri.md")
CHECKER = shutil.which("systemd-analyze")


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def found(pattern: str, inside: str) -> list[str]:
    return re.findall(pattern, inside, re.MULTILINE)


def test_who_stops_it_waits_longer_than_it_takes() -> None:
    (finishing,) = found(r"^FINISHING_SECONDS = (\d+)", text("app.py"))
    (unit,) = found(r"^TimeoutStopSec=(\d+)$", UNIT)
    (compose,) = found(r"stop_grace_period: (\d+)s", COMPOSE)
    assert unit == compose
    assert int(unit) >= int(finishing) + 20


def test_the_proxy_lets_in_what_the_app_takes_and_no_more() -> None:
    most = tomllib.loads(text(".streamlit/config.toml"))["server"]["maxUploadSize"]
    (let_in,) = found(r"^ +client_max_body_size (\d+)m;", SITE)
    assert int(let_in) == most + 1
    opened = found(r"^    #location [^}]*client_max_body_size (\d+)m;", SITE)
    assert opened == [f"{most // MEGABYTE + 1}" for most in (FILE_BYTES, Limits().file_bytes)]
    assert f"{most} MB" in SITE


def test_the_proxy_and_the_app_let_a_client_ask_equally_often() -> None:
    rates = re.findall(r"zone=atlas_(\w+):10m rate=(\d+)r/([sm]);", SITE)
    a_minute = {name: int(rate) * {"s": 60, "m": 1}[unit] for name, rate, unit in rates}
    ours = dict(LIMITS)
    assert a_minute == {
        "asks": ours["reading"],
        "sends": ours["writing"],
        "enters": ours["entering"],
    }


def test_the_proxy_hides_every_route_that_writes() -> None:
    (hidden,) = found(r"location ~ (\^/\(metrics\S+) \{", SITE)
    writing = [
        route.path
        for route in ROUTES
        if isinstance(route, Route) and "POST" in (route.methods or ())
    ]
    assert len(writing) >= 6
    assert [path for path in writing if not re.search(hidden, path)] == []


def test_no_location_loses_a_header_of_the_site() -> None:
    for location in found(r"location [^{]+\{([^}]*)\}", SITE):
        assert "add_header" not in location
        if "proxy_set_header" in location:  # one in a location drops all that are inherited
            assert "X-Forwarded-For $remote_addr" in location


@pytest.mark.skipif(not CHECKER, reason="needs systemd-analyze")
def test_systemd_understands_the_unit_and_finds_it_safe(tmp_path: Path) -> None:
    here = UNIT.replace("/opt/atlas/.venv/bin/python", "/bin/true")
    here = re.sub(r"^(User|Group)=atlas$", r"\1=root", here, flags=re.MULTILINE)
    file = tmp_path / "atlas.service"
    file.write_text(here, encoding="utf-8")
    command = [str(CHECKER), "verify", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    unit = str(ROOT / "deploy" / "atlas.service")
    command = [str(CHECKER), "security", "--offline=true", "--threshold=13", unit]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_both_guides_say_the_same_commands() -> None:
    english, vietnamese = (
        [line.removesuffix(" --lang en") for line in found(r"^    (\S.*)$", text(guide))]
        for guide in GUIDES
    )
    assert len(english) > 40
    assert english == vietnamese
    english, vietnamese = (found(r"^(\||#+)", text(guide)) for guide in GUIDES)
    assert english == vietnamese


@pytest.mark.parametrize("guide", GUIDES)
def test_what_a_guide_names_is_there(guide: str) -> None:
    said = text(guide)
    for file in found(r"/opt/atlas/(deploy/[\w.]+)", said):
        assert (ROOT / file).is_file(), file
    code = "".join(
        file.read_text(encoding="utf-8")
        for file in [ROOT / "app.py", *(ROOT / "api").rglob("*.py"), *(ROOT / "data").rglob("*.py")]
    )
    for name in {*found(r"`(ATLAS_\w+)`", said), *found(r"(atlas_\w+)", said)}:
        assert name in code, name
    for word in found(r"ready (?:says|báo) `(\w+)`", said):
        assert f'"{word}"' in code, word
