"""What reports of a month lack, as findings: reports, fields, values that could not be stored."""

from __future__ import annotations

from typing import Any

from data.imports.forms import forms
from data.imports.problems import catalogue as problems
from pages.parts import asking, catalogue, months
from pages.parts.language import _, either
from pages.parts.quality_findings import Finding
from pages.parts.quality_reports import Reports
from pages.parts.quality_words import state_in_words
from pages.parts.reader import kept_for_reader
from pages.parts.wording import date_in_words

LATE_FIRST = {"missing": 0, "late": 1}
Findings = tuple[Finding, ...]


def asked(reports: Reports) -> dict[str, Any]:
    """What queries about the month and place are asked with.

    Args:
        reports: Of the place and month.
    """
    return {
        "areas": (reports.place["area_id"],),
        "first": reports.month.begins,
        "last": reports.month.ends,
    }


def required() -> tuple[str, ...]:
    """Ids of the indicators without which a monthly report is not complete."""
    fields = forms()[months.FORM].fields
    return tuple(field.indicator for field in fields if field.indicator and field.required)


def fields() -> tuple[str, ...]:
    """Ids of all indicators of the monthly report, in the order of the form."""
    return forms()[months.FORM].indicators


def blank_rows(reports: Reports) -> tuple[Any, ...]:
    """Rows of blank_fields_by_commune: fields of the form, and what others of the province report.

    Args:
        reports: Of the place and month.
    """
    return asking.rows("blank_fields_by_commune", indicators=fields(), **asked(reports))


@kept_for_reader
def of_reports(reports: Reports) -> Findings:
    """The reports that are missing or came late, the most overdue first."""
    rows = [row for row in reports.of_month if row.state in LATE_FIRST]
    rows.sort(key=lambda row: (LATE_FIRST[row.state], row.alphabetical, row.area_id))
    due = date_in_words(reports.month.due, "day")
    return tuple(
        Finding(
            row.state,
            row.area_id,
            row.area,
            "",
            state_in_words(row, reports),
            _("by {day}", day=due),
            _("Send the report.") if row.state == "missing" else _("Send the next one in time."),
        )
        for row in rows
    )


@kept_for_reader
def of_blanks(reports: Reports) -> Findings:
    """The fields left blank in reports that came, required ones first."""
    names = names_of(reports)
    musts = set(required())
    dropped = {(row.area_id, row.field) for row in _left_out_rows(reports)}
    rows = [row for row in blank_rows(reports) if (row.area_id, row.indicator) not in dropped]
    order = {code: place for place, code in enumerate(fields())}
    rows.sort(
        key=lambda row: (
            row.indicator not in musts,
            order.get(row.indicator, len(order)),
            row.indicator,
        )
    )
    return tuple(
        Finding(
            "blank",
            row.area_id,
            names[row.area_id],
            row.indicator,
            _("blank (required)") if row.indicator in musts else _("blank (not required)"),
            _("a number"),
            _("Blank does not mean 0: fill it in, with 0 where there was none."),
        )
        for row in rows
    )


def _left_out_rows(reports: Reports) -> tuple[Any, ...]:
    codes = tuple(code for code, row in problems().items() if row["severity"] == "error")
    return asking.rows("left_out_by_commune", codes=codes, **asked(reports))


@kept_for_reader
def of_left_out(reports: Reports) -> Findings:
    """The values that an import did not store, with the place in the file."""
    names = names_of(reports)
    found = []
    for row in _left_out_rows(reports):
        words = problems()[row.code]
        said = {"found": row.found or "…", "expected": row.expected or "–", "field": row.field}
        known = catalogue.is_known(row.field)
        where = _(
            "File {file}, sheet {sheet}, row {line}, column {column}",
            file=row.file_name,
            sheet=row.sheet or "–",
            line=row.line,
            column=row.cell_column or "–",
        )
        hint = either(words["hint_vi"], words["hint_en"])
        found.append(
            Finding(
                "left_out",
                row.area_id,
                names.get(row.area_id, row.area_id),
                row.field if known else "",
                either(words["says_vi"], words["says_en"]).format(**said),
                row.expected,
                f"{where}. {hint}",
            )
        )
    return tuple(found)


@kept_for_reader
def names_of(reports: Reports) -> dict[str, str]:
    """The names of the communes that owed a report for the month, by id."""
    return {row.area_id: row.area for row in reports.of_month}
