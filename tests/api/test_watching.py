"""Who sees metrics, what is counted, and what every answer carries."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from api.reach import InnerRoutes, is_let_in
from api.routes import ROUTES
from api.watch import Watch, shortened
from data import tally, warehouse
from data.faults import Notice
from tests.api.asking import Answer, get
from tests.world import build_world

PROGRAM = {"host": "localhost:8501", "accept": "*/*"}
APP = Starlette(
    routes=ROUTES,
    middleware=[Middleware(Watch, routes=ROUTES, pages={"/": "", "/map": ""})],
)


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    warehouse.forget()
    yield tmp_path
    warehouse.forget()


def ask(path: str) -> Answer:
    return get(APP, path, PROGRAM)


@pytest.mark.parametrize(
    ("host", "named", "seen"),
    [
        ("127.0.0.1", "", True),
        ("::1", "", True),
        ("::ffff:127.0.0.1", "", True),
        ("10.1.2.3", "", False),
        ("10.1.2.3", "10.1.2.3", True),
        ("10.1.2.4", "10.1.2.3, 10.9.0.0/24", False),
        ("10.9.0.200", "10.1.2.3 10.9.0.0/24", True),
        ("fd00::5", "fd00::/64", True),
        ("", "", False),
        ("localhost", "", False),
    ],
)
def test_metrics_are_for_this_machine_and_whom_a_setting_names(
    monkeypatch: pytest.MonkeyPatch, host: str, named: str, seen: bool
) -> None:
    monkeypatch.setenv("ATLAS_METRICS_FROM", named)
    assert is_let_in(host) is seen


def test_a_mistake_in_the_setting_is_said_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_METRICS_FROM", "10.1.2")
    with pytest.raises(ValueError, match=r"10\.1\.2"):
        InnerRoutes(APP)


@pytest.mark.parametrize(
    ("host", "short"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("", "-"),
        ("x", "-"),
    ],
)
def test_addresses_are_shortened(host: str, short: str) -> None:
    assert shortened(host) == short


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/", "/"),
        ("/map/", "/map"),
        ("/api/layers/x", "/api/layers"),
        ("/api/imports", "/api/imports"),
        ("/api/boundaries/undo", "/api/boundaries/undo"),
        ("/_stcore/upload_file/session/file", "/_stcore/upload_file"),
        ("/_stcore/bidi-components/x", "/_stcore"),
        ("/0912345678", "other"),
        ("/api/0912345678", "/api"),
        ("/mapx", "other"),
    ],
)
def test_a_request_is_counted_under_few_names(path: str, route: str) -> None:
    assert Watch(APP, ROUTES, ["/", "/map"]).route_of(path) == route


def test_every_answer_is_hardened_and_none_loses_a_header_of_its_own(data_folder: Path) -> None:
    answer = ask("/api/layers/x")
    assert answer.status == 404
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == (
        "default-src 'none'; frame-ancestors 'none'"
    )
    assert (
        "immutable"
        in ask("/api/fonts/be-vietnam-pro-latin-400-normal.woff2").headers["cache-control"]
    )


def test_the_app_lives_whatever_the_warehouse_does(data_folder: Path) -> None:
    (data_folder / "atlas.duckdb").mkdir()
    assert (ask("/health/live").status, ask("/health/live").json) == (200, {"live": True})
    answer = ask("/health/ready")
    assert (answer.status, answer.json) == (503, {"ready": False, "why": "unwritable"})
    assert str(data_folder) not in answer.text


def test_it_is_ready_when_the_warehouse_answers_and_not_when_its_file_is_gone(
    data_folder: Path,
) -> None:
    build_world(data_folder / "atlas.duckdb").close()
    answer = ask("/health/ready")
    assert (answer.status, answer.json["ready"]) == (200, True)
    (data_folder / "atlas.duckdb").rename(data_folder / "moved.duckdb")
    answer = ask("/health/ready")
    assert (answer.status, answer.json) == (503, {"ready": False, "why": "gone"})


def samples() -> dict[str, float]:
    lines = ask("/metrics").text.splitlines()
    return {
        name: float(value)
        for name, _, value in (line.rpartition(" ") for line in lines if not line.startswith("#"))
    }


def test_counts_grow_with_what_is_asked(data_folder: Path) -> None:
    build_world(data_folder / "atlas.duckdb").close()
    asked = 'atlas_requests_total{route="/api/layers",status="404"}'
    before = samples().get(asked, 0)
    ask("/api/layers/x")
    ask("/api/layers/y")
    after = samples()
    assert after[asked] == before + 2
    assert after["atlas_warehouse_up"] == 1
    assert after["atlas_warehouse_version"] == warehouse.shared().version
    assert after["atlas_backups"] == 0
    assert "atlas_last_import_timestamp_seconds" not in after


def test_metrics_say_when_the_warehouse_is_not_there(data_folder: Path) -> None:
    (data_folder / "atlas.duckdb").mkdir()
    assert samples()["atlas_warehouse_up"] == 0


def test_metrics_say_that_a_damaged_file_was_put_aside(data_folder: Path) -> None:
    build_world(data_folder / "atlas.duckdb").close()
    assert samples()["atlas_warehouse_rebuilt"] == 0
    warehouse.shared().notices.append(Notice("rebuilt_saved"))
    assert samples()["atlas_warehouse_rebuilt"] == 1


def test_each_name_has_one_kind_and_its_samples_together(data_folder: Path) -> None:
    build_world(data_folder / "atlas.duckdb").close()
    tally.add("atlas_requests_total", route='a"b\\c\nd', status="200")
    lines = ask("/metrics").text.splitlines()
    kinds = [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert len(kinds) == len(set(kinds))
    assert r'atlas_requests_total{route="a\"b\\c\nd",status="200"} 1' in lines


def test_seconds_are_counted_also_where_a_question_fails() -> None:
    def fail() -> None:
        with tally.timed("atlas_query_seconds", query="failing"):
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    key = (("query", "failing"),)
    assert tally.counts()["atlas_query_seconds_count", key] == 1
    assert tally.counts()["atlas_query_seconds_sum", key] > 0
