"""Sources: where figures are from, what could not be placed, how numbers are treated."""

from __future__ import annotations

import streamlit as st

from data.cache import frame as ask
from pages.parts import source_tables
from pages.parts.language import _
from pages.parts.wording import number

counts = ask("counts").iloc[0]
sources = ask("sources")
unplaced = ask("unplaced_figures")

st.title(
    _(
        "{figures} published figures from {sources} sources; {unplaced} could not be placed",
        figures=number(counts[["observations", "targets", "rules", "unplaced"]].sum(), 0),
        sources=number(counts["sources"], 0),
        unplaced=number(counts["unplaced"], 0),
    )
)
st.caption(
    _(
        "{observations} results, {targets} targets, {rules} rules; the rest is listed below "
        "with the reason.",
        observations=number(counts["observations"], 0),
        targets=number(counts["targets"], 0),
        rules=number(counts["rules"], 0),
    )
)
by_source, not_placed, treatment = st.tabs(
    [
        _("Sources ({n})", n=len(sources)),
        _("Not placed ({n})", n=len(unplaced)),
        _("How numbers are treated"),
    ]
)
with by_source:
    source_tables.draw_sources(sources)
with not_placed:
    source_tables.draw_unplaced(unplaced)
with treatment:
    source_tables.draw_treatment()
