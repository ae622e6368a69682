"""A file in with nobody at the screen: what a route and the command line answer, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import PurePath
from typing import Any

from data import office
from data.access import rights
from data.access.people import MACHINE, Visitor
from data.imports import incoming
from data.imports.delivery import Delivery, Origin
from data.imports.incoming import Incoming
from data.imports.layout import KINDS
from data.imports.problems import Problem, UnreadableFileError, sentence
from data.warehouse import Warehouse

MOST_PROBLEMS = 200


@dataclass(frozen=True)
class Wishes:
    """What the sender says of the file.

    Attributes:
        kind: Which of the kinds of file.
        dry: Whether nothing may be stored.
        partly: Whether what has no error is stored though other cells have one.
        decimal: "," or "." where the file's own cells do not tell.
        period: Of a file that does not say its own.
        source: Title of the source; "" takes the title in the file, else its name.
        language: Of the sentences.
    """

    kind: str = "results"
    dry: bool = False
    partly: bool = False
    decimal: str = ""
    period: str = ""
    source: str = ""
    language: str = "vi"


def wishes_of(asked: Mapping[str, str]) -> Wishes:
    """The wishes that a query says. Raises ValueError, with what is legal, for any other."""
    legal: dict[str, tuple[str, ...]] = {
        "kind": KINDS,
        "dry": ("0", "1"),
        "partly": ("0", "1"),
        "decimal": ("", ",", "."),
        "language": ("vi", "en"),
    }
    names = [field.name for field in fields(Wishes)]
    for name, text in asked.items():
        if name not in names:
            raise ValueError(f"{name!r} is not one of {', '.join(names)}")
        if name in legal and text not in legal[name]:
            raise ValueError(f"{name} is one of {', '.join(legal[name])}, not {text!r}")
    flags = {name: text == "1" for name, text in asked.items() if name in ("dry", "partly")}
    return Wishes(**{**asked, **flags})  # type: ignore[arg-type]


def take_in(
    opened: Warehouse, file_name: str, content: bytes, wishes: Wishes, by: Visitor = MACHINE
) -> dict[str, Any]:
    """What was found and done: state, counts, problems (first ones, and how many), batch.

    States: unreadable, open (questions are left), refused (errors, and not partly), checked (dry),
    stored, submitted (waits for the level above), same (everything was stored already). Raises
    rights.RefusedError where the sender may import nothing at all; rows of areas that are not the
    sender's have an error.
    """
    rights.demand(by, rights.Action.IMPORT)
    try:
        file = incoming.open_file(opened, file_name, content, wishes.kind)
    except UnreadableFileError as error:
        return _answer("unreadable", file_name, (error.problem,), wishes)
    file = _told(file, wishes)
    asked = incoming.unanswered(file)
    if any(problem.severity == "error" for problem in asked):
        return _answer("open", file_name, (*asked, *file.noticed), wishes)
    delivery = Delivery(
        file_name=file_name,
        sha256=file.workbook.sha256,
        origin=Origin(wishes.source or _title(file) or PurePath(file_name).stem, office.name()),
        office=office.name(),
        kind=wishes.kind,
        by=by,
    )
    try:
        run = incoming.dry_run(opened, file, delivery, date.today())
    except UnreadableFileError as error:
        return _answer("unreadable", file_name, (error.problem,), wishes)
    try:
        problems = (*run.problems(MOST_PROBLEMS), *asked, *file.noticed)
        answer = _answer("checked", file_name, problems, wishes) | {
            "counts": vars(run.counts),
            "severities": run.severities,
        }
        if wishes.dry:
            return answer
        if run.severities.get("error") and not wishes.partly:
            return answer | {"state": "refused"}
        if run.needs_approval(by):
            waits = run.submit(by)
            return answer | {"state": "submitted" if waits else "same", "submission": waits}
        batch = run.commit()
        return answer | {"state": "stored" if batch else "same", "batch": batch}
    finally:
        run.close()


def _told(file: Incoming, wishes: Wishes) -> Incoming:
    """The file with what the sender said where it says nothing itself."""
    for layout in tuple(file.layouts.values()):
        file = file.laid_out(
            replace(
                layout,
                decimal=layout.decimal or wishes.decimal,
                period=layout.period or wishes.period,
            )
        )
    return file


def _title(file: Incoming) -> str:
    return next((layout.title for layout in file.layouts.values() if layout.title), "")


def _answer(
    state: str, file_name: str, problems: tuple[Problem, ...], wishes: Wishes
) -> dict[str, Any]:
    return {
        "state": state,
        "file": file_name,
        "problems": [
            {
                **vars(problem),
                "severity": problem.severity,
                "says": sentence(problem, file_name, wishes.language),
            }
            for problem in problems[:MOST_PROBLEMS]
        ],
    }
