"""The warehouse of the release for the pages, and a session for code that runs outside one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime.context import ContextProxy

from data import warehouse
from pages.parts.view import View
from tests.kept import own_copy


@pytest.fixture(scope="session")
def data_folder(released_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the warehouse as it is on first start."""
    return own_copy(released_file, tmp_path_factory.mktemp("pages") / "atlas.duckdb").parent


@pytest.fixture(scope="module")
def released(data_folder: Path) -> Iterator[None]:
    """The pages read the warehouse of the release."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(data_folder))
        warehouse.forget()
        yield
        warehouse.forget()


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """The session state, which Streamlit keeps only while a page runs; the view is the first."""
    state: dict[str, object] = {"view": View()}
    monkeypatch.setattr(st, "session_state", state)
    return state


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The reader's cookies, with the width of the window; AppTest itself knows no browser."""
    cookies = {"viewport": "1440"}
    monkeypatch.setattr(ContextProxy, "cookies", cookies)
    monkeypatch.setattr(ContextProxy, "ip_address", None)  # at this machine
    return cookies
