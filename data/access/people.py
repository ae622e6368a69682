"""Who asks: a visitor, with the roles and areas that were granted."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from data.access.setting import CLOSED, OPEN, PUBLIC

NATION = "vn"
READER, REPORTER, REVIEWER = "reader", "reporter", "reviewer"
ANALYST, ADMINISTRATOR = "analyst", "administrator"
ROLES = (READER, REPORTER, REVIEWER, ANALYST, ADMINISTRATOR)
PAGE, API, COMMAND_LINE = "page", "api", "command line"


@dataclass(frozen=True)
class Grant:
    """A role, and the ids of the areas it covers."""

    role: str
    areas: tuple[str, ...] = (NATION,)


@dataclass(frozen=True)
class Visitor:
    """Whoever asks.

    Attributes:
        mode: The setting's: what it gives everybody is among the grants.
        grants: What was granted.
        subject: Whose login or token it is, hashed; "" for nobody's.
        login: Which login or token it is; "" for none.
        ends: When it ends, in UTC without zone; None for never.
        lapsed: Why a login or token no longer counts: expired, revoked or unknown; "" if it does.
        way: Through a page, the API or the command line.
        address: From where, its last part left out.
        fault: What is wrong with what the provider or the roles file says; "" if nothing.
    """

    mode: str = OPEN
    grants: tuple[Grant, ...] = ()
    subject: str = ""
    login: str = ""
    ends: datetime | None = None
    lapsed: str = ""
    way: str = PAGE
    address: str = ""
    fault: str = ""

    def through(self, way: str) -> Visitor:
        """The same visitor, come another way."""
        return replace(self, way=way)


MACHINE = Visitor(
    grants=(Grant(ADMINISTRATOR),), subject="machine", way=COMMAND_LINE, address="this machine"
)
_EVERYBODY: dict[str, tuple[Grant, ...]] = {
    OPEN: (Grant(ANALYST),),
    PUBLIC: (Grant(READER),),
    CLOSED: (),
}


def anybody(mode: str, is_this_machine: bool = False, address: str = "") -> Visitor:
    """Who is not signed in: what the mode gives everybody, and this machine where it is open.

    Args:
        mode: The setting's.
        is_this_machine: Whether the request is of this machine, as `places` finds it.
        address: From where.
    """
    grants = _EVERYBODY[mode]
    if mode == OPEN and is_this_machine:
        grants = (*grants, Grant(ADMINISTRATOR))
    return Visitor(mode, grants, address=address)


def subject_of(issuer: str, subject: str) -> str:
    """The subject of a login as it is kept: hashed with its issuer, so that it names nobody."""
    said = f"{issuer}\n{subject}".encode()
    return f"s-{hashlib.sha256(said).hexdigest()[:20]}"
