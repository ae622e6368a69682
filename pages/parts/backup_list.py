"""The backups there are, as a list: when, how large, why, by which rule kept, whether whole."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import streamlit as st

from data.backups import asked, keeping, manifest
from data.backups.keeping import Rule
from data.backups.manifest import Backup
from pages.parts.backup_state import moment
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.wording import number

REASONS = {
    "asked": "asked for",
    "scheduled": "by the hour",
    "migration": "before the schema was changed",
    "lost": "the warehouse's file was gone",
}
# As keeping.RULES has them; then the one that is the latest alone, and those that no rule keeps.
RULES = (
    "all of two days",
    "the last of its day, 30 days",
    "the last of its month, 24 months",
    "the latest",
    "by no rule: goes with the next",
)


def draw(found: list[Backup], root: Path) -> None:
    """Draws the list, the latest first, and names folders that cannot be read.

    Args:
        found: The backups there are, the latest first.
        root: Their folder.
    """
    if unreadable := manifest.unreadable(root):
        names = ", ".join(f"`{escape(name)}`" for name in unreadable)
        st.warning(
            _("✗ No backup can be read in: {names}. Nothing removes them.", names=names),
            icon=":material/folder_off:",
        )
    if not found and asked.going_on():
        return
    if not found:
        st.info(
            _("There is none yet. Make one now, or wait for the hour: nothing else need be done.")
        )
        return
    rules = keeping.kept_by([each.time for each in found], datetime.now(UTC))
    st.dataframe(
        pd.DataFrame([_line(each, _rule(each, rules)) for each in found]),
        hide_index=True,
        width="stretch",
        height="content" if len(found) <= 12 else 460,
    )


def state(backup: Backup) -> str:
    """Whether it is whole, with a sign, as far as is known.

    Args:
        backup: The backup.
    """
    if not manifest.has_sizes(backup):
        return "✗ " + _("files missing or changed")
    work = asked.checked(backup.name)
    if work is None or work.ended is None:
        return "✓ " + _("compared when it was made")
    if work.error is None:
        return "✓ " + _("read again {time}: whole", time=moment(work.ended))
    if work.error.code == "damaged":
        return "✗ " + _("read again {time}: damaged", time=moment(work.ended))
    return "? " + _("could not be read again {time}", time=moment(work.ended))


def _rule(backup: Backup, rules: dict[datetime, Rule | None]) -> str:
    if backup.time not in rules:
        return RULES[-1]
    rule = rules[backup.time]
    return RULES[keeping.RULES.index(rule)] if rule else RULES[-2]


def _line(backup: Backup, rule: str) -> dict[str, object]:
    return {
        _("When (UTC+7)"): moment(backup.time),
        _("Whole?"): state(backup),
        _("MB"): number(backup.size / 1e6, 1),
        _("Why made"): _(REASONS[backup.reason]) if backup.reason in REASONS else backup.reason,
        _("Kept as"): _(rule),
        _("Access and roles"): _what_is_in(backup),
        _("Rows"): number(sum(table.rows for table in backup.tables.values()), 0),
        _("Schema"): f"{backup.schema} · {backup.release}",
        _("Name"): backup.name,
    }


def _what_is_in(backup: Backup) -> str:
    held = [name for name in (manifest.ACCESS, manifest.ROLES) if name in backup.files]
    return ", ".join(held) or "–"
