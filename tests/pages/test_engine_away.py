"""Pages whose engine gives no answer say so in words, within seconds; the rest they leave out."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from streamlit.testing.v1 import AppTest

from data import engine, warehouse
from data.faults import EngineError
from tests.pages.importing import own_copy
from tests.pages.reading import plain, visit

pytest.importorskip("pyspark", reason="requirements-dev.txt is not installed")
pytestmark = pytest.mark.usefixtures("window")

SAID = {
    ("away", "vi"): "Không kết nối được máy truy vấn sc://127.0.0.1:1 đang trả lời thay cho",
    ("away", "en"): "The engine sc://127.0.0.1:1, which answers in the warehouse's place, is not",
    ("slow", "vi"): "Máy truy vấn sc://127.0.0.1:1 không trả lời trong 30 giây",
    ("slow", "en"): "The engine sc://127.0.0.1:1 gave no answer within 30 s",
    ("refused", "vi"): "Máy truy vấn sc://127.0.0.1:1 từ chối kết nối: mã truy cập không khớp",
    ("refused", "en"): "The engine sc://127.0.0.1:1 refused us: its token is not the one in",
    ("failed", "vi"): "Máy truy vấn sc://127.0.0.1:1 không trả lời được: no",
    ("failed", "en"): "The engine sc://127.0.0.1:1 could not answer: no",
}


@pytest.fixture
def _away(data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing listens where the engine should be."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("ATLAS_WAREHOUSE", f"sc://127.0.0.1:{closed.getsockname()[1]}")
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    own_copy(tmp_path, data_folder)
    yield
    engine.forget()
    warehouse.forget()


@pytest.mark.usefixtures("_away")
@pytest.mark.parametrize("page", ["overview.py", "sources.py"])
def test_no_page_waits_long_or_shows_other_figures(
    page: str, caplog: pytest.LogCaptureFixture
) -> None:
    started = monotonic()
    app = visit(page)
    assert monotonic() - started < 20
    assert len(app.exception) == 1  # which the server gives to show_failure
    assert "no answer to" in caplog.text
    assert ": away: " in caplog.text
    assert not app.metric
    assert not app.dataframe


def failing(code: str, language: str) -> None:
    """Runs by itself as a script, hence its imports."""
    from data.faults import EngineError  # noqa: PLC0415
    from pages.parts import language as languages  # noqa: PLC0415
    from pages.parts.notices import show_failure  # noqa: PLC0415

    languages.use(language)
    assert show_failure(EngineError(code, "sc://127.0.0.1:1", problem="no", seconds="30"))


@pytest.mark.parametrize(("code", "language"), SAID)
def test_what_went_wrong_is_said_in_both_languages(code: str, language: str) -> None:
    app = AppTest.from_function(failing, args=(code, language)).run()
    assert not app.exception
    (said,) = app.error
    assert plain(said.value).startswith(SAID[code, language])


def test_every_code_has_a_sentence() -> None:
    from pages.parts.notices import FAULTS  # noqa: PLC0415

    named = (EngineError.__doc__ or "").partition("Codes: ")[2].partition(";")[0]
    codes = [word.split(" ")[0] for word in " ".join(named.split()).split(", ")]
    assert {"away", "misnamed", "lacking", "failed"} <= {*codes}
    assert {*codes} <= {*FAULTS}
