"""What many sessions at once cost: time of a change, errors, the server's memory and work.

Each session is a reader (`benchmarks.reader`) who makes a change every ten seconds over Streamlit's
own protocol; all are in this process, the server is in one of its own. Time runs from the change to
the last message of the run; what a browser then paints is measured by `benchmarks.changes`. The
warehouse is that of the release with the simulation in it. Every number of sessions meets a new
server, whose pages one reader has opened before.

Memory of a session is what the server holds more than before its sessions came, divided by them:
that includes the answers that are kept for all, which the first sessions fill. With `--alike` all
go the same way, so that what grows with their number is their own. With `--importing` a program
sends in a file every half minute (`benchmarks.importing`), readers look at published figures again
and again (`benchmarks.figures`), and a figure that is not what it should be counts as an error.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks import results
from benchmarks.changes import cpu_ms
from benchmarks.figures import WRONG, Drawn, fixed, hold_published, published
from benchmarks.importing import IMPORT, Importer
from benchmarks.importing import SECONDS as SECONDS_A_FILE
from benchmarks.memory import MOST_MB_A_MINUTE, Read, by_minute, rss_mb, slope, watch
from benchmarks.reader import ARRIVALS, Reader
from benchmarks.session import Run, Session
from data.warehouse import open_warehouse
from tests.running_app import RunningApp, running_app
from tests.simulation import simulate

MANY = (1, 10, 50, 100)
SECONDS_A_CHANGE = 10
WARM_STEPS = 60
MOST_P95_MS, MOST_MB = 1000, 1.0
ARRIVAL = "arrival"
HEAD = (
    *("changes", "p50 ms", "p95 ms", "p99 ms", "errors", "wrong figures", "CPU ms each"),
    *("RSS before", "idle", "after", "MB a session: idle", "after"),
)


@dataclass
class Soak:
    """What was seen of some sessions: every run by what caused it, and the server meanwhile.

    Attributes:
        memory: The server's, in MB, by when it was read: seconds since the sessions came.
    """

    sessions: int
    runs: list[tuple[str, Run]] = field(default_factory=list)
    memory: list[Read] = field(default_factory=list)
    before_mb: float = 0.0
    idle_mb: float = 0.0
    after_mb: float = 0.0
    cpu_ms: float = 0.0
    load: tuple[float, ...] = ()

    @property
    def changes(self) -> list[Run]:
        """The runs that a change caused, without arrivals."""
        return [run for cause, run in self.runs if cause not in (ARRIVAL, IMPORT)]

    @property
    def errors(self) -> list[str]:
        """All that went wrong, in the order it did."""
        return [error for _cause, run in self.runs for error in run.errors]

    @property
    def wrong(self) -> list[str]:
        """The errors that are figures which are not what they should be."""
        return [error for error in self.errors if error.startswith(WRONG)]


async def soak(
    app: RunningApp,
    sessions: int,
    seconds: float,
    pace: float,
    alike: bool = False,
    importer: Importer | None = None,
) -> Soak:
    """What the app's sessions saw in some seconds.

    Args:
        app: That answers them.
        sessions: How many there are at once.
        seconds: For how long they make changes.
        pace: Seconds from one change of a session to its next.
        alike: Whether all go the same way, so that answers kept for all are there after the first.
        importer: Sends files meanwhile, if there is one.
    """
    before = await _fixed(app, importer) if importer else None
    seen = Soak(sessions, before_mb=rss_mb(app.pid))
    async with AsyncExitStack() as open_ones:
        readers = []
        for place in range(sessions):
            way = 0 if alike else place
            session = Session(app.url, ARRIVALS[way % len(ARRIVALS)])
            await open_ones.enter_async_context(session)
            seen.runs.append((ARRIVAL, await session.run()))
            readers.append(Reader(session, way + 1, before))
        await asyncio.sleep(min(pace, 1))
        seen.idle_mb, work = rss_mb(app.pid), cpu_ms(app.pid)
        until = time.monotonic() + seconds
        watching = asyncio.create_task(watch(app.pid, seen.memory))
        paces = [_keep_pace(each, place, until, pace, seen) for place, each in enumerate(readers)]
        imports = [importer.keep_sending(until)] if importer else []
        await asyncio.gather(*paces, *imports)
        seen.runs += importer.runs if importer else []
        watching.cancel()
        seen.after_mb, seen.load = rss_mb(app.pid), os.getloadavg()
        seen.cpu_ms = cpu_ms(app.pid) - work
    return seen


async def _fixed(app: RunningApp, importer: Importer) -> dict[str, Drawn]:
    async with Session(app.url) as session:
        before = await fixed(session)
    hold_published(importer.published, before)
    return before


async def _keep_pace(reader: Reader, place: int, until: float, pace: float, seen: Soak) -> None:
    """Makes a change each time it is due; one that comes late moves no later one."""
    due = time.monotonic() + pace * place / seen.sessions
    while due < until:
        await asyncio.sleep(max(due - time.monotonic(), 0))
        try:
            seen.runs.append(await reader.step())
        except OSError as fault:  # the line could not be taken up again
            seen.runs.append(("line lost", Run(0, 0, (f"{type(fault).__name__}: {fault}",))))
        due = max(due + pace, time.monotonic())


async def warm_up(app: RunningApp, steps: int = WARM_STEPS) -> None:
    """Opens every arrival and makes some changes, so that what all share is there.

    Raises:
        RuntimeError: something went wrong, although there was but one reader.
    """
    async with Session(app.url) as session:
        runs = [await session.go(path) for path in ARRIVALS]
        reader = Reader(session, seed=0)
        runs += [(await reader.step())[1] for _step in range(steps)]
    if errors := [error for run in runs for error in run.errors]:
        raise RuntimeError("\n".join(errors))


def at_share(times: Sequence[float], share: float) -> float:
    """The time that a share of them does not exceed; NaN of none."""
    ordered = sorted(times)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else float("nan")


def summed(seen: Soak) -> dict[str, float]:
    """The numbers of the table, by its heads."""
    times = [run.ms for run in seen.changes]
    each = [(mb - seen.before_mb) / seen.sessions for mb in (seen.idle_mb, seen.after_mb)]
    numbers = (
        *(len(times), *(at_share(times, share) for share in (0.5, 0.95, 0.99))),
        *(len(seen.errors) - len(seen.wrong), len(seen.wrong)),
        seen.cpu_ms / max(len(times), 1),
        *(seen.before_mb, seen.idle_mb, seen.after_mb, *each),
    )
    rounded = [round(number, 2 if number < 10 else 0) for number in numbers]
    keys = (*HEAD[:-2], "MB a session idle", "MB a session after")
    return dict(zip(keys, rounded, strict=True))


def by_cause(seen: Soak) -> dict[str, dict[str, float]]:
    """How many runs each cause had, their median and 95th percentile in milliseconds."""
    times = defaultdict(list)
    for cause, run in seen.runs:
        times[cause].append(run.ms)
    return {
        cause: {"n": len(ms), "p50 ms": round(median(ms)), "p95 ms": round(at_share(ms, 0.95))}
        for cause, ms in sorted(times.items())
    }


def show(seen: Soak) -> None:
    """Prints the table's line, what took long, what went wrong and what is more than wanted."""
    now = summed(seen)
    results.show(["sessions", *HEAD], [[str(seen.sessions), *(f"{n:g}" for n in now.values())]])
    print(f"  load {seen.load[0]:.1f} on {os.cpu_count()} cores; MB by the minute:", end=" ")
    print(*(f"{mb:.0f}" for _at, mb in by_minute(seen.memory)))
    rises = slope(seen.memory)
    levels_off = "levels off" if rises <= MOST_MB_A_MINUTE else "does not level off"
    print(f"  last half: {rises:+.2f} MB a minute, {levels_off} (at most {MOST_MB_A_MINUTE:g})")
    for cause, times in by_cause(seen).items():
        print(f"  {cause}:", ", ".join(f"{name} {number:g}" for name, number in times.items()))
    for error, times_seen in Counter(seen.errors).most_common(10):
        print(f"  {times_seen} ×: {error}")
    if now["p95 ms"] > MOST_P95_MS:
        print(f"  p95 {now['p95 ms']:.0f} ms, wanted {MOST_P95_MS}")
    if now["MB a session after"] > MOST_MB:
        print(f"  {now['MB a session after']:.2f} MB a session, wanted {MOST_MB}")
    sys.stdout.flush()


