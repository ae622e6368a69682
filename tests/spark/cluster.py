"""Apache Spark on this machine as it is on many: a master, two workers and a Connect server."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

HOME = "ATLAS_SPARK_HOME"  # the folder of the package pyspark, which holds all of Spark
TOKEN = "a-token-of-the-tests"
SECONDS = 240  # in which all are up, on a busy machine
JOINED, BEGAN, LOST = "Registered executor", "Starting task", "Lost executor"
_HOST = "127.0.0.1"


def home() -> str:
    """The folder that Spark is in, "" where none is named."""
    return os.environ.get(HOME, "").strip()


@dataclass
class Cluster:
    """What runs: the address that is asked, and the processes."""

    folder: Path
    address: str = ""
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, *command: str) -> None:
        """Starts one process in a group of its own, with its log in the folder."""
        with (self.folder / f"{name}.log").open("wb") as log:
            self.running[name] = subprocess.Popen(
                [f"{home()}/bin/{command[0]}", *command[1:]],
                env={
                    **os.environ,
                    "SPARK_HOME": home(),
                    "SPARK_LOCAL_IP": _HOST,
                    "SPARK_LOCAL_DIRS": str(self.folder / "local"),
                    "SPARK_WORKER_DIR": str(self.folder / "work"),
                    "SPARK_CONNECT_AUTHENTICATE_TOKEN": TOKEN,
                },
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def kill(self, name: str) -> None:
        """Ends a process and those that it started, as a machine ends that loses its power."""
        started = self.running.pop(name)
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()

    def said(self, what: str) -> int:
        """How often the Connect server's log says it."""
        log = (self.folder / "connect.log").read_text(encoding="utf-8", errors="replace")
        return log.count(what)


@contextmanager
def running(folder: Path) -> Iterator[Cluster]:
    """A cluster that is asked at its address, with TOKEN; it ends with the context."""
    cluster = Cluster(folder)
    master, port = _free_port(), _free_port()
    spark = f"spark://{_HOST}:{master}"
    own = ("--host", _HOST, "--webui-port", "0")
    try:
        named = ("--port", str(master), *own)
        cluster.start("master", "spark-class", "org.apache.spark.deploy.master.Master", *named)
        _wait_for(master)
        for worker in ("one", "two"):
            cluster.start(
                worker,
                *("spark-class", "org.apache.spark.deploy.worker.Worker", *own),
                *("--cores", "1", "--memory", "1200m", spark),
            )
        settings = {
            "spark.connect.grpc.binding.port": port,
            "spark.connect.grpc.binding.address": _HOST,
            "spark.driver.host": _HOST,
            "spark.executor.memory": "1g",
            "spark.sql.shuffle.partitions": 2,
            "spark.ui.enabled": "false",
        }
        cluster.start(
            "connect",
            *("spark-submit", "--class", "org.apache.spark.sql.connect.service.SparkConnectServer"),
            *("--master", spark),
            *(part for name, value in settings.items() for part in ("--conf", f"{name}={value}")),
            "spark-internal",
        )
        _wait_for(port)
        until = time.monotonic() + SECONDS
        while cluster.said(JOINED) < 2 and time.monotonic() < until:
            time.sleep(1)
        cluster.address = f"sc://localhost:{port}"
        yield cluster
    finally:
        for name in [*cluster.running]:
            cluster.kill(name)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind((_HOST, 0))
        return int(taken.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        with socket.socket() as tried:
            if tried.connect_ex((_HOST, port)) == 0:
                return
        time.sleep(1)
    raise TimeoutError(f"nothing listens on {port}")
