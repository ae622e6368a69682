"""Who asks on the command line: this machine's administrator, or less by an API token."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from data.access import tokens
from data.access.people import COMMAND_LINE, MACHINE, Visitor
from data.access.places import Place
from data.access.setting import CLOSED, Setting


def token() -> str:
    """The API token in ATLAS_TOKEN, by which a command may only what the token may; else ""."""
    return os.environ.get("ATLAS_TOKEN", "").strip()


def visitor() -> Visitor:
    """Who asks, where no app runs: whoever can open the warehouse's file, or the token's rights."""
    if not token():
        return MACHINE
    now = datetime.now(UTC).replace(tzinfo=None)
    here = Place(is_this_machine=True, address="this machine")
    return tokens.visitor(token(), Setting(CLOSED), here, now).through(COMMAND_LINE)
