"""One boundary file on its way in, kept between the runs of a session; its bytes stay in memory."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from data.boundaries.draft import Draft, dry_run
from geo.boundaries.report import BoundaryFileError, Finding

KEY = "boundary"
STORED = "boundary_stored"


@dataclass
class Journey:
    """One file: what was sent, and what was found in it.

    Attributes:
        file_name: As given.
        content: Its bytes.
        vintage: Of the units that it is said to hold.
        level: Likewise.
        draft: What was found, and what storing it would do; None before that.
        fault: Why it cannot be read.
    """

    file_name: str
    content: bytes
    vintage: str
    level: str
    draft: Draft | None = None
    fault: Finding | None = None

    def read(self) -> None:
        """Reads the file, or says in `fault` why that cannot be done."""
        try:
            self.draft = dry_run(self.content, self.file_name, self.vintage, self.level)
        except BoundaryFileError as error:
            self.fault = error.finding


def current() -> Journey | None:
    """The file of this session that is on its way in."""
    found: Journey | None = st.session_state.get(KEY)
    return found


def begin(journey: Journey) -> None:
    """Puts another file in the place of the one that was looked at."""
    st.session_state[KEY] = journey
    st.session_state.pop(STORED, None)


def end() -> None:
    """Lets go of the file."""
    st.session_state.pop(KEY, None)


def finish(title: str) -> None:
    """Lets go of the file, which was stored under the title, and empties the field for one."""
    end()
    st.session_state[STORED] = title
    st.session_state["boundary_files"] = files_sent() + 1


def stored() -> str:
    """The title of what was stored last, until another file is looked at; "" for none."""
    return str(st.session_state.get(STORED, ""))


def files_sent() -> int:
    """How many files were stored in this session: the field for a file is a new one after each."""
    return int(st.session_state.get("boundary_files", 0))
