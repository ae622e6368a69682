"""What is said of a question: its answer, why there is none and where, what was asked."""

from __future__ import annotations

from datetime import datetime

from data.asking_sql.question import Question
from data.datasets import DATASETS, DEMO
from data.publish.snapshots import Snapshot
from pages.parts import datasets
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.wording import number, time_in_words
from queries.guard import RefusedError

REFUSALS = {
    "empty": "There is no question yet. Write a SELECT, or take an example.",
    "too_long": "The question has {found} letters; at most {expected} are taken.",
    "not_one": "These are {found} statements. Ask one SELECT at a time.",
    "not_select": (
        "This is a statement of the kind {found}. Only SELECT is answered here: nothing can be "
        "changed, read in or sent out."
    ),
    "part_refused": (
        "A part of the question is of the kind {found}. Every part must be a SELECT; the tables "
        "and their columns are listed on this page."
    ),
    "table_unknown": (
        "There is no table “{found}”. The tables are: {expected}. Files cannot be read."
    ),
    "function_refused": (
        "The function {found} is not allowed here: it reaches for files, settings or statements."
    ),
    "function_unknown": "There is no function “{found}”.",
    "column_unknown": "There is no column “{found}” in these tables.",
    "syntax": "The question cannot be read from here on: “{found}” was not expected.",
    "syntax_end": "The question ends too soon.",
    "parameter": "Nobody is asked for a parameter: write the value itself in its place.",
    "too_deep": "The question is nested too deeply. Break it up with WITH.",
    "too_many_columns": "The answer has {found} columns; at most {expected} are shown.",
    "too_large": "The answer is larger than {expected} MB. Ask for fewer columns or rows.",
    "memory": (
        "The question needs more memory than one may take. Narrow it with WHERE before tables are "
        "joined, sorted or grouped."
    ),
    "late": (
        "The question took longer than {expected} s and was ended. Narrow it with WHERE before "
        "tables are joined, sorted or grouped."
    ),
    "cancelled": "The question was cancelled.",
    "busy": "Others are asking just now. Ask again in a moment.",
    "reach": "The question reaches for a file. Only the tables listed here can be read.",
    "snapshot": (
        "The snapshot that questions are asked of cannot be written: {found}. Tell the "
        "administrator."
    ),
    "broken": "The question could not be asked ({found}). Tell the administrator the time.",
    "failed": "The database says: {found}",
}
AROUND = 1  # lines of the question shown above the one at fault


def title(question: Question | None) -> str:
    """The answer in a sentence, or what there is instead of one."""
    if question is None:
        return _("Ask the figures in SQL")
    if not question.done:
        return _("The question is being answered …")
    if question.answer is None:
        return _("The question was not answered")
    rows = number(len(question.answer.rows), 0)
    seconds = number(question.answer.seconds, 1)
    if question.answer.more:
        return _("The first {n} rows, in {seconds} s", n=rows, seconds=seconds)
    return _("Rows of the answer: {n}, in {seconds} s", n=rows, seconds=seconds)


def snapshot_line(snapshot: Snapshot | None) -> str:
    """What is asked: when the snapshot was made, and whose figures it holds."""
    if snapshot is None:
        return _("Asked is a snapshot of all figures; it is being made.")
    return _(
        "Asked is a snapshot of {time}: figures {n}, datasets: {datasets}. It is made anew when "
        "something was imported.",
        time=made(snapshot),
        n=number(snapshot.rows["figures"], 0),
        datasets=", ".join(map(datasets.label, snapshot.datasets)).lower(),
    )


def made(snapshot: Snapshot) -> str:
    """When the snapshot was made, in Ha Noi."""
    return time_in_words(datetime.fromisoformat(snapshot.made_at).replace(tzinfo=None))


def problem(refused: RefusedError, sql: str) -> str:
    """Why there is no answer, and where in the question, as escaped markup."""
    said = {"found": "", "expected": "", **refused.said}
    code = "syntax_end" if refused.code == "syntax" and not said["found"] else refused.code
    sentence = _(REFUSALS[code], **{key: escape(value) for key, value in said.items()})
    if code in ("function_unknown", "column_unknown") and said["expected"]:
        sentence += " " + _("Did you mean: {names}?", names=escape(said["expected"]))
    if refused.start is None:
        return sentence
    line, column = _place(refused.start, sql)
    return _("Line {line}, column {column}: {problem}", line=line, column=column, problem=sentence)


def excerpt(refused: RefusedError, sql: str) -> str:
    """The line at fault with a mark below it; empty where no place is at fault."""
    if refused.start is None:
        return ""
    line, column = _place(refused.start, sql)
    lines = [each.replace("\t", " ") for each in sql.split("\n")]
    shown = lines[max(0, line - 1 - AROUND) : line]
    length = min(refused.length, max(1, len(lines[line - 1]) - column + 1))
    return "\n".join([*shown, " " * (column - 1) + "^" * length])


def _place(start: int, sql: str) -> tuple[int, int]:
    """Line and column of a letter, counted from 1."""
    before = sql[:start]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def in_dataset_order(found: set[str]) -> list[str]:
    """The datasets among what was found, in their usual order."""
    return [dataset for dataset in DATASETS if dataset in found]


def unsaid(snapshot: Snapshot) -> str:
    """What to do where an answer does not say whose figures it is of; empty where one is all."""
    if len(snapshot.datasets) < 2:
        return ""
    how = _(
        "The answer does not say whose figures it is of. Take the column dataset into it, or ask "
        "for one dataset: where dataset = 'published'."
    )
    if DEMO not in snapshot.datasets:
        return how
    return f"{may_be_simulated()} {how}"


def may_be_simulated() -> str:
    """What stands under all that is made of such an answer."""
    return _("Simulated figures may be in it.")
