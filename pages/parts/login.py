"""Signing in and out: buttons in the head of every page, and what a refused page says."""

from __future__ import annotations

import streamlit as st

from data.access import audit, revoked, roles, words
from data.access.people import Visitor
from data.access.rights import Refusal
from data.access.setting import OPEN
from pages.parts import providers, visitors
from pages.parts.escape import escape
from pages.parts.language import _, current
from pages.parts.wording import time_in_words

_noted: set[str] = set()  # logins that the audit has a line of since the app began
FAULTS = {
    roles.FILE_WRONG: "The file of roles has a mistake, so nobody has a role by it. Tell the "
    "administrator.",
    roles.CLAIM_WRONG: "What the login says of roles cannot be read. Tell the administrator.",
}


def draw(visitor: Visitor, refused: Refusal | None) -> None:
    """Draws the way in, or who is signed in and the ways out; nothing where the app is open.

    Args:
        visitor: Who reads.
        refused: Why the page is not drawn, which then offers the way in itself.
    """
    if visitor.subject:
        _note(visitor)
        _draw_account(visitor)
    elif visitor.mode != OPEN and not refused:
        offer("head")


def offer(where: str) -> None:
    """Draws a button for each provider; none where none is settled.

    Args:
        where: Tells this place from another that offers the same.
    """
    for name in providers.names():
        label = (
            _("Sign in") if name == providers.ONLY else _("Sign in with {name}", name=escape(name))
        )
        given = () if name == providers.ONLY else (name,)
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
        if not providers.names():
            st.caption(_("No login is set up yet: see README, “Who may what”."))
        with st.container(horizontal=True, gap="small"):
            offer("page")


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
    """Adds the login to the audit, once however many windows it opens."""
    if visitor.login not in _noted:
        _noted.add(visitor.login)
        audit.record(visitor, audit.SIGN_IN, visitor.login)
