"""What is doubtful in a month's figures, as findings: rules, changes, sources, totals."""

from __future__ import annotations

from math import exp
from typing import Any

import pandas as pd

from data import agreement, outliers
from data.imports import checks
from pages.parts import asking, catalogue
from pages.parts.asking import frame as ask
from pages.parts.language import _, either
from pages.parts.quality_checks import Findings, asked, names_of, of_blanks, of_left_out, of_reports
from pages.parts.quality_findings import Finding
from pages.parts.quality_reports import Reports, first_month
from pages.parts.reader import kept_for_reader
from pages.parts.wording import date_in_words, number

DECIMALS = 2


@kept_for_reader
def of_rules(reports: Reports) -> Findings:
    """The values that cannot be, or break a rule between the figures of one report."""
    names = names_of(reports)
    rows = asking.rows("broken_values_by_commune", **asked(reports))
    found = [_broken(row, names) for row in rows]
    for rule in checks.rules():
        broken = asking.rows(
            "broken_rules_by_commune",
            left=rule.left,
            right=rule.right,
            least=rule.least,
            most=rule.most,
            parts=len({*rule.left, *rule.right}),
            **asked(reports),
        )
        said = either(rule.said, rule.said_en)
        found += [
            Finding(
                "rule",
                row.area_id,
                names.get(row.area_id, row.area_id),
                rule.left[0],
                _(
                    "{left}: {one}; {right}: {other}",
                    left=_called(rule.left),
                    one=number(row.one, DECIMALS),
                    right=_called(rule.right),
                    other=number(row.other, DECIMALS),
                ),
                said,
                _("Check the figures concerned and send a correction."),
            )
            for row in broken
        ]
    return tuple(sorted(found, key=lambda each: (each.area, each.area_id, each.indicator)))


def _called(indicators: tuple[str, ...]) -> str:
    return " + ".join(catalogue.indicator(code).name for code in indicators)


def _broken(row: Any, names: dict[str, str]) -> Finding:
    indicator = catalogue.indicator(row.indicator)
    if row.kind == "fell":
        before = date_in_words(row.other_as_of.date(), "month")
        expected = _(
            "not below {value} of {month}: it is cumulative",
            value=indicator.words(row.other),
            month=before,
        )
    elif row.kind == "part_above_whole":
        whole = catalogue.indicator(row.whole)
        expected = _("at most {whole}: {value}", whole=whole.name, value=whole.words(row.other))
    else:
        expected = _("0 to 100 %") if row.kind == "above_100" else _("0 or more")
    return Finding(
        "rule",
        row.area_id,
        names.get(row.area_id, row.area_id),
        row.indicator,
        indicator.words(row.value),
        expected,
        _("Check the figures concerned and send a correction."),
    )


@kept_for_reader
def of_changes(reports: Reports) -> Findings:
    """The changes from the month before that are far from what is usual, the farthest first."""
    names = names_of(reports)
    provinces = reports.provinces
    if not provinces:
        return ()
    changes = ask(
        "changes_by_commune",
        areas=provinces,
        first=first_month(reports.month),
        last=reports.month.ends,
    )
    far = outliers.unusual(changes)
    found = []
    for row in far[far["area_id"].isin(set(names))].itertuples(index=False):
        indicator = catalogue.indicator(row.indicator)
        usual = row.peers if pd.isna(row.usual) else row.usual
        found.append(
            Finding(
                "outlier",
                row.area_id,
                names[row.area_id],
                row.indicator,
                _(
                    "{before} → {value}",
                    before=indicator.words(row.before),
                    value=indicator.words(row.value),
                ),
                _(
                    "by what is usual: {value}",
                    value=indicator.words(_at(row.before, usual), "about"),
                ),
                _("Look at it again with the commune; it may well be right."),
            )
        )
    return tuple(found)


def _at(before: float, step: float) -> float:
    """Where a usual step leads, to two digits."""
    return float(f"{max((before + 1) * exp(step) - 1, 0):.2g}")


@kept_for_reader
def of_conflicts(reports: Reports) -> Findings:
    """What two sources say of one area and time that cannot both be true: one finding a figure."""
    rows = asking.rows("conflicts_within_area", **asked(reports))
    return tuple(
        Finding(
            "conflict",
            row.area_id,
            row.area,
            row.indicator,
            f"{catalogue.indicator(row.indicator).words(row.value, row.qualifier)} "
            f"({date_in_words(row.as_of.date(), row.precision)}, {row.source})",
            _rivals(row, rows),
            _("Ask which figure holds; both are kept."),
        )
        for row in rows
    )


def _rivals(row: Any, rows: tuple[Any, ...]) -> str:
    """What contradicts it."""
    indicator = catalogue.indicator(row.indicator)
    return "; ".join(
        f"{indicator.words(other.value, other.qualifier)} ({other.source})"
        for other in rows
        if (other.area_id, other.indicator) == (row.area_id, row.indicator)
        and agreement.contradict(row, other)
    )


@kept_for_reader
def of_totals(reports: Reports) -> Findings:
    """What the place and its groups say of themselves that their communes' sum contradicts."""
    above = (reports.place["area_id"], *sorted(reports.labels))
    rows = asking.rows("own_and_summed_by_area", **(asked(reports) | {"areas": above}))
    found = []
    for row in rows:
        if not row.differs:
            continue
        indicator = catalogue.indicator(row.indicator)
        found.append(
            Finding(
                "total",
                row.area_id,
                row.area,
                row.indicator,
                indicator.words(row.own, row.qualifier) + f" ({row.source})",
                _(
                    "sum of communes: {value} ({parts} of {expected})",
                    value=indicator.words(row.summed),
                    parts=row.parts,
                    expected=row.expected,
                ),
                _("Compare the area's own total with the communes' reports."),
            )
        )
    return tuple(found)


def everything(reports: Reports) -> Findings:
    """All findings of the month, of every kind.

    Args:
        reports: Of the place and month.
    """
    makers = (of_reports, of_blanks, of_left_out, of_rules, of_changes, of_conflicts, of_totals)
    return tuple(each for make in makers for each in make(reports))
