"""What the matches of a file's features with units tell: what is left over, and what is strange."""

from __future__ import annotations

from collections.abc import Iterable

import geopandas as gpd

from geo.boundaries.matching import CODE, Matches
from geo.boundaries.report import Example, Finding
from geo.boundaries.units import Units

MOST_STRANGE = 0.2  # of features that are no unit, and of names that are not the code's
FEW = 0.1


def identity(frame: gpd.GeoDataFrame, matches: Matches, units: Units) -> list[Finding]:
    """The findings on which feature is which unit.

    Args:
        frame: One row per feature.
        matches: Of the frame.
        units: That the features were held against.
    """
    if len(matches.unit) + len(matches.doubled) < FEW * len(frame):
        some = units.table.iloc[:: max(1, len(units.table) // 3)]
        expected = ", ".join(
            f"{code} {name}" for code, name in zip(some.code, some.name, strict=True)
        )
        found = ", ".join(str(name) for name in frame.columns if name != "geometry")
        return [Finding("no_match", len(frame), found, expected)]
    findings = [
        *_strange(frame, matches),
        *_names(matches, units),
        *_left_over(frame, matches, units),
    ]
    if matches.mended:
        findings.append(Finding.of("codes_mended", _rows(matches.mended, matches, units)))
    if matches.bare:
        findings.append(Finding.of("names_matched", _rows(matches.bare, matches, units)))
    return findings


def _strange(frame: gpd.GeoDataFrame, matches: Matches) -> Iterable[Finding]:
    known = len(matches.unit) + len(matches.doubled) + len(matches.open)
    if known < (1 - MOST_STRANGE) * len(frame):
        strangers = len(frame) - known
        yield Finding("strangers", strangers, amount=100 * strangers / len(frame))
    groups = matches.doubled.groupby(matches.doubled).groups
    if groups:
        yield Finding.of(
            "duplicate",
            [
                Example(str(unit), int(rows[0]) + 1, ", ".join(str(row + 1) for row in rows))
                for unit, rows in groups.items()
            ],
        )


def _names(matches: Matches, units: Units) -> Iterable[Finding]:
    """Names that are not those of the code."""
    coded = matches.unit[matches.by == CODE]
    named = coded[matches.names[coded.index] != ""]
    rows = [row for row, unit in named.items() if not units.is_folded(unit, matches.names[row])]
    if not rows:
        return
    strange = len(rows) > MOST_STRANGE * len(named)
    yield Finding.of(
        "wrong_vintage" if strange else "name_differs",
        _rows(rows, matches, units),
        amount=100 * len(rows) / len(named),
    )


def _left_over(frame: gpd.GeoDataFrame, matches: Matches, units: Units) -> Iterable[Finding]:
    about = units.table
    known = {*matches.unit, *matches.doubled}
    if missing := [unit for unit in about.index if unit not in known]:
        yield Finding.of("missing", [Example(unit, expected=about.name[unit]) for unit in missing])
    taken = {*matches.unit.index, *matches.doubled.index, *matches.open}
    extra = [row for row in frame.index if row not in taken]
    if extra:
        yield Finding.of("extra", [Example("", row + 1, matches.names[row]) for row in extra])
    if matches.open:
        yield Finding.of(
            "ambiguous",
            [
                Example("", row + 1, matches.names[row], ", ".join(candidates[:5]))
                for row, candidates in matches.open.items()
            ],
        )


def _rows(rows: list[int], matches: Matches, units: Units) -> list[Example]:
    """What the rows are called in the file, and what their units are."""
    return [
        Example(unit, row + 1, matches.names[row], units.table.name[unit])
        for row in rows
        for unit in [matches.unit.get(row, "")]
        if unit
    ]
