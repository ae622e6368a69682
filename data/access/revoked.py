"""Logins and tokens that were ended before their time, as every run and request asks."""

from __future__ import annotations

from datetime import datetime

from data.access import audit, store
from data.access.people import Visitor


def end_login(visitor: Visitor) -> None:
    """Ends this login, whoever else has a copy of its cookie."""
    if visitor.login:
        store.write("add_ended", kind="login", id=visitor.login, now=store.now())
        audit.record(visitor, audit.SIGN_OUT, visitor.login)


def end_all(visitor: Visitor) -> None:
    """Ends every login of the same subject that began until now."""
    if visitor.subject:
        end_login(visitor)
        store.write("add_ended", kind="subject", id=visitor.subject, now=store.now())
        audit.record(visitor, audit.SIGN_OUT_EVERYWHERE, visitor.subject)


def is_ended(subject: str, login: str, began: datetime) -> bool:
    """Whether the login was ended.

    Args:
        subject: Whose, hashed.
        login: Its id.
        began: When, in UTC without zone.
    """
    asked = {"subject": subject, "login": login, "began": store.text_of(began)}
    return bool(store.ask("login_ended", **asked))
