"""Holds a boundary file against the units of one vintage and level, and says what it found."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.boundaries import placement, soundness
from geo.boundaries.files import BoundaryFile
from geo.boundaries.identity import identity
from geo.boundaries.matching import Matches, match
from geo.boundaries.report import SEVERITY, Example, Finding, Report
from geo.boundaries.units import Units
from geo.shapes import area_km2

MOST_CHANGED = 0.01  # of a shape's area by its repair
LEAST_LEFT = 0.5  # of a shape that others overlap
GAP_WIDTH = 0.0005  # degrees; narrower gaps are closed
_ORDER = tuple(dict.fromkeys(SEVERITY.values()))


@dataclass(frozen=True)
class Checked:
    """A file that was held against the units.

    Attributes:
        report: What was found.
        units: What it was held against.
        shapes: By area_id, of every unit that has a feature: a valid Polygon or MultiPolygon in
            EPSG:4326, together a valid coverage. Empty where the file is refused.
    """

    report: Report
    units: Units
    shapes: gpd.GeoSeries


def check(file: BoundaryFile, units: Units, vintage: str) -> Checked:
    """The file against the units: what is matched, missing, wrong or mended, and the shapes.

    Codes are reused, so that a code alone decides nothing: names and sizes must agree with it.
    Shapes are looked at only where nothing before was a reason to refuse the file.

    Args:
        file: As read.
        units: Of the vintage and level that the file is said to be of.
        vintage: Of the units.
    """
    matches = match(file.frame, units)
    shapes = file.frame.geometry[matches.unit.index].set_axis(matches.unit)
    findings = [*file.findings]
    if stray := placement.strayed(file.frame):
        if fitting := placement.zone(file.frame, matches.unit, units):
            stray = Finding(stray.code, stray.count, stray.found, fitting)
        findings.append(stray)
    else:
        findings += identity(file.frame, matches, units)
        findings += placement.misplaced(shapes, units)
        findings += placement.missized(shapes, units)
    if not _is_refused(findings):
        mended, shapes = _repaired(shapes, matches)
        findings += mended
    if not _is_refused(findings):
        findings += _stated(shapes, file.frame, matches)
        beside, shapes = _covering(shapes)
        findings += beside
    if _is_refused(findings):
        shapes = shapes.iloc[:0]
    elif kept := placement.archipelagos_without(shapes):
        findings.append(Finding("archipelagos_kept", len(kept), ", ".join(kept)))
    findings.sort(key=lambda finding: _ORDER.index(finding.severity))
    return Checked(_report(file, units, vintage, matches, findings), units, shapes)


def _is_refused(findings: list[Finding]) -> bool:
    return any(finding.severity == "error" for finding in findings)


def _report(
    file: BoundaryFile, units: Units, vintage: str, matches: Matches, findings: list[Finding]
) -> Report:
    missing = ~units.table.index.isin(matches.unit)
    return Report(
        vintage=vintage,
        level=units.level,
        kind=file.kind,
        layer=file.layer,
        crs=file.crs,
        features=len(file.frame),
        units=len(units.table),
        matched=len(matches.unit),
        matched_by={str(by): int(count) for by, count in matches.by.value_counts().items()},
        code_column=matches.code_column,
        name_column=matches.name_column,
        parent_column=matches.parent_column,
        complete=not (missing & ~placement.in_archipelago(units)).any(),
        findings=tuple(findings),
    )


def _repaired(shapes: gpd.GeoSeries, matches: Matches) -> tuple[list[Finding], gpd.GeoSeries]:
    """The shapes valid, and which were not."""
    rows = dict(zip(matches.unit, matches.unit.index, strict=True))
    bare = shapes.index[shapes.isna()]
    if len(bare):
        examples = [Example(unit, rows[unit] + 1) for unit in bare]
        return [Finding.of("without_shape", examples)], shapes
    invalid = shapes[~shapely.is_valid(shapes.values)]
    reasons = shapely.is_valid_reason(invalid.values)
    sound = [soundness.repair(shape) for shape in invalid]
    mended: dict[str, list[Example]] = {"broken_shape": [], "repaired": []}
    for (unit, before), after, reason in zip(invalid.items(), sound, reasons, strict=True):
        changed = soundness.change(before, after)
        code = "broken_shape" if changed > MOST_CHANGED else "repaired"
        mended[code].append(Example(unit, rows[unit] + 1, reason, amount=100 * changed))
    shapes = shapes.copy()
    shapes[invalid.index] = sound
    findings = [
        Finding.of(code, sorted(examples, key=lambda example: -(example.amount or 0)))
        for code, examples in mended.items()
        if examples
    ]
    return findings, shapes


def _stated(shapes: gpd.GeoSeries, frame: gpd.GeoDataFrame, matches: Matches) -> list[Finding]:
    """The areas that the file states, where they are not those of its shapes."""
    km2 = pd.Series([area_km2(shape) for shape in shapes], index=shapes.index, dtype=float)
    findings = []
    by_row = km2.set_axis(matches.unit.index)
    for field, stated in soundness.stated_areas(frame, by_row).items():
        off = (stated / by_row[stated.index] - 1).abs().sort_values(ascending=False)
        off = off[off > soundness.CLOSE]
        examples = [
            Example(
                matches.unit[row], row + 1, f"{stated[row]:.2f}", f"{by_row[row]:.2f}", 100 * part
            )
            for row, part in off.items()
        ]
        if examples:
            findings.append(Finding.of("area_differs", examples, field=field))
    return findings


def _covering(shapes: gpd.GeoSeries) -> tuple[list[Finding], gpd.GeoSeries]:
    """The shapes as a coverage: no ground is two units', and borders are the same on both sides."""
    array = shapes.to_numpy()
    common = soundness.overlaps(array)
    clean = shapely.coverage_clean(array)
    names = shapes.index
    findings = []
    left = shapely.area(clean) / shapely.area(array)
    covered = np.flatnonzero(~(left >= LEAST_LEFT))
    if len(covered):
        examples = [Example(names[place], amount=100 * (1 - left[place])) for place in covered]
        findings.append(Finding.of("covered", examples))
        return findings, shapes
    if common:
        examples = [
            Example(names[pair.one], found=names[pair.other], amount=pair.km2) for pair in common
        ]
        total = sum(pair.km2 for pair in common)
        findings.append(Finding.of("overlaps", examples, amount=total))
    if holes := soundness.gaps(clean):
        examples = [
            Example(found=f"{hole.lat:.4f}, {hole.lon:.4f}", amount=hole.km2) for hole in holes
        ]
        total = sum(hole.km2 for hole in holes)
        findings.append(Finding.of("gaps", examples, amount=total))
        clean = shapely.coverage_clean(clean, gap_width=GAP_WIDTH)
    return findings, gpd.GeoSeries(clean, index=names, crs=shapes.crs)
