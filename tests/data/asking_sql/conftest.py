"""The tiny world as a snapshot, and a secret file that no question may read."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data import warehouse
from data.asking_sql.question import Limits, Question
from data.publish import snapshots
from data.publish.snapshots import Snapshot
from tests.world import build_world

QUICK = Limits(seconds=20, memory_mb=100, rows=100, answer_mb=1)  # a busy machine starts slowly
Ask = Callable[..., Question]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data folder with the world in it."""
    made = tmp_path_factory.mktemp("asked")
    (made / "secret.csv").write_text("name,phone\nsecret,0900000000\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(made))
        warehouse.forget()
        build_world(made / "atlas.duckdb").close()
        yield made
        warehouse.forget()


@pytest.fixture(scope="module")
def snapshot(folder: Path) -> Snapshot:
    return snapshots.renew(warehouse.shared())


@pytest.fixture(scope="module")
def ask(snapshot: Snapshot) -> Ask:
    """The question, answered or refused: `ask("select 1", limits)`."""

    def wait(sql: str, limits: Limits = QUICK) -> Question:
        return Question(sql, lambda: snapshot, limits).wait()

    return wait
