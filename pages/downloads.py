"""Downloads: choose figures, see the first of them, and take all away in the format of need."""

from __future__ import annotations

import streamlit as st

from data.datasets import PUBLISHED, with_figures
from pages.parts import (
    datasets,
    downloads_address,
    downloads_choice,
    downloads_files,
    downloads_pasted,
    view,
)
from pages.parts.language import _

now = view.current()
chosen = downloads_address.chosen(now)
known = downloads_files.figures(chosen)

st.title(downloads_files.title(chosen.selection, known))
st.caption(
    datasets.named(
        _("The address of this page holds the whole choice: send it on, and others get the same.")
    )
)
for sentence in chosen.problems:
    st.warning(sentence, icon=":material/link_off:")
if now.dataset not in with_figures():
    datasets.say_nothing("downloads.py")
downloads_choice.draw(now, chosen)
downloads_pasted.draw(chosen)
if known == 0:
    st.info(
        _(
            "There are no figures of this choice. Take away the period, the level or the areas, or "
            "choose other indicators."
        )
    )
    if now.dataset != PUBLISHED and not chosen.selection.sums:
        st.info(_("Of what communes report, larger areas have sums alone: choose them above."))
else:
    downloads_files.draw_preview(chosen, known)
    downloads_choice.draw_form(chosen)
    downloads_files.draw_files(chosen, known)
