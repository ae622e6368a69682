"""How backups stand: the last that was made, the last that was not, the next, the room left."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from data.backups import asked, schedule
from data.backups.manifest import Backup, BackupError
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.notices import BACKUPS
from pages.parts.wording import number, time_in_words

GB = 1e9


class Failure(NamedTuple):
    """A backup that could not be made: why, and when; None where nobody knows."""

    error: BackupError
    at: datetime | None


def title(found: list[Backup]) -> str:
    """The answer in a sentence.

    Args:
        found: The backups there are, the latest first.
    """
    if not found:
        return _("Backups: there is none yet")
    n, latest = number(len(found), 0), moment(found[0].time)
    if failure(found):
        return _("Backups: the last one failed; of those before there are {n}", n=n)
    return _("Backups: {n}, the latest of {time}", n=n, time=latest)


def failure(found: list[Backup]) -> Failure | None:
    """The latest backup that failed, where none was made since.

    Args:
        found: The backups there are, the latest first.
    """
    last = found[0].time if found else datetime.min.replace(tzinfo=UTC)
    own, work = schedule.own(), asked.made()
    failed = [Failure(own.trouble, own.failed_at)] if own and own.trouble else []
    if work and work.error and work.ended:
        failed.append(Failure(work.error, work.ended))
    since = [each for each in failed if each.at is None or each.at > last]
    return max(since, key=lambda each: each.at or datetime.now(UTC), default=None)


def draw(found: list[Backup], root: Path) -> None:
    """Draws the four facts and a line about where and whose times.

    Args:
        found: The backups there are, the latest first.
        root: Their folder.
    """
    failed = failure(found)
    with st.container(horizontal=True, gap="small", key="backup_facts"):
        st.metric(_("Last made"), moment(found[0].time) if found else "–", border=True)
        lost = moment(failed.at) if failed and failed.at else "–"
        st.metric(_("Last failed"), lost if failed else _("none"), border=True)
        st.metric(_("Next due"), _next(), border=True)
        st.metric(_("Room left there"), _room(root), border=True)
    folder = f"`{root}`"
    st.caption(_("In {folder}; times in Ha Noi (UTC+7).", folder=folder))
    if failed:
        st.error(_("The last backup failed: {reason}.", reason=reason(failed.error)))
    st.caption(
        _(
            "At the hour, one is made where something was stored or a line was added to the "
            "audit since the last. All of two days are kept, then the last of each of 30 days and "
            "of each of 24 months."
        )
    )


def reason(error: BackupError) -> str:
    """Why a backup could not be made, or is none, escaped.

    Args:
        error: What was raised.
    """
    safe = {name: escape(detail) for name, detail in error.details.items()}
    return _(BACKUPS.get(error.code, BACKUPS["failed"]), **safe)


def moment(time: datetime) -> str:
    """A moment as day and time in Ha Noi.

    Args:
        time: Aware.
    """
    return time_in_words(time.astimezone(UTC).replace(tzinfo=None))


def _next() -> str:
    now = datetime.now().astimezone()
    try:
        due = (schedule.own() or schedule.Schedule(now)).next_due(now)
    except BackupError:
        return _("unknown")
    return moment(due) if due else _("switched off")


def _room(root: Path) -> str:
    there = next((each for each in (root, *root.parents) if each.is_dir()), None)
    if there is None:
        return _("unknown")
    return f"{number(shutil.disk_usage(there).free / GB, 1)} GB"
