"""Quality: who reported for a month, in time or not, and what in the reports is to be looked at."""

from __future__ import annotations

import streamlit as st

from pages.parts import (
    months,
    place,
    quality_heat,
    quality_keys,
    quality_published,
    quality_tabs,
    quality_words,
    view,
)
from pages.parts.language import _
from pages.parts.quality_reports import hanoi_today, reports_of

now = view.current()
month = months.current(now)
here = place.current(now)
if month is None:
    quality_published.draw(here)
else:
    reports = reports_of(here, month, hanoi_today())
    st.title(quality_words.title(reports))
    if reports.owed.empty:
        st.info(
            _(
                "No commune of this place has reported up to this month, so none is taken to owe "
                "a report. Choose another place or month beside the page."
            )
        )
    else:
        quality_heat.draw(reports)
    quality_keys.draw(reports)
    quality_tabs.draw(reports)
