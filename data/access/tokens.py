"""API tokens for programs: made once, kept as a hash, with a scope and an end."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from data.access import audit, store
from data.access.people import API, Grant, Visitor, anybody
from data.access.places import Place
from data.access.rights import RIGHTS, demand
from data.access.setting import Setting

PREFIX = "atlas_"
BYTES = 32
MOST_DAYS = 365


@dataclass(frozen=True)
class Token:
    """What is kept of a token; moments in UTC as texts, `ended_at` "" where it was not ended."""

    token_id: str
    last_four: str
    grants: tuple[Grant, ...]
    made_at: str
    ends_at: str
    made_by: str
    ended_at: str = ""


def make(maker: Visitor, grants: Iterable[Grant], days: int) -> tuple[str, Token]:
    """A new token, which nobody can be shown again, and what is kept of it.

    Raises RefusedError where it would be allowed more than its maker, ValueError for days that
    are too few or too many.

    Args:
        maker: Who makes it.
        grants: Its scope.
        days: Until it ends.
    """
    scope = tuple(grants)
    if not 1 <= days <= MOST_DAYS:
        raise ValueError(f"a token lasts from 1 to {MOST_DAYS} days, not {days}")
    for grant in scope:
        for action in sorted(RIGHTS[grant.role]):
            demand(maker, action, grant.areas)
    text = PREFIX + secrets.token_urlsafe(BYTES)
    made = datetime.now(UTC).replace(tzinfo=None)
    token = Token(
        token_id=f"t-{secrets.token_hex(6)}",
        last_four=text[-4:],
        grants=scope,
        made_at=store.text_of(made),
        ends_at=store.text_of(made + timedelta(days=days)),
        made_by=maker.subject,
    )
    store.write(
        "add_token",
        token=token.token_id,
        hash=_hash(text),
        last_four=token.last_four,
        grants=json.dumps([[grant.role, *grant.areas] for grant in scope]),
        now=token.made_at,
        ends=token.ends_at,
        made_by=token.made_by,
    )
    audit.record(maker, audit.MAKE_TOKEN, token.token_id)
    return text, token


def end(ender: Visitor, token_id: str) -> None:
    """Ends a token at once. Raises LookupError for one that there is not, or that was ended.

    Args:
        ender: Who ends it.
        token_id: Its id.
    """
    if token_id not in {token.token_id for token in made() if not token.ended_at}:
        raise LookupError(f"there is no token {token_id!r}, or it was ended before")
    store.write("add_ended", kind="token", id=token_id, now=store.now())
    audit.record(ender, audit.END_TOKEN, token_id)


def made() -> list[Token]:
    """All tokens, the latest first."""
    return [
        Token(token_id, last_four, _grants(grants), *moments)
        for token_id, last_four, grants, *moments in store.ask("tokens")
    ]


def visitor(text: str, setting: Setting, place: Place, now: datetime) -> Visitor:
    """Who asks with the token; one that does not count leaves nothing, and says why.

    Args:
        text: The token.
        setting: What was settled.
        place: Where the request is from.
        now: In UTC without zone.
    """
    # A token that is wrong must not open what would be open without one: who sent it shall know.
    nobody = replace(anybody(setting.mode, address=place.address), grants=(), way=API)
    found = store.ask("token_by_hash", hash=_hash(text)) if text.startswith(PREFIX) else []
    if not found:
        return replace(nobody, lapsed="unknown")
    token_id, grants, ends = found[0]
    if store.text_of(now) >= ends or store.ask("token_ended", token=token_id):
        return replace(nobody, lapsed="unknown")
    return replace(nobody, grants=_grants(grants), subject=token_id, login=token_id)


def _grants(said: str) -> tuple[Grant, ...]:
    return tuple(Grant(role, tuple(areas)) for role, *areas in json.loads(said))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
