"""A login counts until its end, and not after it was ended on the server."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from data.access import logins, revoked
from data.access.people import Visitor, subject_of
from data.access.places import Place
from data.access.rights import Action, refusal
from data.access.setting import CLOSED, PUBLIC, Setting

NOW = datetime(2026, 11, 30, 8, 0)
BEGAN = NOW - timedelta(minutes=30)
CLAIMS: dict[str, Any] = {
    "is_logged_in": True,
    "provider": "office",
    "iss": "https://id.example",
    "sub": "alice",
    "iat": int(BEGAN.replace(tzinfo=UTC).timestamp()),
    "exp": int((BEGAN + timedelta(hours=1)).replace(tzinfo=UTC).timestamp()),
    "nonce": "n-1",
    "aud": ["atlas"],
    "client_id": "atlas",
    "atlas_roles": ["reader"],
    "name": "Alice",
    "email": "alice@id.example",
}
SETTING = Setting(CLOSED, roles_claim=("office", "atlas_roles"))
THERE = Place(False, "192.0.2.0/24")


def seen(now: datetime = NOW, setting: Setting = SETTING, **claims: Any) -> Visitor:
    return logins.visitor({**CLAIMS, **claims}, setting, THERE, now)


def test_a_login_that_counts() -> None:
    found = seen()
    assert found.subject == subject_of("https://id.example", "alice")
    assert found.ends == BEGAN + timedelta(hours=1)
    assert (found.lapsed, found.fault, found.address) == ("", "", "192.0.2.0/24")
    assert refusal(found, Action.READ) is None
    assert "lice" not in repr(found)  # neither name nor mail


def test_nobody_is_signed_in_without_claims() -> None:
    for claims in ({}, {**CLAIMS, "is_logged_in": False}):
        found = logins.visitor(claims, SETTING, THERE, NOW)
        assert (found.subject, found.grants, found.lapsed) == ("", (), "")


@pytest.mark.parametrize(
    ("now", "hours", "lapsed"),
    [
        (BEGAN + timedelta(minutes=59, seconds=59), None, ""),
        (BEGAN + timedelta(hours=1), None, "expired"),
        (BEGAN + timedelta(hours=1), 8, ""),  # counted from its beginning instead
        (BEGAN + timedelta(hours=8), 8, "expired"),
        (BEGAN + timedelta(days=29), None, "expired"),  # the cookie lives on
    ],
)
def test_its_end(now: datetime, hours: int | None, lapsed: str) -> None:
    setting = SETTING
    if hours:
        setting = Setting(CLOSED, hours, False, roles_claim=SETTING.roles_claim)
    found = seen(now, setting)
    assert found.lapsed == lapsed
    if lapsed:
        assert (found.subject, found.grants) == ("", ())
        assert getattr(refusal(found, Action.READ), "code", "") == lapsed


def test_a_long_token_ends_after_twelve_hours_all_the_same() -> None:
    long = CLAIMS["exp"] + 10**7
    assert seen(BEGAN + timedelta(hours=11), exp=long).lapsed == ""
    assert seen(BEGAN + timedelta(hours=12), exp=long).lapsed == "expired"


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": ""},
        {"sub": None},
        {"sub": 7},
        {"iat": None},
        {"iat": "1796049650"},
        {"iat": True},
        {"exp": None},
        {"exp": 1e300},
        {"aud": ["another"]},
        {"aud": "another"},
        {"aud": "atlas of another"},
        {"aud": None},
        {"aud": None, "client_id": None},
        {"client_id": ""},
        {"client_id": "", "aud": ""},  # the provider is no longer one of ours
    ],
)
def test_claims_that_say_too_little_are_no_login(claims: dict[str, Any]) -> None:
    assert seen(**claims).lapsed == "unknown"


def test_what_everybody_may_is_left_when_a_login_has_ended() -> None:
    found = seen(BEGAN + timedelta(days=2), Setting(PUBLIC))
    assert refusal(found, Action.READ) is None
    assert getattr(refusal(found, Action.IMPORT), "code", "") == "expired"


def test_a_login_that_was_ended_opens_nothing_and_others_go_on(world: Path) -> None:
    first, second = seen(), seen(nonce="n-2")
    assert first.login != second.login
    revoked.end_login(first)
    assert (seen().lapsed, seen(nonce="n-2").lapsed) == ("revoked", "")
    (world / "access.sqlite").stat()


def test_signing_out_everywhere_ends_all_that_began_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.access.store.now", lambda: "2026-11-30 07:45:00.000")
    bob: dict[str, Any] = {"sub": "bob"}
    revoked.end_all(seen(**bob))
    assert seen(**bob).lapsed == "revoked"
    assert seen(**bob, nonce="n-3").lapsed == "revoked"
    later = int(datetime(2026, 11, 30, 7, 46, tzinfo=UTC).timestamp())
    assert seen(**bob, nonce="n-4", iat=later).lapsed == ""
    assert seen(sub="carol").lapsed == ""
    assert seen(**bob, iss="https://other.example").lapsed == ""  # another provider's bob
