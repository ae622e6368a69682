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
    assert " ERROR " not in said, said
    assert found.calls_elsewhere() == []
