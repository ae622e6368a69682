"""What a backup says of itself, and which backups there are."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

WAREHOUSE = "atlas.duckdb.zst"
BOUNDARIES = "boundaries"
ACCESS, ROLES = "access.sqlite", "roles.toml"
ABOUT = "manifest.json"


class BackupError(Exception):
    """A backup could not be made, read or restored: `code`, and what is known in `details`.

    Codes: full, unwritable, failed, damaged, unknown, mistimed; `problem`
    is the system's reason, `folder` where.
    """

    def __init__(self, code: str, folder: Path, **details: str) -> None:
        self.code = code
        self.details = {"folder": str(folder), "problem": "", **details}
        said = ", ".join(f"{name} {value}" for name, value in self.details.items() if value)
        super().__init__(f"backup {code}: {said}")


class Table(NamedTuple):
    """What a table holds: how many rows, and the sum of their hashes."""

    rows: int
    checksum: str


class Stored(NamedTuple):
    """A file of a backup: its size in bytes, and its SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Backup:
    """A backup that was made whole.

    Attributes:
        name: Of its folder.
        made_at: When, in UTC, as ISO 8601.
        reason: asked, scheduled, migration or lost (the warehouse's file was gone).
        version: Of the warehouse.
        schema: Number of the newest schema file in it.
        release: Of the program that made it.
        duckdb: Of the library; its checksums hold within a version.
        unpacked: Size of the warehouse's file, in bytes.
        tables: By name.
        files: By path in the folder.
        root: Where its folder is.
    """

    name: str
    made_at: str
    reason: str
    version: int
    schema: int
    release: str
    duckdb: str
    unpacked: int
    tables: dict[str, Table]
    files: dict[str, Stored]
    root: Path

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return self.root / self.name

    @property
    def time(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.made_at)

    @property
    def size(self) -> int:
        """Of its files, in bytes."""
        return sum(file.size for file in self.files.values())

    def file(self, name: str) -> Path | None:
        """Where its file of the name is; None where it has none."""
        return self.folder / name if name in self.files else None

    def written(self) -> str:
        """Its manifest, as text."""
        said = {name: value for name, value in asdict(self).items() if name not in ("root", "name")}
        said["tables"] = {name: table._asdict() for name, table in self.tables.items()}
        said["files"] = {name: file._asdict() for name, file in self.files.items()}
        return json.dumps(said, indent=1)


def read(folder: Path) -> Backup:
    """The backup in the folder, as its manifest says; its files are not read.

    Raises:
        BackupError: There is none (unknown), or its manifest cannot be read (damaged).
    """
    try:
        said = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        _hold_inside(said["files"])
        return Backup(
            **{
                **said,
                "tables": {name: Table(**each) for name, each in said["tables"].items()},
                "files": {name: Stored(**each) for name, each in said["files"].items()},
                "name": folder.name,
                "root": folder.parent,
            }
        )
    except FileNotFoundError as error:
        raise BackupError("unknown", folder, problem=str(error)) from error
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise BackupError("damaged", folder, problem=f"{ABOUT}: {error}") from error


def _hold_inside(names: Iterable[str]) -> None:
    """Raises ValueError for a name that leads out of the folder: a backup may be another's."""
    for name in names:
        if not set("\\:\0").isdisjoint(name) or ".." in name.split("/") or name.startswith("/"):
            raise ValueError(f"{name!r} is no name of a file in it")


def found(root: Path) -> list[Backup]:
    """The backups there are, the latest first; those whose manifest cannot be read are left out."""
    backups = []
    for folder in root.iterdir() if root.is_dir() else ():
        if folder.is_dir() and not folder.name.startswith("."):
            try:
                backups.append(read(folder))
            except BackupError:
                continue
    return sorted(backups, key=lambda backup: (backup.time, backup.name), reverse=True)


def unreadable(root: Path) -> list[str]:
    """Names of the folders that should be backups and whose manifest cannot be read, in order."""
    known = {backup.name for backup in found(root)}
    folders = root.iterdir() if root.is_dir() else ()
    names = {each.name for each in folders if each.is_dir() and not each.name.startswith(".")}
    return sorted(names - known)


def has_sizes(backup: Backup) -> bool:
    """Whether each of its files is there in the size that was written; cheap, no proof."""
    try:
        return all(
            (backup.folder / name).stat().st_size == stored.size
            for name, stored in backup.files.items()
        )
    except OSError:
        return False


def hold_whole(backup: Backup) -> None:
    """Raises BackupError (damaged) unless each of its files is there as it was written."""
    for name, stored in backup.files.items():
        file = backup.folder / name
        try:
            size, sha256 = file.stat().st_size, sha256_of(file)
        except OSError as error:
            raise BackupError("damaged", backup.folder, problem=f"{name}: {error}") from error
        if (size, sha256) != stored:
            raise BackupError("damaged", backup.folder, problem=f"{name}: SHA-256 {sha256}")


def sha256_of(file: Path) -> str:
    """The SHA-256 of the file's content."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
