"""A login as a provider vouches for it, made a visitor: checked on every run and request."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from data.access import revoked, roles
from data.access.people import Visitor, anybody, subject_of
from data.access.places import Place
from data.access.setting import Setting

Claims = Mapping[str, Any]


def visitor(claims: Claims, setting: Setting, place: Place, now: datetime) -> Visitor:
    """Who asks, by the claims of a login whose signature was checked; anybody where there is none.

    A login that no longer counts leaves what everybody may, and says why.

    Args:
        claims: Of the provider's token, with `provider`, `is_logged_in` and our `client_id` there
            besides; empty for none.
        setting: What was settled.
        place: Where the request is from.
        now: In UTC without zone.
    """
    other = anybody(setting.mode, place.is_this_machine, place.address)
    if not claims.get("is_logged_in"):
        return other
    issuer, named = claims.get("iss"), claims.get("sub")
    began, own_end = _moment(claims.get("iat")), _moment(claims.get("exp"))
    if not (isinstance(issuer, str) and isinstance(named, str) and issuer and named and began):
        return replace(other, lapsed="unknown")
    if not _is_for_us(claims):
        return replace(other, lapsed="unknown")
    ends = began + timedelta(hours=setting.hours)
    if setting.own_end:
        if own_end is None:
            return replace(other, lapsed="unknown")
        ends = min(ends, own_end)
    if now >= ends:
        return replace(other, lapsed="expired")
    subject, login = subject_of(issuer, named), _login_of(claims)
    if revoked.is_ended(subject, login, began):
        return replace(other, lapsed="revoked")
    granted, fault = roles.granted(subject, claims, setting)
    return replace(
        other,
        grants=(*other.grants, *granted),
        subject=subject,
        login=login,
        ends=ends,
        fault=fault,
    )


def _is_for_us(claims: Claims) -> bool:
    """Whether the token was made for this app: Authlib lets others pass whose `azp` is ours."""
    meant, own = claims.get("aud"), claims.get("client_id")
    return bool(own) and own in (meant if isinstance(meant, list) else [meant])


def _login_of(claims: Claims) -> str:
    """The id of this one login: of its token, which holds a number used once."""
    said = "\n".join(str(claims.get(name, "")) for name in ("iss", "sub", "iat", "nonce", "jti"))
    return f"l-{hashlib.sha256(said.encode()).hexdigest()[:20]}"


def _moment(seconds: object) -> datetime | None:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):
        return None
