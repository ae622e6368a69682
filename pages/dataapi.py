"""The data API: what programs can ask this app for, with lines ready to copy."""

from __future__ import annotations

import streamlit as st

from data.access.setting import CLOSED
from pages.parts import api_lines, api_tables, datasets, view, visitors
from pages.parts.language import _

now = view.current()
asked = api_tables.counted(now.dataset)

st.title(api_tables.title(asked))
st.caption(datasets.named(api_tables.terms()))
datasets.say_doubtful(now.dataset)
if not asked:
    datasets.say_nothing("dataapi.py")
if visitors.settled().mode == CLOSED:
    header = "`Authorization: Bearer atlas_…`"
    st.info(
        _(
            "Programs need an API token, which an administrator makes. Add the header {header} to "
            "each line below.",
            header=header,
        ),
        icon=":material/key:",
    )
resource = api_tables.choose()
api_lines.draw(api_lines.example(resource, now.dataset), resource, now.dataset)

st.subheader(_("Parameters"))
st.dataframe(api_tables.parameters(resource), hide_index=True, height="content")
st.subheader(_("Columns"))
st.markdown(api_tables.columns(resource))
st.subheader(_("What holds for every answer"))
for rule in api_tables.RULES:
    st.markdown("- " + api_tables.rule(rule))
