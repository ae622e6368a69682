"""Signing in and out: buttons in the head of every page, and what a refused page says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.auth_util import get_origin_from_redirect_uri, get_secrets_auth_section

from data.access import audit, revoked, roles, words
from data.access.people import Visitor
from data.access.rights import Refusal
from data.access.setting import OPEN
from pages.parts import visitors
from pages.parts.escape import escape
from pages.parts.language import _, current
from pages.parts.wording import time_in_words

ONLY = "default"  # what Streamlit calls a provider that has no name
SAID = "login_said"  # the login that the audit has a line of
FAULTS = {
    roles.FILE_WRONG: "The file of roles has a mistake, so nobody has a role by it. Tell the "
    "administrator.",
    roles.CLAIM_WRONG: "What the login says of roles cannot be read. Tell the administrator.",
}


def providers() -> list[str]:
    """The names of the providers in secrets.toml, in its order; none where it has none."""
    section: Mapping[str, Any] = get_secrets_auth_section()
    named = [
        name for name, part in section.items() if isinstance(part, Mapping) and "client_id" in part
    ]
    return ([ONLY] if "client_id" in section else []) + named


def draw(visitor: Visitor) -> None:
    """Draws the way in, or who is signed in and the ways out; nothing where the app is open.

    Args:
        visitor: Who reads.
    """
    if visitor.subject:
        _note(visitor)
        _draw_account(visitor)
    elif visitor.mode != OPEN:
        offer("head")


def offer(where: str) -> None:
    """Draws a button for each provider; none where none is settled.

    Args:
        where: Tells this place from another that offers the same.
    """
    for name in providers():
        label = _("Sign in") if name == ONLY else _("Sign in with {name}", name=escape(name))
        given = () if name == ONLY else (name,)
        icon = ":material/login:"
        st.button(label, icon=icon, key=f"login_{where}_{name}", on_click=st.login, args=given)


def draw_refusal(refused: Refusal, title: str) -> None:
    """Draws, in a page's place, which right is missing and the way in.

    Args:
        refused: Why the page is not drawn.
        title: Of the page.
    """
    st.title(title)
    st.info(visitors.sentence(refused), icon=":material/lock:")
    if refused.code in ("signed_out", "expired", "revoked", "unknown"):
        if not providers():
            st.caption(_("No login is set up yet: see README, “Who may what”."))
        with st.container(horizontal=True, gap="small"):
            offer("page")


def claims_of(cookies: Mapping[str, str]) -> Mapping[str, Any]:
    """The claims of a login by a request's cookies, read as Streamlit reads them; empty for none.

    Args:
        cookies: As they were sent.
    """
    # Private to Streamlit 1.67, whose cookie it is; tests/e2e/test_login.py holds that it fits.
    from streamlit.web.server.starlette import starlette_websocket as theirs  # noqa: PLC0415
    from streamlit.web.server.starlette.starlette_server_config import (  # noqa: PLC0415
        USER_COOKIE_NAME,
    )

    if USER_COOKIE_NAME not in cookies or not (origin := get_origin_from_redirect_uri()):
        return {}
    raw = theirs._get_signed_cookie_with_chunks(dict(cookies), USER_COOKIE_NAME)
    return theirs._parse_decoded_user_cookie(raw, origin) if raw else {}


def _draw_account(visitor: Visitor) -> None:
    with st.popover(_("Account"), icon=":material/person:"):
        for grant in visitor.grants:
            st.markdown(escape(words.granted(grant, current())))
        if not visitor.grants:
            st.markdown(_("No role was granted yet."))
        if visitor.fault:
            st.warning(_(FAULTS[visitor.fault]))
        st.caption(_("Id for administrators: {subject}", subject=visitor.subject))
        if visitor.ends:
            st.caption(_("Signed in until {time}", time=time_in_words(visitor.ends)))
        icon = ":material/logout:"
        st.button(_("Sign out"), icon=icon, key="logout", on_click=_sign_out)
        st.button(_("Sign out everywhere"), key="logout_all", on_click=_sign_out_everywhere)


def _sign_out() -> None:
    revoked.end_login(visitors.current())
    st.logout()


def _sign_out_everywhere() -> None:
    revoked.end_all(visitors.current())
    st.logout()


def _note(visitor: Visitor) -> None:
    """Adds the login to the audit, once in a session."""
    if st.session_state.get(SAID) != visitor.login:
        st.session_state[SAID] = visitor.login
        audit.record(visitor, audit.SIGN_IN, visitor.login)
