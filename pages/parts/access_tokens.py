"""The API tokens there are, and how to end one; they are made on the command line."""

from __future__ import annotations

from datetime import datetime
from itertools import repeat

import streamlit as st

from data.access import rights, tokens, words
from data.access.people import Visitor
from data.access.rights import Action
from data.access.tokens import Token
from pages.parts import visitors
from pages.parts.escape import escape
from pages.parts.language import _, current
from pages.parts.wording import number, time_in_words


def draw(visitor: Visitor) -> None:
    """Draws the list, the latest first.

    Args:
        visitor: Who reads.
    """
    found = tokens.made()
    st.subheader(_("API tokens: {n}", n=number(len(found), 0)))
    command = "`python -m data.access tokens make`"
    st.caption(_("Made at the server, and shown once: {command}", command=command))
    for token in found:
        _draw_one(token)


def _draw_one(token: Token) -> None:
    with st.container(border=True, key=f"token-{token.token_id}"):
        scope = "; ".join(map(words.granted, token.grants, repeat(current())))
        st.markdown(f"**…{escape(token.last_four)}** · {escape(scope)}")
        said = [
            _("made {time} by {who}", time=_time(token.made_at), who=escape(token.made_by)),
            _("until {time}", time=_time(token.ends_at)),
        ]
        if token.ended_at:
            said.append(_("ended {time}", time=_time(token.ended_at)))
        st.caption(" · ".join(said) + f" · {token.token_id}")
        if not token.ended_at:
            with st.popover(_("End this token …"), icon=":material/key_off:"):
                st.markdown(_("Programs that use it are refused at once, for good."))
                key = f"end_{token.token_id}"
                st.button(_("End it"), key=key, on_click=_end, args=(token.token_id,))


def _end(token_id: str) -> None:
    visitor = visitors.current()
    if rights.refusal(visitor, Action.ADMINISTER):
        return
    try:
        tokens.end(visitor, token_id)
    except LookupError:  # somebody else was faster; the list says so
        return


def _time(moment: str) -> str:
    return time_in_words(datetime.fromisoformat(moment))
