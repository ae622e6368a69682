"""One app for all attacks; at its end, its log and whom it called are looked at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attacks.poisoned import Attacked, attacked


@pytest.fixture(scope="package")
def target(tmp_path_factory: pytest.TempPathFactory, released_file: Path) -> Iterator[Attacked]:
    with attacked(tmp_path_factory.mktemp("attacked"), released_file) as found:
        yield found
    said = found.app.log.read_text(encoding="utf-8", errors="replace")
    assert "Traceback (most recent call last)" not in said, said
    errors = [line for line in said.splitlines() if " ERROR " in line]
    # Without secrets.toml there is no signing in, which Streamlit takes for a mistake in it.
    assert [line for line in errors if "misconfigured origin" not in line] == []
    assert found.calls_elsewhere() == []
