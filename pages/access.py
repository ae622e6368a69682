"""Access: who did what, by the audit, and the API tokens there are; for administrators."""

from __future__ import annotations

import streamlit as st

from pages.parts import access_audit, access_tokens, visitors
from pages.parts.language import _

visitor = visitors.current()
heading = st.container()
found = access_audit.draw()
access_tokens.draw(visitor)
with heading:
    st.title(access_audit.title(found))
    st.caption(
        _("No name, mail or number is kept: a login is known by a hash, an address in part.")
    )
