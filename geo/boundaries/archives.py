"""The Shapefiles in a zip, unpacked within limits."""

from __future__ import annotations

import shutil
import zipfile
import zlib
from collections import defaultdict
from pathlib import Path, PurePosixPath

from geo.boundaries.limits import MEGABYTE, Limits
from geo.boundaries.report import refuse

_NEEDED = (".shp", ".shx", ".dbf")
_TAKEN = (*_NEEDED, ".prj", ".cpg")
_ENCRYPTED = 1  # flag bit
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def unpack(path: Path, folder: Path, limits: Limits) -> list[Path]:
    """The .shp files of the zip, each in a new folder of its own below `folder` with its parts.

    Only the five parts that are read are unpacked; folders of the zip are not followed.

    Raises:
        BoundaryFileError: unsafe_zip, locked_file, no_shapefile, missing_part, too_large,
            damaged_file.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = _members(archive)
            # The size that a part declares may be a lie, but no more than that is read of it.
            size = sum(part.file_size for parts in members for part in parts.values())
            if size > limits.unpacked_bytes:
                raise refuse("too_large", size // MEGABYTE, limits.unpacked_bytes // MEGABYTE)
            return [
                _extract(archive, parts, folder / str(place)) for place, parts in enumerate(members)
            ]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        raise refuse("damaged_file", "ZIP") from None


def _members(archive: zipfile.ZipFile) -> list[dict[str, zipfile.ZipInfo]]:
    """The parts of each Shapefile by suffix."""
    found: dict[str, dict[str, zipfile.ZipInfo]] = defaultdict(dict)
    names = []
    for part in archive.infolist():
        name = PurePosixPath(part.filename.replace("\\", "/"))
        if name.is_absolute() or ".." in name.parts or ":" in name.parts[0]:
            raise refuse("unsafe_zip", part.filename)
        if part.is_dir() or "__MACOSX" in name.parts or name.name.startswith("."):
            continue
        names.append(part.filename)
        if name.suffix.lower() in _TAKEN:
            found[str(name.with_suffix("")).casefold()][name.suffix.lower()] = part
    sets = [parts for parts in found.values() if ".shp" in parts]
    if not sets:
        raise refuse("no_shapefile", ", ".join(names[:10]), ".shp, .shx, .dbf, .prj")
    for parts in sets:
        _check_parts(parts)
    return sets


def _check_parts(parts: dict[str, zipfile.ZipInfo]) -> None:
    for suffix in _NEEDED:
        if suffix not in parts:
            raise refuse("missing_part", parts[".shp"].filename, suffix)
    for part in parts.values():
        if part.flag_bits & _ENCRYPTED:
            raise refuse("locked_file", part.filename)
        if part.compress_type not in _PACKED:
            raise refuse("damaged_file", "ZIP")


def _extract(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], folder: Path) -> Path:
    folder.mkdir()
    stem = PurePosixPath(parts[".shp"].filename.replace("\\", "/")).stem
    for suffix, part in parts.items():
        with archive.open(part) as packed, (folder / f"{stem}{suffix}").open("wb") as unpacked:
            shutil.copyfileobj(packed, unpacked)
    shape = folder / f"{stem}.shp"
    with shape.open("rb") as file:
        words = int.from_bytes(file.read(28)[24:28])  # the length that its header states
    if words * 2 > shape.stat().st_size:
        raise refuse("damaged_file", "Shapefile")
    return shape
