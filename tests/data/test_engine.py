"""What the engine elsewhere is told, and what is said where it gives no answer."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from data import engine, limited, paths, warehouse
from data.faults import EngineError
from data.publish import __main__ as command
from data.publish import snapshots, tables
from tests import sail
from tests.world import build_world

pytest.importorskip("pyspark", reason="requirements-dev.txt is not installed")

import grpc

SECONDS = 8.0  # in which a failure is said at the latest, on a busy machine


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder with the world, asked through whatever engine a test names."""
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    warehouse.forget()
    build_world(tmp_path / "atlas.duckdb").close()
    yield tmp_path
    engine.forget()
    warehouse.forget()


def fault(monkeypatch: pytest.MonkeyPatch, url: str, **settings: str) -> EngineError:
    """What is raised where the engine named is asked."""
    monkeypatch.setenv("ATLAS_WAREHOUSE", url)
    for name, value in settings.items():
        monkeypatch.setenv(f"ATLAS_WAREHOUSE_{name.upper()}", value)
    started = monotonic()
    with pytest.raises(EngineError) as caught:
        engine.frame("area_by_id", area="vn")
    assert monotonic() - started < SECONDS
    return caught.value


def code_of() -> str:
    with pytest.raises(EngineError) as caught:
        engine.frame("area_by_id", area="vn")
    return caught.value.code


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def asked() -> list[str]:
    return [str(name) for name in engine.frame("areas_by_id", areas=["2024-p91", "vn"])["name"]]


class _Guard(grpc.GenericRpcHandler):  # type: ignore[misc]
    """An engine that knows no question, and lets in who has the token."""

    def service(self, call: Any) -> Any:
        given = dict(call.invocation_metadata).get("authorization")
        status = (
            grpc.StatusCode.UNIMPLEMENTED
            if given == "Bearer right"
            else grpc.StatusCode.UNAUTHENTICATED
        )

        def refuse(_request: Any, context: Any) -> None:
            context.abort(status, "no\n\tat org.apache.spark.Trace")

        return grpc.unary_unary_rpc_method_handler(refuse)


@contextmanager
def guarded() -> Iterator[str]:
    server = grpc.server(ThreadPoolExecutor(2))
    server.add_generic_rpc_handlers((_Guard(),))
    port = server.add_secure_port("localhost:0", grpc.local_server_credentials())
    server.start()
    yield f"sc://localhost:{port}"
    server.stop(None)


@pytest.mark.usefixtures("folder")
def test_an_engine_that_is_away_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sc://127.0.0.1:{free_port()}"
    found = fault(monkeypatch, f"{url}/;user_id=secret")
    assert (found.code, found.details["address"]) == ("away", url)


@pytest.mark.usefixtures("folder")
def test_an_engine_that_is_silent_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"sc://127.0.0.1:{silent.getsockname()[1]}"
        found = fault(monkeypatch, url, seconds="1.5")
        engine.forget()
        started = monotonic()
        with ThreadPoolExecutor(6) as readers:
            codes = list(readers.map(lambda _: code_of(), range(6)))
        assert monotonic() - started < SECONDS, "each waited for the one before"
    assert (found.code, found.details["seconds"]) == ("slow", "1.5")
    assert codes == ["slow"] * 6


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("token", "code"), [("wrong", "refused"), ("right", "failed")])
def test_the_token_opens(monkeypatch: pytest.MonkeyPatch, token: str, code: str) -> None:
    with guarded() as url:
        found = fault(monkeypatch, url, token=token)
    assert found.code == code
    assert "Trace" not in found.details["problem"]
    assert token not in str(found)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("url", "seconds"),
    [("spark://x:1", ""), ("sc://127.0.0.1:1", "soon"), ("sc://127.0.0.1:1", "0")],
)
def test_a_setting_that_is_none_is_said(
    monkeypatch: pytest.MonkeyPatch, url: str, seconds: str
) -> None:
    assert fault(monkeypatch, url, seconds=seconds).code == "misnamed"


@pytest.mark.usefixtures("folder")
def test_what_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "queries.distant.session", None)
    assert fault(monkeypatch, "sc://127.0.0.1:1").code == "lacking"


@pytest.mark.usefixtures("folder")
def test_a_folder_that_cannot_be_written_is_said(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    (folder / "tables").write_text("in the way")
    assert fault(monkeypatch, "sc://127.0.0.1:1").code == "unpublished"


def test_what_is_written_is_answered_at_once(folder: Path) -> None:
    with sail.listening() as url, sail.asked_of(url, folder):
        assert asked() == ["Tỉnh Mây Trắng", "Nước Thử"]
        opened = warehouse.shared()
        with opened.transaction() as cursor:
            cursor.execute("update area set name = 'Tỉnh Mới' where area_id = '2024-p91'")
        assert asked() == ["Tỉnh Mới", "Nước Thử"]
        kept = [each for each in (folder / "tables").iterdir() if each.is_dir()]
        assert len(kept) == snapshots.KEPT
        with opened.transaction() as cursor:
            cursor.execute("update area set name = 'Tỉnh Cũ' where area_id = '2024-p91'")
        engine.publish_soon(opened)
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: asked(), range(24)))
        assert answers == [["Tỉnh Cũ", "Nước Thử"]] * 24


def test_an_engine_that_was_started_anew_is_told_again(folder: Path) -> None:
    port = free_port()
    with sail.asked_of(f"sc://127.0.0.1:{port}", folder):
        for _start in range(2):
            with sail.listening(port):
                assert asked() == ["Tỉnh Mây Trắng", "Nước Thử"]


def test_a_stranger_is_given_so_much_time(folder: Path) -> None:
    with sail.listening() as url, sail.asked_of(url, folder):
        found, version = limited.table("area_by_id", 30, area="vn")
        assert (found.num_rows, version) == (1, warehouse.shared().version)
        with pytest.raises(limited.TooMuch):
            limited.table("searchable_areas", 1e-6)


@pytest.mark.usefixtures("folder")
def test_the_command_publishes_for_the_engine(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main([]) == 0
    assert not paths.table_folder().exists()
    monkeypatch.setenv("ATLAS_WAREHOUSE", "sc://127.0.0.1:1")
    assert command.main([]) == 0
    found = snapshots.current(tables.SHELF)
    assert found is not None
    assert found.rows["area"] == 18
    assert capsys.readouterr().err == ""


def test_nothing_of_it_is_loaded_where_no_engine_is_named(folder: Path) -> None:
    script = (
        "import json, sys; from data import cache, limited; "
        "cache.frame('area_by_id', area='vn'); limited.table('area_by_id', 9, area='vn'); "
        "print(json.dumps([m for m in ('pyspark', 'grpc', 'sqlglot') if m in sys.modules]))"
    )
    said = subprocess.run(
        [sys.executable, "-c", script],
        cwd=paths.ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    assert json.loads(said.stdout) == []
    assert not (folder / "tables").exists()
