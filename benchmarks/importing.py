"""A program that sends in a month's file again and again while others read, and looks each time.

The files are of the communes of one former district, each of the next month, and come in by the
route that offices' programs use. Two readers stand on the trends of two communes: as soon as the
answer says "stored", their next run must show that month and all before, and no other values.
"""

from __future__ import annotations

import asyncio
import csv
import gzip
import io
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, build_opener

from benchmarks.figures import WRONG, lines
from benchmarks.session import Run, Session
from data import door, paths

DISTRICT = "2024-d173"
FIRST_YEAR, MONTHS = 2020, 66  # until the district ended, then again from the first, corrected
SECONDS, MOST_SECONDS = 30, 120  # from file to file, and until an import is given up
WATCHED = (0, -1)  # of the communes
IMPORT, LOOK = "an import", "looking after an import"


def communes(district: str = DISTRICT) -> list[tuple[str, str]]:
    """Id and name of the district's communes, by id."""
    with gzip.open(paths.REGISTRY / "areas.csv.gz", "rt", encoding="utf-8", newline="") as text:
        found = [row for row in csv.DictReader(text) if row["parent_id"] == district]
    return sorted((row["area_id"], row["name"]) for row in found if row["level"] == "commune")


def value_of(number: int, place: int) -> int:
    """The teams that the file of this number says of the commune at the place."""
    return 3 + (number * 7 + place * 5) % 43


class Importer:
    """Who sends the files.

    Args:
        url: Of the app.
        folder: Its data, where it leaves the token of its door.
        published: Values of the fixed trend, which stays as it is.
        every: Seconds from one file to the next.
    """

    def __init__(
        self, url: str, folder: Path, published: set[float], every: float = SECONDS
    ) -> None:
        self.url, self.published, self.every = url, published, every
        self.door = folder / paths.door_file().name
        self.places = communes()
        self.sent: dict[int, int] = {}  # the number of the file that each month is of
        self.runs: list[tuple[str, Run]] = []

    async def keep_sending(self, until: float) -> None:
        """Sends a file each time one is due, until the clock says so, and looks after each."""
        views = [f"/trends?data=reported&indicator=teams&area={area}" for area in self.watched]
        watchers = [Session(self.url, path) for path in views]
        number, due = 0, time.monotonic()
        try:
            for watcher in watchers:
                await watcher.__aenter__()
                # Nothing is there yet: an answer that is kept too long would go on saying so.
                self.runs.append((LOOK, await watcher.run()))
            while due < until:
                await asyncio.sleep(max(due - time.monotonic(), 0))
                self.runs.append((IMPORT, await asyncio.to_thread(self.send, number)))
                for watcher, path in zip(watchers, views, strict=True):
                    run = await (watcher.run() if number else watcher.go(path))
                    self.runs.append((LOOK, self.judged(watcher, path, run)))
                number, due = number + 1, max(due + self.every, time.monotonic())
        finally:
            for watcher in watchers:
                await watcher.__aexit__(None, None, None)

    def send(self, number: int) -> Run:
        """The import of a file, as a run: what it took, and what was wrong."""
        began, errors = time.perf_counter(), tuple[str, ...]()
        try:
            answer = self._posted(number)
            if answer.get("state") == "stored":
                self.sent[number % MONTHS] = number
            else:
                errors = (f"import {number}: {json.dumps(answer)[:500]}",)
        except (URLError, OSError, ValueError) as fault:
            errors = (f"import {number}: {type(fault).__name__}: {fault}",)
        return Run(1000 * (time.perf_counter() - began), 0, errors)

    @property
    def watched(self) -> list[str]:
        """Ids of the communes that are looked at."""
        return [self.places[place][0] for place in WATCHED]

    def wanted(self, area: str) -> tuple[float, ...]:
        """The values of the commune by month, as they were sent."""
        place = [area_id for area_id, _name in self.places].index(area)
        return tuple(float(value_of(n, place)) for _month, n in sorted(self.sent.items()))

    def judged(self, session: Session, path: str, run: Run) -> Run:
        """The run, with an error where the page does not show just what was sent."""
        wanted = self.wanted(path.rpartition("=")[2])
        if run.errors or wanted in lines(session):
            return run
        told = f"{WRONG}: {path} shows {sorted(lines(session))} instead of {wanted}"
        return run._replace(errors=(told,))

    def _posted(self, number: int) -> Mapping[str, Any]:
        key = json.loads(self.door.read_text(encoding="utf-8"))["token"]
        request = Request(
            # One source: a month that is sent again corrects it, where another's would contradict.
            f"{self.url}/api/imports?source=soak",
            data=self.file(number),
            headers={door.HEADER: key, "X-Atlas-File": f"month-{number}.csv"},
            method="POST",
        )
        with build_opener().open(request, timeout=MOST_SECONDS) as answer:
            return dict(json.load(answer))

    def file(self, number: int) -> bytes:
        """The file of the number, a CSV."""
        year, month = divmod(number % MONTHS, 12)
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=";")
        writer.writerow(["Mã", "Tên xã", "Kỳ", "Số tổ"])
        for place, (area, name) in enumerate(self.places):
            writer.writerow(
                [area, name, f"{month + 1}/{FIRST_YEAR + year}", value_of(number, place)]
            )
        return text.getvalue().encode("utf-8")
