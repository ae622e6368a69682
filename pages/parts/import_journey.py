"""One file on its way in, kept between the runs of a session; its bytes stay in memory."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import PurePath

import streamlit as st

from data import office, warehouse
from data.cache import rows
from data.imports import incoming
from data.imports.delivery import DATASET, Delivery, Origin
from data.imports.incoming import DryRun, Incoming
from data.imports.layout import Layout
from data.imports.lore import lore
from data.imports.problems import Problem, UnreadableFileError
from data.imports.recognising import recognise
from data.imports.storing import Counts
from geo.names import fold
from pages.parts import visitors

KEY = "import"


@dataclass
class Journey:
    """One file: what was sent, how it is read, what storing it would do.

    Attributes:
        file_name: As given.
        content: Its bytes.
        kind: Which of the kinds of file.
        typed: Whether it was made here, from a form that somebody filled in.
        decimal: The decimal mark it was typed with; "" where the file itself must tell.
        file: Read and laid out; None before that, and where it cannot be read.
        fault: Why it cannot be read.
        origin: Where its figures are from.
        run: What storing it would do; None while something is asked.
        stopped: Whether somebody stopped the work, so that it waits to be asked for again.
        left_out: How the sheets that are left out would be read, by name.
        saved: The name of the saved layout that a sheet is read by, by the sheet's name.
    """

    file_name: str
    content: bytes
    kind: str
    typed: bool = False
    decimal: str = ""
    file: Incoming | None = None
    fault: Problem | None = None
    origin: Origin | None = None
    run: DryRun | None = None
    stopped: bool = False
    left_out: dict[str, Layout] = field(default_factory=dict)
    saved: dict[str, str] = field(default_factory=dict)

    def read(self) -> None:
        """Reads the file, or says in `fault` why that cannot be done."""
        self.forget_run()
        self.file = self.fault = None
        try:
            self.file = incoming.open_file(
                warehouse.shared(), self.file_name, self.content, self.kind
            )
        except UnreadableFileError as error:
            self.fault = error.problem
            return
        self.saved = {
            sheet: kept[0].name
            for sheet, layout in self.file.layouts.items()
            if (kept := rows("saved_layouts", shape=layout.shape))
        }
        if self.typed:  # its columns are known, whatever was saved for files like it
            for sheet in tuple(self.saved):
                self.read_afresh(sheet)
            for layout in tuple(self.file.layouts.values()):
                self.file = self.file.laid_out(replace(layout, decimal=self.decimal))
        self.origin = self.origin or first_origin(self.file, self.kind)

    def read_afresh(self, sheet_name: str) -> None:
        """Reads a sheet by what its own cells tell, without the layout that was saved."""
        assert self.file
        self.saved.pop(sheet_name, None)
        words = lore(warehouse.shared()).vocabulary
        for sheet in self.file.workbook.sheets:
            if sheet.name == sheet_name and (layout := recognise(sheet, words, self.kind)):
                self.change(self.file.laid_out(layout))

    def change(self, file: Incoming) -> None:
        """Goes on with the file read another way."""
        self.forget_run()
        self.file = file

    def forget_run(self) -> None:
        """Lets go of what storing would do, which is no longer true."""
        if self.run:
            self.run.close()
        self.run, self.stopped = None, False

    def asked(self) -> tuple[Problem, ...]:
        """What must be answered before the figures can be understood.

        The decimal mark is asked once for all columns of a sheet that do not tell.
        """
        found: dict[tuple[str, str, str], Problem] = {}
        for problem in incoming.unanswered(self.file) if self.file else ():
            column = "" if problem.code == "ambiguous_numbers" else problem.column
            if problem.severity == "error":
                key = (problem.sheet, problem.code, column)
                found.setdefault(key, replace(problem, column=column))
        return tuple(found.values())

    def delivery(self) -> Delivery:
        """The file as it would be stored."""
        assert self.file
        assert self.origin
        return Delivery(
            file_name=self.file_name,
            sha256=self.file.workbook.sha256,
            origin=self.origin,
            office=office.name(),
            kind=self.kind,
            by=visitors.current(),
        )


@dataclass(frozen=True)
class Stored:
    """What was stored or submitted last in this session; both ids are "" where nothing was new.

    area_id and indicator_id are those of its first figure; "" of teams, which no page shows yet.
    """

    batch_id: str
    submission_id: str
    file_name: str
    counts: Counts
    area_id: str
    indicator_id: str


def current() -> Journey | None:
    """The file of this session that is on its way in."""
    found: Journey | None = st.session_state.get(KEY)
    return found


def begin(journey: Journey) -> None:
    """Puts a file in the place of the one before."""
    end()
    st.session_state[KEY] = journey
    st.session_state.pop(f"{KEY}_stored", None)


def end() -> None:
    """Forgets the file, its bytes and what was staged of it."""
    if (journey := current()) is not None:
        journey.forget_run()
        del st.session_state[KEY]


def finish(stored: Stored) -> None:
    """Forgets the file that was stored, and keeps what to say of it."""
    end()
    st.session_state[f"{KEY}_stored"] = stored
    st.session_state[f"{KEY}_sent"] = st.session_state.get(f"{KEY}_sent", 0) + 1


def stored() -> Stored | None:
    """What was stored last, until another file is sent."""
    found: Stored | None = st.session_state.get(f"{KEY}_stored")
    return found


def files_sent() -> int:
    """How many files this session stored; a new number makes the field for files empty again."""
    return int(st.session_state.get(f"{KEY}_sent", 0))


def first_origin(file: Incoming, kind: str) -> Origin:
    """Where the figures are said to be from until a person says otherwise.

    A file of the same name but for its digits, or of the same title, was the same source's, so that
    a corrected file replaces what it corrects.
    """
    title = next((layout.title for layout in file.layouts.values() if layout.title), "")
    name = PurePath(file.workbook.file_name).stem
    for origin, file_name in earlier_origins(kind):
        if origin.title == title or (not title and _make(file_name) == _make(name)):
            return origin
    return Origin(title=title or name, publisher=office.name())


def earlier_origins(kind: str) -> tuple[tuple[Origin, str], ...]:
    """The sources of the files stored before, the latest first, each with its last file's name."""
    found: dict[Origin, str] = {}
    for row in rows("batches", dataset=DATASET):
        if row.kind == kind and row.state == "committed":
            day = row.published_on
            origin = Origin(row.source, row.publisher, row.url, None if day != day else day)
            found.setdefault(origin, row.file_name)
    return tuple(found.items())


def _make(file_name: str) -> str:
    return re.sub(r"[\W\d_]+", " ", fold(PurePath(file_name).stem)).strip()
