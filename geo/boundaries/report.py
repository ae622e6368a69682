"""What was found in a boundary file, as data; its words are for those who show it.

Nothing heavy is imported here, so that a page can hold a report without geopandas.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

MOST_EXAMPLES = 20

# Of every code: how bad it is, and what `found`, `expected`, `amount` and the examples hold.
SEVERITY = {
    # The file as a whole cannot be read. Raised by geo.boundaries.files.
    "reading_stopped": "error",  # found: the time or memory that ran out; raised by who calls
    "unknown_type": "error",  # found: suffix; expected: the kinds that are read
    "too_large": "error",  # found, expected: MB, of the file or of what a zip unpacks to
    "too_many_features": "error",  # found, expected: numbers
    "too_many_vertices": "error",  # found, expected: numbers
    "damaged_file": "error",  # found: kind of the file
    "locked_file": "error",  # found: the part of the zip that has a password
    "unsafe_zip": "error",  # found: the part that would be unpacked outside the folder
    "no_shapefile": "error",  # found: names of the zip's parts
    "missing_part": "error",  # found: name of the .shp; expected: the part it lacks (.shx, .dbf)
    "missing_crs": "error",  # found: kind; expected: .prj for a Shapefile, else CRS
    "unknown_crs": "error",  # found: name or text of the CRS
    "no_geometry": "error",  # found: kind; a Parquet file without geometry column
    "no_polygons": "error",  # found: the types there are, such as Point
    "no_features": "error",  # found: name of the layer
    # The file is refused as the boundaries of this vintage and level.
    "no_match": "error",  # no column holds codes or names of the units; expected: such a name
    "strangers": "error",  # too many features are no unit of this vintage; amount: per cent
    "wrong_vintage": "error",  # codes are known, names are others'; amount: per cent; examples
    "wrong_size": "error",  # in the middle, units are so much of their known size; amount: per cent
    "swapped_axes": "error",  # latitude stands first; amount: per cent of features
    # Shapes lie outside Vietnam, found: where, expected: Vietnam's bounds or a CRS that would fit;
    # or in it but not where their units do, amount: km off in the middle.
    "wrong_crs": "error",
    "duplicate": "error",  # several features for one unit; examples: found says their rows
    "broken_shape": "error",  # repairing changes the area by more than 1 %; amount: per cent
    "covered": "error",  # shapes that lie under others; amount: per cent of them
    "without_shape": "error",  # matched features whose geometry is empty
    # Taken, and said.
    "missing": "warning",  # units without a feature: their shapes stay as they are
    "extra": "warning",  # features that are no unit: left out
    "ambiguous": "warning",  # features that may be several units: left out; expected: which
    "name_differs": "warning",  # the code is the unit's, the name is not: found, expected
    "place_differs": "warning",  # far from where the unit is known to lie; amount: km
    "outside": "warning",  # reaches out of Vietnam's extent
    "repaired": "warning",  # invalid rings mended; found: why; amount: per cent of area changed
    "overlaps": "warning",  # amount: km²; given to one of the two
    "gaps": "warning",  # between units; amount: km²; narrow ones are closed
    "area_differs": "warning",  # > 5 % off the geodesic: field, found, expected in km²
    "other_layers": "notice",  # found: names of the layers that were not read
    "other_shapes": "notice",  # points and lines beside the polygons, left out
    "codes_mended": "notice",  # leading zeros that a spreadsheet lost
    "names_matched": "notice",  # examples with names typed without accents, sure by their place
    "archipelagos_kept": "notice",  # found: Hoàng Sa, Trường Sa, drawn as before
}


@dataclass(frozen=True)
class Example:
    """One feature or unit that a finding is about.

    Attributes:
        area_id: Of the unit; "" where the feature is none.
        row: Of the feature in the file, counted from 1; 0 where there is none.
        found: Text from the file, or of the finding.
        expected: What would have been right.
        amount: In the unit of the finding: km², km or per cent.
    """

    area_id: str = ""
    row: int = 0
    found: str = ""
    expected: str = ""
    amount: float | None = None


@dataclass(frozen=True)
class Finding:
    """One thing that a file is, has or lacks.

    Attributes:
        code: A key of SEVERITY.
        count: Of the features or units it is about.
        found: What was found.
        expected: What would have been right.
        field: Name of the column it is about.
        amount: Over all, in the unit that SEVERITY says.
        examples: MOST_EXAMPLES at most, the worst first.
    """

    code: str
    count: int = 1
    found: str = ""
    expected: str = ""
    field: str = ""
    amount: float | None = None
    examples: tuple[Example, ...] = ()

    @classmethod
    def of(cls, code: str, examples: list[Example], **about: Any) -> Self:
        """The finding on all the examples, of which it keeps the first."""
        return cls(code, len(examples), examples=tuple(examples[:MOST_EXAMPLES]), **about)

    @property
    def severity(self) -> str:
        """An error refuses the file, a warning asks to look, a notice tells."""
        return SEVERITY[self.code]


class BoundaryFileError(Exception):
    """The file as a whole cannot be read; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code, finding.found)
        self.finding = finding


def refuse(code: str, found: object = "", expected: object = "") -> BoundaryFileError:
    """The error to raise for a file that cannot be read as a whole."""
    return BoundaryFileError(Finding(code, found=str(found), expected=str(expected)))


@dataclass(frozen=True)
class Report:
    """What a file holds, against the units of one vintage and level.

    Attributes:
        vintage: As the caller said it.
        level: As the caller said it.
        kind: Of the file, such as "GeoPackage".
        layer: The layer that was read.
        crs: The reference system that the file is in, such as "VN-2000 / UTM zone 48N".
        features: In that layer.
        units: Of the vintage and level.
        matched: Units that have a feature.
        matched_by: How many by what: "code", "name", "name and parent", "name and place".
        code_column: Column of the file whose values are the units' codes; "" for none.
        name_column: Column whose values are names.
        parent_column: Column whose values name or number the parent or province.
        complete: Whether every unit has a feature, the archipelagos apart.
        findings: Errors first.
    """

    vintage: str
    level: str
    kind: str
    layer: str
    crs: str
    features: int
    units: int
    matched: int
    matched_by: dict[str, int]
    code_column: str
    name_column: str
    parent_column: str
    complete: bool
    findings: tuple[Finding, ...]

    @property
    def refused(self) -> tuple[Finding, ...]:
        """The reasons why it is not taken; none where it can be."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @classmethod
    def of_json(cls, said: dict[str, Any]) -> Self:
        """The report that dataclasses.asdict() took apart."""
        findings = tuple(
            Finding(**{**finding, "examples": tuple(Example(**e) for e in finding["examples"])})
            for finding in said["findings"]
        )
        return cls(**{**said, "findings": findings})
