"""Compare: areas of any level side by side, ranked, and in two indicators at once."""

from __future__ import annotations

import streamlit as st

from pages.parts import (
    compare_checks,
    compare_choice,
    compare_pairs,
    compare_ranking,
    compare_rules,
    compare_table,
    datasets,
    shared_filters,
    view,
)
from pages.parts.compare_scene import compare_of
from pages.parts.language import _

now = view.current()
scene = compare_of(now.areas or view.FIVE_AREAS, now.units)
indicator = shared_filters.indicator(now, "compare")

with st.sidebar:
    compare_choice.draw(scene)

st.title(compare_choice.title(scene))
said = _(
    "Latest value of each, at its own date; ratios are reckoned from counts of the same time. What "
    "is under a value is its date and source."
)
st.caption(datasets.named(said))
st.caption(" ".join(compare_choice.cautions(scene)))
compare_table.draw(scene)
datasets.offer_of_areas("compare.py", scene.silent)

compare_ranking.draw(scene, indicator)
compare_pairs.draw(scene, indicator, now.against)
compare_rules.draw(scene)
compare_checks.draw(scene)
