"""Who may store: whoever sits at the machine that runs the app, while there are no accounts."""

from __future__ import annotations

import streamlit as st

from pages.parts.language import _


def may_store() -> bool:
    """Whether this reader may send files in; says why not."""
    if st.context.ip_address is None:  # of this machine
        return True
    st.info(
        _(
            "Files are taken in only at the machine that runs the program. Open this page there, "
            "or send the file to whoever runs it."
        ),
        icon=":material/lock:",
    )
    return False
