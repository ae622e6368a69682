"""The files stored so far: what each did, what was wrong in it, and how to take it back."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data import office, warehouse
from data.access.rights import RefusedError
from data.cache import frame as ask
from data.cache import rows
from data.imports import storing, unapproved
from data.imports.delivery import DATASET
from data.imports.permitted import to_undo
from data.imports.problems import Problem
from pages.parts import import_problems, taking_back, visitors
from pages.parts.escape import escape
from pages.parts.import_journey import Stored
from pages.parts.import_upload import NAMES
from pages.parts.language import _
from pages.parts.view import View
from pages.parts.wording import number, time_in_words

FEW = 5
UNDONE = "import_undone"
SEEN = {"map.py": "See it on the map", "trends.py": "See it in the trends"}


def draw_stored(stored: Stored, now: View) -> None:
    """Draws what was stored just now, where it is seen, and how to take it back."""
    name = escape(stored.file_name)
    if stored.submission_id:
        said = {"name": name, "submission": stored.submission_id}
        st.success(_submitted(said), icon=":material/hourglass_top:")
        return
    if not stored.batch_id:
        st.info(_("Every figure of {name} was stored already; nothing was done.", name=name))
        return
    st.success(
        _(
            "Stored from {name}: new {added}, changed {changed}. Number of this import: {batch}.",
            name=name,
            added=number(stored.counts.added, 0),
            changed=number(stored.counts.changed, 0),
            batch=stored.batch_id,
        ),
        icon=":material/check_circle:",
    )
    with st.container(horizontal=True, gap="small"):
        if stored.area_id:
            seen = now.at(stored.area_id).query(indicator=stored.indicator_id, dataset=DATASET)
            for page, label in SEEN.items():
                icon = ":material/arrow_forward:"
                st.page_link(page, label=_(label), icon=icon, query_params=seen)
        offer_undo(stored.batch_id, stored.file_name, "stored")


def _submitted(said: dict[str, str]) -> str:
    if unapproved.is_shown():
        return _(
            "Submitted {name}: it waits for approval by the level above. Until then its figures "
            "are seen among those that wait for approval, marked as such, and nowhere else. Number "
            "of this submission: {submission}.",
            **said,
        )
    return _(
        "Submitted {name}: it waits for approval by the level above. Nobody reads its "
        "figures before. Number of this submission: {submission}.",
        **said,
    )


def draw() -> None:
    """Draws the list of files, the latest first."""
    batches = rows("batches", dataset=DATASET)
    st.subheader(_("Files stored so far: {n}", n=number(len(batches), 0)))
    if undone := st.session_state.pop(UNDONE, ""):
        st.success(
            _("{name} was taken back. What it had replaced is current again.", name=escape(undone)),
            icon=":material/undo:",
        )
    if not batches:
        st.caption(
            _(
                "Nothing was imported yet. Take a template above, fill it in and send it, or type "
                "a report."
            )
        )
    everything = st.session_state.get("import_all_batches", False)
    for batch in batches if everything else batches[:FEW]:
        _draw_one(batch)
    if len(batches) > FEW:
        st.toggle(_("Show all {n}", n=number(len(batches), 0)), key="import_all_batches")


def offer_undo(batch_id: str, file_name: str, where: str) -> None:
    """Draws the way to take a file back, for those who may.

    Args:
        batch_id: Of the file.
        file_name: Likewise.
        where: Tells this place from another that offers the same.
    """
    if to_undo(visitors.current(), batch_id):
        return  # somebody else's, or approved by the level above
    question = _(
        "Take back **{name}**? Its figures go, what it had replaced is current again, and "
        "what was stored later stays. The history keeps both.",
        name=escape(file_name),
    )
    taking_back.offer(f"{where}_undo_{batch_id}", question, _undo, batch_id, file_name)


def _undo(batch_id: str, file_name: str) -> None:
    try:
        storing.undo(warehouse.shared(), batch_id, office.name(), visitors.current())
    except (LookupError, RefusedError):  # somebody was faster, or a right ended; the list says so
        return
    st.session_state[UNDONE] = file_name
    st.session_state.pop("import_stored", None)


def _draw_one(batch: Any) -> None:
    is_undone = batch.state == "undone"
    with st.container(border=True, key=f"batch-{batch.batch_id}"):
        state = _("taken back") if is_undone else _("stored")
        name = escape(batch.file_name)
        st.markdown(f"{'~~' if is_undone else '**'}{name}{'~~' if is_undone else '**'} · {state}")
        said = [
            _(NAMES[batch.kind]),
            _("{n} new", n=number(batch.rows_added, 0)),
            _("{n} changed", n=number(batch.rows_changed, 0)),
            _("{n} stored already", n=number(batch.rows_same, 0)),
            _("{n} left out", n=number(batch.rows_left_out, 0)),
            _(
                "{time} by {office}",
                time=time_in_words(batch.created_at),
                office=escape(batch.office),
            ),
            _("source: {source}", source=escape(batch.source)),
        ]
        if is_undone:
            who = escape(batch.undone_by)
            said.append(
                _("taken back {time} by {office}", time=time_in_words(batch.undone_at), office=who)
            )
        st.caption(" · ".join(said) + f" · {batch.batch_id}")
        with st.container(horizontal=True, gap="small"):
            if not is_undone:
                offer_undo(batch.batch_id, batch.file_name, "history")
            if batch.problems:
                label = _("What was wrong in it ({n})", n=number(batch.problems, 0))
                opened = st.toggle(label, key=f"problems_{batch.batch_id}")
        if batch.problems and opened:
            found = [
                Problem(*row)
                for row in ask("problems_by_batch", batch=batch.batch_id).itertuples(index=False)
            ]
            counts = import_problems.count(found)
            import_problems.draw(found, counts, f"history_{batch.batch_id}")
