"""Who reads this page: what the provider's login says, checked anew on every run."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from math import ceil
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.access import logins, pace, setting, words
from data.access.people import Visitor
from data.access.places import place
from data.access.rights import Action, Refusal, refusal
from data.access.setting import OPEN, Setting
from pages.parts import providers
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.language import current as language
from pages.parts.navigation import action

log = logging.getLogger("atlas")


def settled() -> Setting:
    """What was settled about access."""
    return setting.read(st.get_option("server.address"))


def current() -> Visitor:
    """Who reads this page now; a callback, which comes before the page, asks anew too."""
    found = settled()
    here = place(st.context.ip_address, st.context.headers, found.proxies)
    now = datetime.now(UTC).replace(tzinfo=None)
    return logins.visitor(_claims(), found, here, now)


def to_page(visitor: Visitor, page: str) -> Refusal | None:
    """Why the reader may not open a page; None where that is allowed.

    Args:
        visitor: Who reads.
        page: Its path without the slash.
    """
    return refusal(visitor, action(page))


def is_offered(visitor: Visitor, page: str) -> bool:
    """Whether the reader is led to a page: to those that may be opened.

    Where the app is open everybody is led to the same, but for the pages of administrators and
    reviewers.

    Args:
        visitor: Who reads.
        page: Its path without the slash.
    """
    if visitor.mode == OPEN and action(page) is not Action.REVIEW:
        return action(page) is not Action.ADMINISTER
    return to_page(visitor, page) is None


def may(action: Action) -> bool:
    """Whether this reader may do something; says why not."""
    refused = refusal(current(), action)
    if refused:
        st.info(sentence(refused), icon=":material/lock:")
    return refused is None


def is_within(budget: str) -> bool:
    """Whether this reader may do so once more in this minute, and then it counts; says why not.

    Whoever sits at the machine of an open app is not counted, as at routes (api/pace.py).

    Args:
        budget: One of `data.access.pace`.
    """
    found, reader = settled(), current()
    here = place(st.context.ip_address, st.context.headers, found.proxies)
    if found.mode == OPEN and here.is_this_machine:
        return True
    session = get_script_run_ctx()
    who = reader.subject or (session.session_id if session else "")
    budgets = pace.shared(found.limits)
    if not (wait := budgets.wait(budget, who)):
        return True
    if budgets.refused(budget, who):
        log.warning("limit of %s reached by a reader of %s", budget, here.address or "-")
    st.warning(
        _("Too many in one minute; nothing was done. Try again in {n} s.", n=ceil(wait)),
        icon=":material/hourglass_top:",
    )
    return False


def sentence(refused: Refusal) -> str:
    """The refusal in the reader's language, escaped."""
    if refused.code == "elsewhere" and refused.action in (Action.IMPORT, Action.BOUNDARIES):
        return _(
            "Files are taken in only at the machine that runs the program. Open this page there, "
            "or send the file to whoever runs it."
        )
    return escape(words.sentence(refused, language()))


def _claims() -> Mapping[str, Any]:
    """The claims of the login that this session began with, as Streamlit checked them."""
    return providers.with_client_id(st.user.to_dict())
