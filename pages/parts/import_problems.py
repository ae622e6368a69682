"""What is wrong, or worth knowing, in a file: counted, listed, filtered, saved."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePath

import pandas as pd
import streamlit as st

from data.imports import incoming
from data.imports.forms import forms
from data.imports.marked import marked
from data.imports.problems import SEVERITIES, Problem, catalogue, place
from data.imports.workbook import Workbook
from pages.parts.escape import escape
from pages.parts.import_journey import Journey
from pages.parts.import_templates import XLSX
from pages.parts.language import _, current, either
from pages.parts.screen import is_phone
from pages.parts.wording import number

NAMES = {"error": "Errors", "warning": "Warnings", "notice": "Notices"}
ONE = {"error": "Error", "warning": "Warning", "notice": "Notice"}
ICONS = {
    "error": ":material/error:",
    "warning": ":material/warning:",
    "notice": ":material/info:",
}
MEANS = {
    "error": "the cell is not stored",
    "warning": "stored; please look",
    "notice": "good to know",
}
FORM = "monthly"  # what is typed on the page
OF_COLUMNS = ("mixed_numbers", "scale_suspect", "unit_unsaid", "share_of_one")  # of files
ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
MOST = 1000
MOST_ON_PHONE = 50


def draw_all(journey: Journey) -> None:
    """Draws what was found in a file that was checked, and offers it marked in a copy of it."""
    assert journey.run
    assert journey.file
    noticed = (*incoming.unanswered(journey.file), *journey.file.noticed)
    counts = Counter(journey.run.severities) + count(noticed)
    typed = journey.typed
    st.subheader(_("What to look at in the report") if typed else _("What is wrong in it"))
    problems = (*journey.run.problems(MOST), *noticed)
    draw(map(_of_field, problems) if typed else problems, counts, "import")
    if problems and not typed:
        _offer_marked(journey, journey.file.workbook, problems)


def draw(problems: Iterable[Problem], counts: Mapping[str, int], key: str) -> None:
    """Draws how many problems there are, and the chosen ones as a table.

    Args:
        problems: The first ones, errors first.
        counts: How many of each severity there are in all.
        key: Tells this table from others.
    """
    listed = tuple(problems)
    there = [severity for severity in SEVERITIES if counts.get(severity)]
    if not there:
        st.caption(_("Nothing wrong was found."))
        return
    chosen = st.pills(
        _("Show"),
        there,
        format_func=lambda name: f"{ICONS[name]} {_(NAMES[name])}: {number(counts[name], 0)}",
        selection_mode="multi",
        default=there if there == ["notice"] else [name for name in there if name != "notice"],
        key=f"{key}_{'_'.join(there)}",
        help="; ".join(f"{_(NAMES[name])}: {_(MEANS[name])}" for name in there),
    )
    seen = [problem for problem in listed if problem.severity in chosen]
    if is_phone():
        seen = seen[:MOST_ON_PHONE]
        st.markdown("\n".join(_line(problem) for problem in seen))
    elif seen:
        st.dataframe(table(seen), hide_index=True, height=min(35 * (len(seen) + 1) + 3, 400))
    hidden = sum(counts[name] for name in chosen) - len(seen)
    if hidden > 0:
        st.caption(
            _(
                "The first {n} are listed; {hidden} more are counted above.",
                n=number(len(seen), 0),
                hidden=number(hidden, 0),
            )
        )


def _offer_marked(journey: Journey, workbook: Workbook, problems: tuple[Problem, ...]) -> None:
    language, mark = current(), _("to-mend")
    st.download_button(
        _("This list, and the file with the cells marked (XLSX)"),
        lambda: marked(journey.content, workbook, problems, language),
        file_name=f"{PurePath(journey.file_name).stem}_{mark}.xlsx",
        mime=XLSX,
        icon=":material/download:",
        on_click="ignore",
        help=_("Cells that may name a person are blank in it."),
        key="import_marked",
    )


def count(problems: Iterable[Problem]) -> Counter[str]:
    """How many problems there are of each severity."""
    return Counter(problem.severity for problem in problems)


def _of_field(problem: Problem) -> Problem:
    """The problem of a typed report, which has no sheet, rows or columns but named fields."""
    names = {each.name_vi: each for each in forms()[FORM].fields}
    field = names.get(problem.field)
    name = either(field.name_vi, field.name_en) if field else problem.field
    return replace(problem, sheet="", row=0, column="", field=name)


def _line(problem: Problem) -> str:
    """One problem as an item of a list, where a table would be too wide to read."""
    where = place(problem, "", current()) or problem.field
    said = " ".join(filter(None, _words(problem)))
    text = f"{where}: {said}" if where else said
    return f"- **{_(ONE[problem.severity])}** {escape(text)}"


def _words(problem: Problem) -> tuple[str, str]:
    """What is wrong, and what to do."""
    words = catalogue()[problem.code]
    details = {"found": problem.found, "expected": problem.expected or "–", "field": problem.field}
    if problem.code == "in_future":
        details["found"] = ISO.sub(_period, problem.found)
        details["expected"] = ISO.sub(r"\3/\2/\1", problem.expected)
    says, hint = (words[f"{name}_{current()}"].format(**details) for name in ("says", "hint"))
    if problem.code in OF_COLUMNS and problem.field and not problem.column:
        hint = _("Write the whole number in this field, then check again.")
    return says, hint


def _period(day: re.Match[str]) -> str:
    """The day as it is written; the month, where it is the last of one: 06/2022."""
    year, month, last = map(int, day.groups())
    is_month = last == monthrange(year, month)[1]
    return f"{'' if is_month else f'{last:02}/'}{month:02}/{year}"


def table(problems: Iterable[Problem]) -> pd.DataFrame:
    """One row per problem, in words: where, what was found, what to do."""
    lines = []
    for problem in problems:
        says, hint = _words(problem)
        lines.append(
            {
                _("Severity"): _(ONE[problem.severity]),
                _("Sheet"): problem.sheet,
                _("Row"): str(problem.row or ""),
                _("Column"): f"{problem.column} {problem.field}".strip() if problem.column else "",
                _("Field"): "" if problem.column else problem.field,
                _("What is wrong"): says,
                _("What to do"): hint,
            }
        )
    found = pd.DataFrame(lines)
    needed = {_("Sheet"), _("Row"), _("Column"), _("Field")}
    return found.loc[:, [name for name in found if name not in needed or found[name].any()]]
