"""Sentences about what went wrong, for people; the log has the rest."""

from __future__ import annotations

import logging

import streamlit as st

from data import boundaries, paths
from data.backups import schedule
from data.faults import Notice, WarehouseError
from pages.parts.escape import escape
from pages.parts.language import _

log = logging.getLogger("atlas")

FAULTS = {
    "newer": (
        "The warehouse {path} was made by a newer version ({found}) of the program than this one "
        "({known}). It was left as it is. Update the program, or move the file aside and start "
        "again."
    ),
    "locked": (
        "The warehouse {path} is open in another program, perhaps this one started twice. Close "
        "the other and reload this page."
    ),
    "unwritable": (
        "The warehouse {path} cannot be written: {problem}. Give this user the right to write "
        "there, or set ATLAS_DATA to another folder."
    ),
    "full": (
        "The disk of the warehouse {path} is full, so nothing was stored: {problem}. What was "
        "stored before is safe. Make room and try again."
    ),
    "gone": (
        "The warehouse {path} was moved, deleted or replaced while the program ran, so nothing "
        "more is stored. What was stored before is still open: run make backup, stop the program, "
        "then restore that backup, or put the file back."
    ),
    "unmigrated": (
        "The warehouse {path} has an older schema ({found}) than this program ({known}), and "
        "ATLAS_MIGRATE says that it is to stay. It was left as it is. Leave ATLAS_MIGRATE out to "
        "have it brought up to date, after a backup, or start the program that made it."
    ),
    "unsaved": (
        "The warehouse {path} has an older schema, and the backup that is made before it is "
        "changed failed ({folder}): {problem}. Nothing was changed. Make room there, or set "
        "ATLAS_BACKUPS to another folder, and start again."
    ),
    "unfilled": (
        "The warehouse could not be filled from the files that come with the program: {problem}. "
        "Restore the folder data/ from the release."
    ),
    "unusable": "The warehouse {path} cannot be used: {problem}.",
    "misnamed": (
        "ATLAS_WAREHOUSE or ATLAS_WAREHOUSE_SECONDS does not name an engine and a time: {problem}. "
        "Write sc://host:port and seconds, or leave both out."
    ),
    "lacking": (
        "The engine {address} is to answer, but what it takes is not installed: {problem}. Install "
        "requirements-spark.txt, or leave ATLAS_WAREHOUSE out."
    ),
    "unpublished": (
        "The tables could not be published for the engine {address}: {problem}. Make room, or give "
        "this user the right to write in the data folder."
    ),
    "away": (
        "The engine {address}, which answers in the warehouse's place, is not there. Nothing is "
        "lost: try again in a minute, or ask the administrator to start it."
    ),
    "slow": (
        "The engine {address} gave no answer within {seconds} s. Nothing is lost: try again later, "
        "or ask for fewer areas."
    ),
    "refused": (
        "The engine {address} refused us: its token is not the one in ATLAS_WAREHOUSE_TOKEN. Ask "
        "the administrator to set it."
    ),
    "failed": (
        "The engine {address} could not answer: {problem}. Tell the administrator; the log says "
        "which question it was."
    ),
}
NOTICES = {
    "built": (
        "There was no warehouse at {path}, so a new one was built from the published figures. "
        "If there was one before, stop the program and put the file back."
    ),
    "rebuilt": (
        "The warehouse was damaged and has been rebuilt from the published figures. The damaged "
        "file was kept as {kept}; files imported by this office must be imported again."
    ),
    "rebuilt_saved": (
        "The warehouse was damaged and has been rebuilt from the published figures. The damaged "
        "file was kept as {kept}. What this office imported is in the backup {backup}: stop the "
        "program, run make restore with it, and start again."
    ),
    "gone": (
        "The warehouse {path} was moved or deleted while the program ran. Nothing more is stored. "
        "What it held was saved as the backup {backup}: stop the program, run make restore with "
        "it, and start again."
    ),
}

LASTING = ("rebuilt", "rebuilt_saved", "gone")
BACKUPS = {
    "full": "there is no room in {folder}: {problem}",
    "unwritable": "{folder} cannot be written: {problem}",
    "mistimed": "ATLAS_BACKUP_AT is no hour such as 01:00, nor off: {problem}",
    "failed": "it failed: {problem}",
    "damaged": "it is damaged: {problem}",
    "unknown": "it is not there: {problem}",
}


def show_fault(fault: WarehouseError) -> None:
    """Says why there are no figures and what to do."""
    details = {
        "problem": "",
        "found": "",
        "known": "",
        "seconds": "",
        "folder": "",
        **fault.details,
    }
    safe = {key: escape(value) for key, value in details.items()}
    st.error(_(FAULTS.get(fault.code, FAULTS["unusable"]), **safe), icon=":material/database_off:")


def show_notices(notices: list[Notice]) -> None:
    """Says what happened when the warehouse was opened: damage on every page, the rest once.

    Args:
        notices: Of the warehouse; what only the first reader needs to know is taken out.
    """
    for notice in list(notices):
        safe = {key: escape(value) for key, value in notice.details.items()}
        sentence = _(NOTICES[notice.code], **safe)
        if notice.code in LASTING:
            st.warning(sentence, icon=":material/build:")
        else:
            notices.remove(notice)
            st.info(sentence, icon=":material/build:")


def show_lost_boundaries() -> None:
    """Says on every page whose boundaries gave way, since their files are missing or changed."""
    for layer in boundaries.damaged():
        st.warning(
            _(
                "The stored boundaries {title} ({layer}) are missing or damaged, so that maps draw "
                "those of the program. Restore the folder {folder} from a backup, or send the file "
                "again on the page Boundaries.",
                title=escape(layer.title),
                layer=layer.layer_id,
                folder=escape(paths.boundary_folder() / layer.layer_id),
            ),
            icon=":material/broken_image:",
        )


def show_lost_backup() -> None:
    """Says at the machine that runs the program why its last backup could not be made."""
    trouble = schedule.trouble()
    if trouble is None or st.context.ip_address is not None:
        return
    safe = {name: escape(detail) for name, detail in trouble.details.items()}
    reason = _(BACKUPS.get(trouble.code, BACKUPS["failed"]), **safe)
    st.warning(
        _(
            "The last backup could not be made: {reason}. It is tried again within an hour; "
            "earlier backups are kept.",
            reason=reason,
        ),
        icon=":material/backup:",
    )


def show_failure(error: Exception) -> bool:
    """Replaces a stack trace by a sentence; True tells Streamlit that the error was shown."""
    log.error("A page failed", exc_info=error)
    if isinstance(error, WarehouseError):
        show_fault(error)
        return True
    st.error(
        _(
            "This page could not be drawn. Nothing was lost or changed. Reload it; if it "
            "happens again, tell the administrator the time, so that the log can be read."
        ),
        icon=":material/error:",
    )
    return True
