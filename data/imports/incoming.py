"""One file on its way in: what a page, a route and the command line do with it, step by step.

`open_file` reads and lays it out; `unanswered` says what a person must still say; `dry_run` shows
what storing would do; its `commit` stores. Nothing is written before that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from data.access.people import Visitor
from data.imports import (
    checks,
    permitted,
    personal,
    reading,
    recognising,
    registry,
    stage,
    storing,
    submissions,
    tidying,
)
from data.imports.delivery import Delivery
from data.imports.forms import forms
from data.imports.layout import Layout
from data.imports.lore import lore
from data.imports.problems import Problem, UnreadableFileError
from data.imports.remembered import layouts_of_shape
from data.imports.spreadsheet_out import is_ours
from data.imports.stage import Unfound
from data.imports.storing import Counts
from data.imports.workbook import Sheet, Workbook
from data.migrations import Cursor
from data.warehouse import Warehouse
from geo.names import fold

if TYPE_CHECKING:
    import pandas as pd

Tell = Callable[[str, float], None]
_HEAD = 10  # rows in which the header of a form is looked for
STEPS = ("tidy", "understand", "check", "compare")


@dataclass(frozen=True)
class Incoming:
    """A file that was read, and how each of its sheets is to be read.

    Attributes:
        workbook: Its sheets, cells that may be personal blanked.
        kind: Which of the kinds of file it was said to be.
        layouts: By sheet name; sheets that are left out have none.
        noticed: What was noticed while reading.
    """

    workbook: Workbook
    kind: str
    layouts: dict[str, Layout]
    noticed: tuple[Problem, ...]

    def laid_out(self, layout: Layout) -> Incoming:
        """The same file with another layout of one sheet."""
        return replace(self, layouts={**self.layouts, layout.sheet: layout})

    def without(self, sheet: str) -> Incoming:
        """The same file with one sheet left out."""
        return replace(self, layouts={k: v for k, v in self.layouts.items() if k != sheet})


@dataclass(frozen=True)
class DryRun:
    """What storing a file would do. It keeps a cursor with the staged figures until closed.

    Attributes:
        delivery: What would be stored, and from where.
        counts: How its figures stand to those stored.
        severities: How many problems there are of each severity.
        unfound: Names of areas that a person must choose an area for.
    """

    opened: Warehouse
    cursor: Cursor
    delivery: Delivery
    counts: Counts
    severities: dict[str, int]
    unfound: tuple[Unfound, ...]

    def problems(self, most: int = 1000) -> tuple[Problem, ...]:
        """The first problems, errors first; `severities` counts all."""
        return checks.problems(self.cursor, most)

    def changes(self, status: str, most: int = 500) -> pd.DataFrame:
        """The first figures that are "added", "changed" or "same", beside what is stored."""
        return storing.changes(self.cursor, self.delivery.kind, status, most)

    def commit(self, by: Visitor | None = None) -> str:
        """The id of the new batch; "" where everything was stored already.

        Raises rights.RefusedError where it changes areas that it may not, and stores nothing.

        Args:
            by: Who stores it, if that may have changed since it was checked.
        """
        delivery = replace(self.delivery, by=by) if by else self.delivery
        return storing.commit(self.opened, self.cursor, delivery, self.counts)

    def needs_approval(self, by: Visitor) -> bool:
        """Whether it must be submitted, not stored. Raises rights.RefusedError as `commit` does.

        Args:
            by: Who would store it.
        """
        return permitted.demand(self.cursor, replace(self.delivery, by=by))

    def submit(self, by: Visitor) -> str:
        """The id of what waits for the level above; "" where everything was stored already.

        Raises rights.RefusedError where it changes areas that it may not.

        Args:
            by: Who submits it.
        """
        delivery = replace(self.delivery, by=by)
        return submissions.submit(self.opened, self.cursor, delivery, self.counts)

    def close(self) -> None:
        """Lets the staged figures go; harmless when repeated."""
        self.cursor.close()


def open_file(opened: Warehouse, file_name: str, content: bytes, kind: str = "results") -> Incoming:
    """The file, read and laid out as well as it can be told.

    Raises UnreadableFileError, with the problem, for what is no readable file.
    """
    book = reading.open_workbook(file_name, content)
    pa.default_memory_pool().release_unused()  # reading takes three times what it gives
    words = lore(opened).vocabulary
    sheets, noticed = [], list(book.problems)
    layouts: dict[str, Layout] = {}
    for read in book.sheets:
        if is_ours(read):
            continue
        sheet, blanked = personal.blank(read)
        sheets.append(sheet)
        noticed += blanked
        layout = recognising.recognise(sheet, words, kind)
        if layout and (known := layouts_of_shape(opened, layout.shape)):
            layout = recognising.recognise(sheet, words, kind, known)
        if layout:
            layouts[sheet.name] = layout
    return Incoming(replace(book, sheets=tuple(sheets)), kind, layouts, tuple(noticed))


def with_header(
    opened: Warehouse, incoming: Incoming, sheet: Sheet, kind: str, header: tuple[int, int]
) -> Incoming:
    """The same file with a sheet laid out below the header that a person named.

    What a person may have said of the whole sheet before still holds.
    """
    layout = recognising.recognise(sheet, lore(opened).vocabulary, kind, header=header)
    if layout is None:  # not where a header is given
        return incoming
    if said := incoming.layouts.get(sheet.name):
        layout = replace(
            layout,
            decimal=said.decimal or layout.decimal,
            indicator=said.indicator or layout.indicator,
            period=said.period or layout.period,
            level=said.level or layout.level,
            within=said.within,
            vintage=said.vintage,
        )
    return incoming.laid_out(layout)


def unanswered(incoming: Incoming) -> tuple[Problem, ...]:
    """What the layouts leave open and a person must say, and what they leave out."""
    if other := _other_kind(incoming):
        return (other,)
    if not incoming.layouts:
        return (Problem("no_table"),)
    return tuple(
        problem
        for sheet in incoming.workbook.sheets
        if (layout := incoming.layouts.get(sheet.name))
        for problem in recognising.questions(sheet, layout)
    )


def _other_kind(incoming: Incoming) -> Problem | None:
    """That a sheet has every column of a form of another kind than was said."""
    said = next(form for form in forms().values() if form.kind == incoming.kind)
    for sheet in incoming.workbook.sheets:
        for row in sheet.cells.slice(0, _HEAD).to_pylist():
            headers = {fold(text) for text in row.values()}
            for form in forms().values():
                own = {fold(each.name_vi) for each in form.fields if not each.indicator}
                # The monthly form has too few columns that are no figures to be told by them.
                if form.kind != incoming.kind and len(own) > 4 and own <= headers:
                    return Problem(
                        "other_kind", sheet.name, found=said.name_vi, expected=form.name_vi
                    )
    return None


def dry_run(
    opened: Warehouse,
    incoming: Incoming,
    delivery: Delivery,
    today: date,
    tell: Tell = lambda step, done: None,
) -> DryRun:
    """What storing the file would do; nothing is written.

    Args:
        opened: The warehouse.
        incoming: With every question answered.
        delivery: What would be stored, and from where.
        today: No period may begin after it.
        tell: Called with the step and how much is done, 0 to 1; what it raises ends the work.

    Raises UnreadableFileError where the work takes more memory or time than there is.
    """
    cursor = opened.lasting_cursor()
    try:
        tell("tidy", 0.0)
        of_teams = delivery.kind == "teams"
        tidy = registry.read if of_teams else tidying.cells
        sheets = [
            (layout, tidy(sheet, layout))
            for sheet in incoming.workbook.sheets
            if (layout := incoming.layouts.get(sheet.name))
        ]
        tell("understand", 0.2)
        unfound = (registry if of_teams else stage).stage(cursor, sheets, lore(opened))
        tell("check", 0.5)
        if of_teams:
            registry.check(cursor, today)
        else:
            checks.check(cursor, delivery, today)
        permitted.check(cursor, delivery)
        tell("compare", 0.8)
        counts = storing.compare(opened, cursor, delivery)
        run = DryRun(opened, cursor, delivery, counts, checks.counts(cursor), unfound)
        tell("compare", 1.0)
    except (duckdb.OutOfMemoryException, duckdb.InterruptException) as error:
        cursor.close()
        raise UnreadableFileError(Problem("too_much_work")) from error
    except BaseException:
        cursor.close()
        raise
    return run
