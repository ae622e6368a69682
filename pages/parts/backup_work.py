"""What an administrator asks of backups here, how far it is, and how one is restored."""

from __future__ import annotations

import streamlit as st

from data.access.people import Visitor
from data.access.rights import Action, refusal
from data.backups import asked
from data.backups.asked import MAKE
from data.backups.manifest import Backup
from pages.parts import visitors
from pages.parts.backup_state import moment, reason
from pages.parts.escape import escape
from pages.parts.language import _

CHOSEN = "backup_checked"


def draw(visitor: Visitor, found: list[Backup]) -> None:
    """Draws what can be asked, or how far it is.

    Args:
        visitor: Who reads.
        found: The backups there are, the latest first.
    """
    if refusal(visitor, Action.ADMINISTER):
        return
    if asked.going_on():
        _watch()
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="backup_ask"):
        st.button(_("Make a backup now"), icon=":material/backup:", type="primary", on_click=_make)
        if found:
            st.selectbox(
                _("Read one again and compare"),
                [each.name for each in found],
                format_func=lambda name: _named(found, name),
                key=CHOSEN,
                width=320,
            )
            st.button(_("Read it again"), icon=":material/fact_check:", on_click=_check)
    _draw_done()


def draw_restoring(found: list[Backup]) -> None:
    """Draws how a backup is put back: never here, since that takes the file from under the app.

    Args:
        found: The backups there are, the latest first.
    """
    name = found[0].name if found else "20261130-010000Z"
    with st.expander(_("How to restore one"), icon=":material/settings_backup_restore:"):
        st.markdown(
            _(
                "At the server, with the program stopped. What is in place is kept beside; nothing "
                "that was ended comes back."
            )
        )
        st.code(
            f"systemctl stop atlas\natlas data.backups verify {name}\n"
            f"atlas data.backups restore {name}\nsystemctl start atlas",
            language="shell",
        )
        own = f"`make restore FROM={name}`"
        st.caption(_("Without a service: stop the program, {command}, start it.", command=own))


def _draw_going_on() -> None:
    work = asked.going_on()
    if work is None:
        st.rerun()
    began = moment(work.began)
    said = (
        _("Being made since {time}. Everybody may go on working; so may you.", time=began)
        if work.what == MAKE
        else _("{name} is being read and compared since {time}.", name=work.name, time=began)
    )
    st.info(said, icon=":material/hourglass_top:")


_watch = st.fragment(_draw_going_on, run_every=1)


def _draw_done() -> None:
    work = asked.made()
    if work and work.ended and not work.error:
        seconds = f"{(work.ended - work.began).total_seconds():.0f}"
        st.success(
            _("{name} was made in {seconds} s.", name=work.name, seconds=seconds),
            icon=":material/check:",
        )
    chosen = asked.checked(str(st.session_state.get(CHOSEN, "")))
    if chosen and chosen.ended:
        if chosen.error:
            st.error(
                _("✗ {name}: {reason}.", name=escape(chosen.name), reason=reason(chosen.error))
            )
        else:
            st.success(
                _("✓ {name}: all of it was read, and is as written.", name=escape(chosen.name))
            )


def _named(found: list[Backup], name: str) -> str:
    times = (moment(each.time) for each in found if each.name == name)
    return f"{next(times, '')} · {name}"  # two may be of one minute


def _make() -> None:
    visitor = visitors.current()
    if not refusal(visitor, Action.ADMINISTER):
        asked.make(visitor)


def _check() -> None:
    visitor = visitors.current()
    if not refusal(visitor, Action.ADMINISTER):
        asked.check(visitor, st.session_state[CHOSEN])