def failures(log: Path, most: int = 40) -> list[str]:
    """The last lines of the app's log that tell of something that failed, and where."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    begins = [at for at, line in enumerate(lines) if " ERROR " in line]
    told = sorted({at + more for at in begins for more in range(15) if at + more < len(lines)})
    return [lines[at] for at in told][-most:]


def main() -> int:
    """Measures, prints each number of sessions and keeps all; exit code 1 after any error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, nargs="+", default=MANY)
    parser.add_argument("--minutes", type=float, default=30, help="in all, of changes")
    parser.add_argument("--pace", type=float, default=SECONDS_A_CHANGE, help="seconds a change")
    parser.add_argument("--warehouse", type=Path, help="a file to copy; else one is built")
    parser.add_argument("--importing", action="store_true", help="a program sends files meanwhile")
    parser.add_argument("--every", type=float, default=SECONDS_A_FILE, help="seconds a file")
    parser.add_argument("--alike", action="store_true", help="all readers go the same way")
    asked = parser.parse_args()
    all_seen = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        kept = asked.warehouse or _simulated(Path(folder))
        for sessions in asked.sessions:
            data = Path(folder) / f"{sessions}"
            data.mkdir()
            shutil.copy(kept, data / "atlas.duckdb")
            values = published(data / "atlas.duckdb") if asked.importing else None
            with running_app(data, data / "app.log") as app:
                importer = Importer(app.url, data, values, asked.every) if values else None
                all_seen.append(asyncio.run(_warm_and_soak(app, sessions, asked, importer)))
            show(all_seen[-1])
            if all_seen[-1].errors:
                print(*failures(data / "app.log"), sep="\n")
    kept_numbers = {
        str(seen.sessions): {
            **summed(seen),
            "by cause": by_cause(seen),
            "load": round(seen.load[0], 1),
            "MB a minute in the last half": round(slope(seen.memory), 2),
            "MB by second": seen.memory,
        }
        for seen in all_seen
    }
    name = "sessions" + " alike" * asked.alike + " importing" * asked.importing
    about = {"minutes": asked.minutes, "seconds a change": asked.pace}
    results.keep(name, {**about, "measured": kept_numbers})
    return int(any(seen.errors for seen in all_seen))


async def _warm_and_soak(
    app: RunningApp, sessions: int, asked: argparse.Namespace, importer: Importer | None
) -> Soak:
    await warm_up(app)
    seconds = 60 * asked.minutes / len(asked.sessions)
    return await soak(app, sessions, seconds, asked.pace, asked.alike, importer)


def _simulated(folder: Path) -> Path:
    """A warehouse of the release with the simulation in it."""
    released, file = folder / "released.duckdb", folder / "simulated.duckdb"
    open_warehouse(released).close()
    simulate(released, file)
    return file


if __name__ == "__main__":
    sys.exit(main())
