"""One submission beside what is stored, and the two buttons: approve what is seen, or return it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data import warehouse
from data.access.rights import RefusedError
from data.access.words import places
from data.cache import rows
from data.imports import reviewing
from data.imports.remarks import MOST_LETTERS
from data.imports.submissions import DecidedError
from pages.parts import import_changes, import_problems, review_words, visitors
from pages.parts.escape import escape
from pages.parts.language import _, current
from pages.parts.wording import number

DONE = "review_done"
SAYS = {
    "approved": "Approved and stored: {name}. Number of the import: {batch}.",
    "same": "Approved: {name}. Everything in it was stored already.",
    "returned": "Returned with your remark: {name}.",
    "changed": "What is stored has changed since you looked. Nothing was done: look again, below.",
    "decided": "{name} was decided meanwhile: {state}. Nothing was done.",
    "unknown": "There is no such submission any more. Nothing was done.",
    "empty": "Write what is to be mended; without a remark nothing is returned.",
    "long": "The remark is too long. Nothing was done.",
    "personal": "The remark has what looks like a phone or identity number or an address. Leave it "
    "out; nothing was done.",
}
GOOD = ("approved", "same", "returned")


def draw(row: Any) -> None:
    """Draws what approving a submission would do now, and the ways to decide.

    Args:
        row: Of `queries/submissions.sql`.
    """
    try:
        look = reviewing.look(row.submission_id)
    except DecidedError as error:  # meanwhile, by somebody else
        _keep(row, {"state": "decided", "decided": error.state})
        st.rerun()
    st.subheader(escape(row.file_name))
    st.caption(f"{review_words.about(row)} · {escape(_places(row))}")
    import_changes.draw_counts(look.counts)
    import_problems.draw(look.problems, look.severities, f"review_{row.submission_id}")
    import_changes.draw(row.kind, look.counts, lambda status: look.changes[status])
    n = number(look.counts.stored, 0)
    st.button(
        _("Approve and store: {n}", n=n) if look.counts.stored else _("Approve: nothing is new"),
        type="primary",
        icon=":material/check:",
        key=f"approve_{row.submission_id}",
        on_click=_approve,
        args=(row, look.seen),
    )
    key = f"remark_{row.submission_id}"
    with st.form(f"return_{row.submission_id}"):
        st.text_area(
            _("Remark to the sender: what is to be mended"),
            max_chars=MOST_LETTERS,
            key=key,
            help=_(
                "Kept as plain text. It may name a person; leave phone and identity numbers out."
            ),
        )
        st.form_submit_button(
            _("Return with the remark"), icon=":material/undo:", on_click=_return, args=(row, key)
        )


def _places(row: Any) -> str:
    told = rows("areas_of_submissions", submissions=(row.submission_id,))
    return places(tuple(each.area_id for each in told), current())


def say_done() -> None:
    """Draws what became of the last decision of this session."""
    told = st.session_state.pop(DONE, None)
    if not told:
        return
    state, about = told
    if state == "refused":
        st.error(about["sentence"], icon=":material/lock:")
        return
    decided = review_words.STATES.get(about.get("decided", ""), "")
    said = _(
        SAYS[state],
        name=escape(about["name"]),
        batch=about.get("batch", ""),
        state=_(decided) if decided else "",
    )
    show = st.success if state in GOOD else st.warning
    show(said)


def _approve(row: Any, seen: str) -> None:
    try:
        visitor, opened = visitors.current(), warehouse.shared()
        answer = reviewing.approve(opened, visitor, row.submission_id, seen)
    except RefusedError as error:
        st.session_state[DONE] = ("refused", {"sentence": visitors.sentence(error.refusal)})
        return
    if answer["state"] == "approved" and not answer["batch"]:
        answer["state"] = "same"
    _keep(row, answer)


def _return(row: Any, key: str) -> None:
    remark = st.session_state.get(key, "")
    try:
        visitor, opened = visitors.current(), warehouse.shared()
        answer = reviewing.send_back(opened, visitor, row.submission_id, remark)
    except RefusedError as error:
        st.session_state[DONE] = ("refused", {"sentence": visitors.sentence(error.refusal)})
        return
    _keep(row, answer)


def _keep(row: Any, answer: dict[str, Any]) -> None:
    st.session_state[DONE] = (answer["state"], {**answer, "name": row.file_name})
