"""The one table of rights, and the one function that pages, routes and the command line ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from data.access import audit, coverage
from data.access.people import ADMINISTRATOR, ANALYST, NATION, READER, REPORTER, REVIEWER, Visitor
from data.access.setting import OPEN


class Action(StrEnum):
    """What can be done."""

    READ = "read"
    DOWNLOAD = "download"
    QUERY = "query"
    IMPORT = "import"
    UNDO = "undo"
    REVIEW = "review"
    BOUNDARIES = "boundaries"
    SIMULATE = "simulate"
    PUBLISH = "publish"
    ADMINISTER = "administer"


_READING = frozenset({Action.READ, Action.DOWNLOAD})
RIGHTS = {
    READER: _READING,
    REPORTER: _READING | {Action.IMPORT, Action.UNDO},
    REVIEWER: _READING | {Action.REVIEW, Action.UNDO},
    ANALYST: _READING | {Action.QUERY},
    ADMINISTRATOR: frozenset(Action),
}
OF_AREAS = frozenset({Action.IMPORT, Action.UNDO, Action.REVIEW})  # allowed area by area
UNDIVIDED = _READING | {Action.QUERY}  # whatever areas the role covers; others need the nation


@dataclass(frozen=True)
class Refusal:
    """Why something may not be done; `words.sentence` says it.

    Attributes:
        code: elsewhere (open, and not this machine), signed_out, expired, revoked, unknown (a
            login or token that no longer counts), role (none that may), whole (not for the whole
            country), area (some areas are not covered), own (what somebody submitted is for
            others to review).
        action: What was asked.
        subject: Who asked, hashed; "" for nobody who is signed in.
        areas: Those that are not covered, or, where it takes the whole country, those that are.
    """

    code: str
    action: Action
    subject: str = ""
    areas: tuple[str, ...] = ()


class RefusedError(Exception):
    """Something was not done, because of the refusal that it holds."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code, refusal.action)
        self.refusal = refusal


def refusal(visitor: Visitor, action: Action, areas: Iterable[str] = ()) -> Refusal | None:
    """Why the visitor may not do this; None where that is allowed.

    Args:
        visitor: Who asks.
        action: What.
        areas: Ids of all areas that it would change, where it changes figures. An id says its time.
    """
    able = [grant for grant in visitor.grants if action in RIGHTS[grant.role]]
    if not able:
        return Refusal(_why_none(visitor), action, visitor.subject)
    if action in UNDIVIDED:
        return None
    covering = tuple(sorted({area for grant in able for area in grant.areas}))
    if action not in OF_AREAS:
        whole = NATION in covering
        return None if whole else Refusal("whole", action, visitor.subject, covering)
    reaches = coverage.not_below if action is Action.REVIEW else coverage.outside
    outside = reaches(covering, tuple(sorted(set(areas))))
    return Refusal("area", action, visitor.subject, outside) if outside else None


def demand(visitor: Visitor, action: Action, areas: Iterable[str] = ()) -> None:
    """Raises RefusedError where the visitor may not do this; kept in the audit, if it is known who.

    Args:
        visitor: As for `refusal`.
        action: As for `refusal`.
        areas: As for `refusal`.
    """
    if refused := refusal(visitor, action, areas):
        if visitor.subject:
            about = " ".join((refused.code, *refused.areas))
            audit.record(visitor, action, about, audit.REFUSED)
        raise RefusedError(refused)


def _why_none(visitor: Visitor) -> str:
    if visitor.lapsed:
        return visitor.lapsed
    if visitor.subject:
        return "role"
    return "elsewhere" if visitor.mode == OPEN else "signed_out"
