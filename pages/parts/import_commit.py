"""Storing what was looked at, in one piece."""

from __future__ import annotations

import streamlit as st

from data.access import pace
from data.access.rights import RefusedError
from pages.parts import import_journey, visitors
from pages.parts.import_journey import Journey, Stored
from pages.parts.language import _
from pages.parts.wording import number


def draw(journey: Journey) -> None:
    """Draws the button that stores, which waits while there are errors nobody agreed to leave."""
    assert journey.run
    run = journey.run
    errors = run.severities.get("error", 0)
    agreed = errors == 0
    if errors and run.counts.stored:
        agreed = st.checkbox(
            _(
                "Leave out what has an error (cells: {n}) and store the rest",
                n=number(run.counts.left_out, 0),
            ),
            key="import_partly",
        )
    if not run.counts.stored:
        if errors:
            st.error(_("Nothing can be stored until the errors are mended."))
        else:
            st.info(
                _("Every figure of this report is stored already; there is nothing to do.")
                if journey.typed
                else _("Every figure of this file is stored already; there is nothing to do.")
            )
        return
    waits = _waits(journey)
    n = number(run.counts.stored, 0)
    label = _("Submit for approval: {n}", n=n) if waits else _("Store figures: {n}", n=n)
    if waits:
        st.caption(_("Nobody reads these figures before the level above has approved them."))
    icon = ":material/send:" if waits else ":material/save:"
    if st.button(label, type="primary", disabled=not agreed, icon=icon):
        if not visitors.is_within(pace.WRITING):
            return
        try:
            with st.spinner(_("Storing, all or nothing …")):
                _store(journey)
        except RefusedError as error:  # a right ended since the file was checked
            st.error(visitors.sentence(error.refusal), icon=":material/lock:")
            return
        st.rerun()
    if not agreed:
        st.caption(
            _("Mend the fields above and check the report again, or tick the box above.")
            if journey.typed
            else _("Mend the errors in the file and send it again, or tick the box above.")
        )


def _waits(journey: Journey) -> bool:
    """Whether the file must be approved; a right that is missing is said when it is stored."""
    assert journey.run
    try:
        return journey.run.needs_approval(visitors.current())
    except RefusedError:
        return False


def _store(journey: Journey) -> None:
    assert journey.run
    run = journey.run
    rows = run.changes("added" if run.counts.added else "changed", 1)
    seen = ("", "") if journey.kind == "teams" else rows.iloc[0][["area_id", "indicator_id"]]
    area_id, indicator_id = map(str, seen)
    visitor, batch, waits = visitors.current(), "", ""
    if run.needs_approval(visitor):
        waits = run.submit(visitor)
    else:
        batch = run.commit(visitor)
    stored = Stored(batch, waits, journey.file_name, run.counts, area_id, indicator_id)
    import_journey.finish(stored)
