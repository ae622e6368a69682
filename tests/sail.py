"""An engine on this machine for tests: real, in this process, gone with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data import engine, warehouse

# Without it Spark's client takes a process that was started with `python -c`, as those of a shared
# test run are, for a run of its own tests, and ends it.
os.environ.setdefault("SPARK_HOME", str(Path(__file__).parent))


@contextmanager
def listening(port: int = 0) -> Iterator[str]:
    """The address of a Sail that listens; the tests are skipped where it is not installed.

    Args:
        port: That it listens on; 0 for any that is free.
    """
    pytest.importorskip("pyspark", reason="requirements-dev.txt is not installed")
    spark = pytest.importorskip("pysail.spark", reason="requirements-dev.txt is not installed")
    server = spark.SparkConnectServer("127.0.0.1", port)
    server.start(background=True)
    try:
        yield f"sc://127.0.0.1:{server.listening_address[1]}"
    finally:
        server.stop()


@contextmanager
def asked_of(address: str, folder: Path) -> Iterator[None]:
    """The data folder's warehouse is asked through the engine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        patch.setenv("ATLAS_WAREHOUSE", address)
        warehouse.forget()
        yield
        engine.forget()
        warehouse.forget()
