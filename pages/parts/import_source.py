"""Where the figures of a file are from, as is said with each of them from then on."""

from __future__ import annotations

import streamlit as st

from data.imports.delivery import Origin
from pages.parts.escape import escape
from pages.parts.import_journey import Journey, earlier_origins
from pages.parts.language import _

MOST_EARLIER = 20


def draw(journey: Journey) -> None:
    """Draws the source and the way to say another."""
    origin = journey.origin
    assert origin
    said = " · ".join(filter(None, (escape(origin.title), escape(origin.publisher))))
    with st.expander(_("Source: {source}", source=said), icon=":material/link:"):
        st.caption(
            _(
                "A file from the same source corrects what that source said before; another "
                "source stands beside it, and where the two disagree both are shown and marked."
            )
        )
        _offer_earlier(journey, origin)
        key = f"import_source_{hash(origin)}"
        with st.form(key, border=False):
            title = st.text_input(_("Title"), origin.title, key=f"{key}_title")
            publisher = st.text_input(_("Publisher"), origin.publisher, key=f"{key}_publisher")
            url = st.text_input(_("Address (URL)"), origin.url, key=f"{key}_url")
            day = st.date_input(
                _("Date of publication"),
                origin.published_on,
                format="DD/MM/YYYY",
                key=f"{key}_date",
            )
            if st.form_submit_button(_("Use this source")):
                _use(
                    journey,
                    Origin(title.strip() or origin.title, publisher.strip(), url.strip(), day),
                )


def _offer_earlier(journey: Journey, now: Origin) -> None:
    earlier = [origin for origin, _file in earlier_origins(journey.kind)][:MOST_EARLIER]
    if not [origin for origin in earlier if origin != now]:
        return
    chosen = st.selectbox(
        _("The same source as an earlier file"),
        range(len(earlier)),
        index=earlier.index(now) if now in earlier else None,
        format_func=lambda place: f"{earlier[place].title} · {earlier[place].publisher}",
        placeholder=_("none of them: a new source"),
        key=f"import_earlier_{hash(now)}",
    )
    if chosen is not None and earlier[chosen] != now:
        _use(journey, earlier[chosen])


def _use(journey: Journey, origin: Origin) -> None:
    if origin != journey.origin:
        journey.origin = origin
        journey.forget_run()
        st.rerun()
