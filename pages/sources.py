"""Sources: where figures are from, what could not be placed, how numbers are treated."""

from __future__ import annotations

import streamlit as st

from data.cache import frame as ask
from pages.parts import boundary_table, source_tables
from pages.parts.language import _

counts = ask("counts_by_dataset").set_index("dataset")
sources = ask("sources")
unplaced = ask("unplaced_figures")

st.title(source_tables.title(counts))
for line in source_tables.held(counts):
    st.caption(line)
by_source, not_placed, outlines, treatment = st.tabs(
    [
        _("Sources ({n})", n=len(sources)),
        _("Not placed ({n})", n=len(unplaced)),
        _("Boundaries"),
        _("How numbers are treated"),
    ]
)
with by_source:
    source_tables.draw_sources(sources)
    source_tables.offer_everything(counts)
with not_placed:
    source_tables.draw_unplaced(unplaced)
with outlines:
    boundary_table.draw()
with treatment:
    source_tables.draw_treatment()
