"""An office's boundary file, read and held against the units, before anything is stored."""

from __future__ import annotations

import hashlib
import json
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path, PurePath

from data import boundaries, confinement
from data.boundaries import NATIONAL, PROVINCE
from data.cache import frame
from geo import geometry
from geo.boundaries.report import BoundaryFileError, Finding, Report, refuse

SECONDS = 300
MOST_BYTES = 4 * 2**30  # of the address space, much of which its libraries only set aside
MODULE = "data.boundaries.confined"
_reading = threading.Lock()  # a file of the nation's communes takes most of a gigabyte
COARSE = f"commune-{NATIONAL}"
LEVELS = {"2024": ("commune", "district", "province"), "2025": ("commune", "province")}


@dataclass(frozen=True)
class Draft:
    """A file that was read, and the layers it would give.

    Attributes:
        file_name: As the person's.
        sha256: Of the file.
        vintage: Of the units it was held against.
        level: Likewise.
        report: What was found.
        layers: GeoParquet by level and scale; none where the file is refused.
        base: The stored layer whose shapes the units keep that the file lacks, "" for that of the
            release.
        lacking: The units that are not in the file, Hoàng Sa and Trường Sa apart.
        picture: The new outlines as SVG; "" where the file is refused.
    """

    file_name: str
    sha256: str
    vintage: str
    level: str
    report: Report
    layers: dict[tuple[str, str], bytes]
    base: str
    lacking: frozenset[str]
    picture: str


def dry_run(content: bytes, file_name: str, vintage: str, level: str) -> Draft:
    """The file held against the units of the warehouse; nothing is stored.

    Args:
        content: Of the file.
        file_name: Of which only the ending matters.
        vintage: Of the units that it is said to hold.
        level: Likewise.

    Raises:
        BoundaryFileError: The file as a whole cannot be read; its finding says why.
    """
    base = boundaries.layer_id(vintage, level)
    with tempfile.TemporaryDirectory(prefix="atlas-boundaries-") as scratch:
        folder = Path(scratch)
        ending = PurePath(file_name).suffix.lower()
        file = folder / f"file{ending if ending[1:].isalnum() else ''}"
        file.write_bytes(content)
        frame("boundary_units", vintage=vintage, level=level).to_parquet(folder / "units.parquet")
        frame("other_names").to_parquet(folder / "names.parquet")
        asked = {"file": str(file), "vintage": vintage, "level": level, "bases": _bases(vintage)}
        (folder / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
        try:
            with _reading:
                confinement.run(MODULE, scratch, seconds=SECONDS)
        except confinement.StoppedError as stopped:
            most = f"{SECONDS} s" if stopped.late else f"{MOST_BYTES // 2**20} MB"
            raise refuse("reading_stopped", most) from None
        said = json.loads((folder / "said.json").read_text(encoding="utf-8"))
        if "unreadable" in said:
            raise BoundaryFileError(Finding(**said["unreadable"]))
        return Draft(
            file_name,
            hashlib.sha256(content).hexdigest(),
            vintage,
            level,
            Report.of_json(said["report"]),
            {_key(made.stem): made.read_bytes() for made in sorted(folder.glob("made/*"))},
            "" if said["report"]["complete"] else base,
            frozenset(said["lacking"]),
            said["picture"],
        )


def _bases(vintage: str) -> dict[str, dict[str, str]]:
    """The files of the release and those in force, by name as in geo.boundaries.layers."""
    wanted = [*((level, level, False) for level in LEVELS[vintage]), (COARSE, "commune", True)]
    found: dict[str, dict[str, str]] = {"bundled": {}, "in_force": {}}
    for name, level, national in wanted:
        found["bundled"][name] = str(geometry.bundled(vintage, level, national))
        found["in_force"][name] = str(boundaries.layer_file(vintage, level, national))
    return found


def _key(name: str) -> tuple[str, str]:
    """Level and scale of a layer that geo.boundaries.layers named."""
    level, _, scale = name.partition("-")
    return level, scale or (PROVINCE if level == "commune" else NATIONAL)
