"""What is wrong, or worth knowing, in a file: counted, listed, filtered, saved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePath

import pandas as pd
import streamlit as st

from data.imports import incoming
from data.imports.marked import marked
from data.imports.problems import SEVERITIES, Problem, catalogue, sentence
from data.imports.workbook import Workbook
from pages.parts.escape import escape
from pages.parts.import_journey import Journey
from pages.parts.import_templates import XLSX
from pages.parts.language import _, current
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
MOST = 1000
MOST_ON_PHONE = 50


def draw_all(journey: Journey) -> None:
    """Draws what was found in a file that was checked, and offers it marked in a copy of it."""
    assert journey.run
    assert journey.file
    noticed = (*incoming.unanswered(journey.file), *journey.file.noticed)
    counts = Counter(journey.run.severities) + count(noticed)
    st.subheader(_("What is wrong in it"))
    problems = (*journey.run.problems(MOST), *noticed)
    draw(problems, counts, "import")
    if problems:
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


def _line(problem: Problem) -> str:
    """One problem as an item of a list, where a table would be too wide to read."""
    return f"- **{_(ONE[problem.severity])}** {escape(sentence(problem, '', current()))}"


def table(problems: Iterable[Problem]) -> pd.DataFrame:
    """One row per problem, in words: where, what was found, what to do."""
    language = current()
    lines = []
    for problem in problems:
        words = catalogue()[problem.code]
        details = {name: getattr(problem, name) for name in ("found", "expected", "field")}
        lines.append(
            {
                _("Severity"): _(ONE[problem.severity]),
                _("Sheet"): problem.sheet,
                _("Row"): str(problem.row or ""),
                _("Column"): f"{problem.column} {problem.field}".strip(),
                _("What is wrong"): words[f"says_{language}"].format(**details),
                _("What to do"): words[f"hint_{language}"].format(**details),
            }
        )
    found = pd.DataFrame(lines)
    return found.loc[:, [name for name in found if name != _("Sheet") or found[name].any()]]
