"""How much each client may ask for in a minute, counted in memory alone; docs/decisions/0033."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import cache
from time import monotonic

from data import tally
from data.access.setting import Limits

READING, WRITING, ENTERING = "reading", "writing", "entering"
BAD_TOKENS, QUERIES, SOCKETS = "bad_tokens", "queries", "sockets"
MOST_CLIENTS = 20_000  # of each budget, that are remembered
MINUTE = 60.0  # seconds


class Pace:
    """The budgets of all clients: each is whole at first, and fills again evenly in a minute.

    Args:
        limits: Requests in a minute by budget; one that is missing or 0 has no end.
        clock: Seconds from anywhere, which never go back.
        most: Clients of a budget that are remembered; those not seen for longest are forgotten.
    """

    def __init__(
        self, limits: Limits, clock: Callable[[], float] = monotonic, most: int = MOST_CLIENTS
    ) -> None:
        self._limits = dict(limits)
        self._clock = clock
        self._most = most
        # When each client's budget is whole again. Whoever asked last stands last.
        self._whole: dict[str, OrderedDict[str, float]] = {}
        self._counting = threading.Lock()

    def wait(self, budget: str, client: str, spends: bool = True) -> float:
        """Seconds until the client may ask again; 0 where it may now, and then that is counted.

        Args:
            budget: One of this module's names.
            client: Whose.
            spends: Whether it is counted; False only looks.
        """
        if not (limit := self._limits.get(budget, 0)):
            return 0.0
        with self._counting:
            now, each = self._clock(), MINUTE / limit
            known = self._whole.setdefault(budget, OrderedDict())
            whole = max(known.get(client, now), now)
            if (missing := whole + each - MINUTE - now) > 1e-6:
                return missing
            if spends:
                known[client] = whole + each
                known.move_to_end(client)
                self._forget(known, now)
            return 0.0

    def refused(self, budget: str, client: str) -> bool:
        """Counts a refusal; whether it is the client's first in a minute, which is worth a line."""
        tally.add("atlas_refusals_total", budget=budget)
        with self._counting:
            now, known = self._clock(), self._whole.setdefault(f"said {budget}", OrderedDict())
            if known.get(client, now) > now:
                return False
            known[client] = now + MINUTE
            known.move_to_end(client)
            self._forget(known, now)
            return True

    def remembered(self) -> int:
        """How many clients are remembered, each once for every budget."""
        with self._counting:
            return sum(map(len, self._whole.values()))

    def _forget(self, known: OrderedDict[str, float], now: float) -> None:
        while known and (len(known) > self._most or next(iter(known.values())) <= now):
            known.popitem(last=False)


@cache
def shared(limits: Limits) -> Pace:
    """The budgets of this process, alike for routes and pages.

    Args:
        limits: As they were settled.
    """
    return Pace(limits)
