"""Without a warehouse every page says why and what to do, and never shows a stack trace."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from data import paths, warehouse
from tests.pages.reading import drawn, plain, title, visit
from tests.world import build_world

HOLD = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('held', flush=True); input()"


pytestmark = pytest.mark.usefixtures("window")


@pytest.fixture(autouse=True)
def _no_warehouse_is_open() -> Iterator[None]:
    warehouse.forget()
    yield
    warehouse.forget()


@contextmanager
def held(file: Path) -> Iterator[None]:
    """Another process has the file open."""
    duckdb.connect(file).close()
    command = [sys.executable, "-c", HOLD, str(file)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        yield
        other.communicate("\n")


def from_tomorrow(file: Path) -> AbstractContextManager[None]:
    """A newer version made the file."""
    build_world(file).close()
    with duckdb.connect(file) as connection:
        connection.execute("insert into migration values (999, 'tomorrow', now()::timestamp)")
    return nullcontext()


def no_folder(file: Path) -> AbstractContextManager[None]:
    """A file is where the folder should be."""
    file.parent.rmdir()
    file.parent.write_text("not a folder", encoding="utf-8")
    return nullcontext()


NEWEST = max(int(file.name[:3]) for file in paths.SCHEMA.glob("*.sql"))


@pytest.mark.parametrize(
    ("cause", "page", "vietnamese", "english"),
    [
        (held, "map.py", ["chương trình khác", "tải lại"], ["another program", "reload"]),
        (
            from_tomorrow,
            "trends.py",
            ["999", f"là {NEWEST}", "cập nhật"],
            ["999", f"({NEWEST})", "Update"],
        ),
        (no_folder, "sources.py", ["ATLAS_DATA", "quyền ghi"], ["ATLAS_DATA", "right to write"]),
    ],
    ids=["locked", "newer", "unwritable"],
)
def test_the_reason_is_said(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    cause: Callable[[Path], AbstractContextManager[None]],
    page: str,
    vietnamese: list[str],
    english: list[str],
) -> None:
    file = tmp_path / "data" / "atlas.duckdb"
    file.parent.mkdir()
    monkeypatch.setenv("ATLAS_DATA", str(file.parent))
    with cause(file):
        before = file.read_bytes() if file.exists() else b""
        for app, words in ((visit(page), vietnamese), (visit(None, lang="en"), english)):
            assert not app.exception
            (error,) = app.error
            sentence = plain(error.value)
            assert [word for word in [*words, str(file)] if word not in sentence] == []
            assert "Traceback" not in sentence
            assert title(app) == "CNSCĐ Atlas"
            assert drawn(app) == []
            assert not app.dataframe
    assert (file.read_bytes() if file.exists() else b"") == before


def page_that_says_every_fault() -> None:
    """Run by AppTest as a page."""
    from pathlib import Path  # noqa: PLC0415

    from data import faults  # noqa: PLC0415
    from pages.parts.notices import show_failure  # noqa: PLC0415

    file = Path("/data/a_b.duckdb")
    for fault in (
        faults.WarehouseError(file, problem="<b>p</b>"),
        faults.WarehouseNewer("9", "1", file),
        faults.WarehouseLocked(file, pid="7"),
        faults.WarehouseUnwritable(file, problem="![](http://x)"),
        faults.WarehouseUnfilled(file, problem="$x$"),
        faults.WarehouseDamaged(file, problem=":red[x]"),
        ValueError("secret of line 12"),
    ):
        assert show_failure(fault) is True


def test_every_fault_has_a_sentence() -> None:
    app: Any = AppTest.from_function(page_that_says_every_fault).run()
    assert not app.exception
    sentences = [plain(error.value) for error in app.error]
    assert len(set(sentences)) == 7
    details = ["<b>p</b>", "9", "/data/a_b.duckdb", "![](http://x)", "$x$", ":red[x]", ""]
    for sentence, raw, detail in zip(sentences, app.error, details, strict=True):
        assert detail in sentence
        assert "{" not in sentence
        assert not any(sign in raw.value for sign in ("<b>", "![](", "$x$", ":red["))
    assert "secret" not in "".join(sentences)


def page_after_a_rebuild() -> None:
    """Run by AppTest as a page."""
    from data.faults import Notice  # noqa: PLC0415
    from pages.parts.notices import show_notices  # noqa: PLC0415

    details = {"path": "/d/a.duckdb", "kept": "/d/a.duckdb.damaged-1", "problem": "torn"}
    show_notices([Notice("built", {"path": "/d/a.duckdb"}), Notice("rebuilt", details)])


def test_a_rebuilt_warehouse_is_said_a_new_one_is_not() -> None:
    app = AppTest.from_function(page_after_a_rebuild).run()
    assert not app.exception
    (warning,) = app.warning
    assert "/d/a.duckdb.damaged-1" in plain(warning.value)


SAID: list[Any] = []  # the notices of this process


def page_of_one_notice() -> None:
    """Run by AppTest as a page: the notices of a process, whatever the session."""
    from data.faults import Notice  # noqa: PLC0415
    from pages.parts.notices import show_notices  # noqa: PLC0415
    from tests.pages import test_no_warehouse  # noqa: PLC0415

    details = {"path": "/d/a.duckdb", "kept": "/d/b", "problem": "torn"}
    said: list[Notice] = test_no_warehouse.SAID
    if not said:
        said += [Notice("built", details), Notice("rebuilt", details)]
    show_notices(said)


def test_a_new_warehouse_is_said_to_the_first_session_of_a_process_only() -> None:
    sessions = [AppTest.from_function(page_of_one_notice).run() for _ in range(3)]
    assert [len(app.info) for app in sessions] == [1, 0, 0]
    assert [len(app.warning) for app in sessions] == [1, 1, 1]
