"""Memory of the server while it is used: read, said by the minute, and whether it levels off."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Sequence
from pathlib import Path

Read = tuple[float, float]  # seconds since the sessions came, MB

EVERY_SECONDS = 10
# It levels off where the line through the last half rises by less: 60 MB an hour.
MOST_MB_A_MINUTE = 1.0


def rss_mb(pid: int) -> float:
    """Memory that the process holds, in MB; NaN where the system does not tell."""
    file = Path(f"/proc/{pid}/statm")
    if not file.exists():
        return float("nan")
    return int(file.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


async def watch(pid: int, memory: list[Read]) -> None:
    """Adds what the process holds to the list, every ten seconds, until it is cancelled."""
    began = time.monotonic()
    while True:
        memory.append((round(time.monotonic() - began), rss_mb(pid)))
        await asyncio.sleep(EVERY_SECONDS)


def by_minute(memory: Sequence[Read]) -> list[Read]:
    """The first reading of each minute: the minute, and MB."""
    found: dict[int, float] = {}
    for at, mb in memory:
        found.setdefault(int(at // 60), mb)
    return sorted(found.items())


def slope(memory: Sequence[Read]) -> float:
    """MB a minute of the straight line that fits the last half best; NaN of fewer than three."""
    half = [each for each in memory if each[0] >= memory[-1][0] / 2]
    if len(half) < 3:
        return float("nan")
    middle, mean = (sum(each[which] for each in half) / len(half) for which in (0, 1))
    above = sum((at - middle) * (mb - mean) for at, mb in half)
    return 60 * above / sum((at - middle) ** 2 for at, _mb in half)
