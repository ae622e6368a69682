"""A checked boundary file stored as layers, and taken back: files, then a row; or nothing."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import tempfile
import threading
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from data import boundaries, paths, statements, warehouse
from data.access import audit, rights
from data.access.people import MACHINE, Visitor
from data.boundaries.draft import Draft
from data.cache import rows

_storing = threading.Lock()
_UNFINISHED = ".unfinished-"
_ABOUT = "about.json"  # beside the layers, once they are stored


class RefusedError(Exception):
    """The draft was refused by its report, so it cannot be stored."""


class OvertakenError(Exception):
    """Another file was stored since this one was checked, whose shapes it would undo."""


class HeldError(LookupError):
    """A layer that cannot be taken back yet: `layer`, as in boundary_layers, keeps shapes of it."""

    def __init__(self, layer: Any) -> None:
        super().__init__(f"held by {layer.layer_id!r}")
        self.layer = layer


def store(
    draft: Draft, title: str, who: str, dated: date | None = None, by: Visitor = MACHINE
) -> str:
    """The id of the new layer; "" where this file is in force already and nothing was done.

    Args:
        draft: As checked.
        title: Said with every map: what the boundaries are, and whose.
        who: The office that stores them.
        dated: Day of the boundaries, None where it is not known.
        by: Whose rights are asked, and who is kept in the audit.

    Raises:
        RefusedError, OvertakenError, rights.RefusedError: Nothing was stored.
    """
    rights.demand(by, rights.Action.BOUNDARIES)
    if draft.report.refused or not draft.layers:
        raise RefusedError(draft.file_name)
    with _storing:
        before = boundaries.layer_id(draft.vintage, draft.level)
        if before and _layer(before).sha256 == draft.sha256:
            return ""
        if not draft.report.complete and before != draft.base:
            raise OvertakenError(draft.file_name)
        _remove_leftovers()
        layer_id = f"g-{secrets.token_hex(6)}"
        folder = paths.boundary_folder() / layer_id
        about = {"title": title, "office": who, "dated": dated}
        try:
            _write(draft, folder)
            _commit(draft, layer_id, about)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        said = {**about, "file": draft.file_name, "sha256": draft.sha256}
        text = json.dumps(said, ensure_ascii=False, default=str, indent=1)
        (folder / _ABOUT).write_text(text, encoding="utf-8")
        audit.record(by, rights.Action.BOUNDARIES, layer_id)
        return layer_id


def undo(layer_id: str, who: str, by: Visitor = MACHINE) -> None:
    """Takes a layer back: what was in force before is again. Its files are kept.

    Raises:
        HeldError: A later layer that is in force keeps shapes of it.
        LookupError: There is no such layer, or it was taken back before.
        rights.RefusedError: It may not be taken back by this visitor.
    """
    rights.demand(by, rights.Action.BOUNDARIES)
    found = _layer(layer_id)
    if found.held_by and found.state == "committed":
        raise HeldError(_layer(found.held_by))
    with warehouse.shared().transaction() as cursor:
        statements.write(cursor, "boundaries/undo_layer", layer=layer_id, who=who, now=_now())
        if cursor.fetchall() != [(1,)]:
            raise LookupError(f"layer {layer_id!r} is not one that can be taken back")
    audit.record(by, rights.Action.BOUNDARIES, f"{layer_id} taken back")


def _layer(layer_id: str) -> Any:
    for layer in rows("boundary_layers"):
        if layer.layer_id == layer_id:
            return layer
    raise LookupError(f"there is no layer {layer_id!r}")


def _write(draft: Draft, folder: Path) -> None:
    """Writes the draft's layers into a new folder, which is there whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=folder.parent))
    try:
        for (level, scale), content in draft.layers.items():
            with (unfinished / f"{level}-{scale}.parquet").open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        os.replace(unfinished, folder)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def _commit(draft: Draft, layer_id: str, about: Mapping[str, object]) -> None:
    lacking = draft.lacking
    if draft.base:
        lacking &= {unit.area_id for unit in rows("boundary_lacking", layer=draft.base)}
    with warehouse.shared().transaction() as cursor:
        statements.write(
            cursor,
            "boundaries/store_layer",
            layer=layer_id,
            vintage=draft.vintage,
            level=draft.level,
            file_name=draft.file_name,
            sha256=draft.sha256,
            features=draft.report.features,
            matched=draft.report.matched,
            units=draft.report.units,
            lacking=len(lacking),
            based_on=draft.base,
            now=_now(),
            **about,
        )
        areas = sorted(lacking)
        statements.write(cursor, "boundaries/store_lacking", layer=layer_id, areas=areas)
        for (level, scale), content in draft.layers.items():
            sha256 = hashlib.sha256(content).hexdigest()
            made = {"layer": layer_id, "level": level, "scale": scale, "sha256": sha256}
            statements.write(cursor, "boundaries/store_file", **made)


def _remove_leftovers() -> None:
    """Removes what a killed process left: this one alone writes, and the lock is held.

    What was stored once stays, even if the warehouse that knew it was lost.
    """
    known = {layer.layer_id for layer in rows("boundary_layers")}
    folder = paths.boundary_folder()
    for found in folder.iterdir() if folder.is_dir() else ():
        if found.name not in known and not (found / _ABOUT).exists():
            shutil.rmtree(found)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
