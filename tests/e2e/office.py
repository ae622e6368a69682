"""An office where one signs in: the app, closed, and a real provider with a person of each role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from data.access.people import subject_of
from tests.kept import own_copy
from tests.provider import Provider, provider, write_secrets
from tests.running_app import free_port, running_app

PEOPLE = {
    "reader": ["reader"],
    "reporter": ["reporter:2024-d173"],  # Phú Bình, of which five communes are left
    "analyst": ["analyst"],
    "root": [],  # an administrator by the file roles.toml
    "nobody": [],
}


@dataclass(frozen=True)
class Office:
    """The app and the provider that it takes logins of."""

    url: str
    provider: Provider
    data: Path


def opened(folder: Path, released_file: Path) -> Iterator[Office]:
    """The office, its files in the folder, its warehouse a copy of the release's."""
    data = own_copy(released_file, folder / "data" / "atlas.duckdb").parent
    port, theirs = free_port(), free_port()
    secrets = folder / "secrets.toml"
    with provider(theirs, PEOPLE) as found, pytest.MonkeyPatch.context() as patch:
        write_secrets(secrets, found.url, port)
        rule = f'[[role]]\nsubject = "{subject_of(found.url, "root")}"\n'
        rule += 'role = "administrator"\nareas = ["vn"]\n'
        (data / "roles.toml").write_text(rule, encoding="utf-8")
        patch.setenv("ATLAS_ACCESS", "closed")
        patch.setenv("ATLAS_ROLES_CLAIM", "office:roles")
        patch.setenv("ATLAS_QUERIES", "on")
        patch.setenv("STREAMLIT_SECRETS_FILES", str(secrets))
        with running_app(data, folder / "app.log", port) as app:
            yield Office(f"http://localhost:{port}", found, data)
    said = app.log.read_text(encoding="utf-8", errors="replace")
    assert "Uncaught app execution" not in said, said
