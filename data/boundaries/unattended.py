"""Boundary files with nobody at the screen: what a route and the command line answer, as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import PurePath
from typing import Any

from data import office
from data.access import rights
from data.access.people import MACHINE, Visitor
from data.boundaries import storing, words
from data.boundaries.draft import LEVELS, Draft, dry_run
from data.cache import rows
from geo.boundaries.report import BoundaryFileError, Finding


@dataclass(frozen=True)
class Wishes:
    """What the sender says of the file.

    Attributes:
        vintage: Of the units in it.
        level: Likewise.
        title: Said with every map; "" takes the file's name.
        dated: Day of the boundaries as 2026-04-30, "" where it is not known.
        check: Whether nothing may be stored.
        language: Of the sentences.
    """

    vintage: str
    level: str
    title: str = ""
    dated: str = ""
    check: bool = False
    language: str = "vi"


def wishes_of(asked: Mapping[str, str]) -> Wishes:
    """The wishes that a query says. Raises ValueError, with what is legal, for any other."""
    names = [field.name for field in fields(Wishes)]
    if unknown := set(asked) - set(names):
        raise ValueError(f"{min(unknown)!r} is not one of {', '.join(names)}")
    vintage = asked.get("vintage", "")
    legal = {
        "vintage": tuple(LEVELS),
        "level": LEVELS.get(vintage, ()),
        "check": ("0", "1"),
        "language": ("vi", "en"),
    }
    wishes = {"check": "0", "language": "vi", "level": "", "vintage": "", **asked}
    for name, texts in legal.items():
        if wishes[name] not in texts:
            raise ValueError(f"{name} is one of {', '.join(texts)}, not {wishes[name]!r}")
    day_of(wishes.get("dated", ""))
    return Wishes(**{**wishes, "check": wishes["check"] == "1"})  # type: ignore[arg-type]


def day_of(text: str) -> date | None:
    """The day that a text like 2026-04-30 says; None for "". Raises ValueError for any other."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"dated is a day such as 2026-04-30, not {text!r}") from None


def take_in(
    file_name: str, content: bytes, wishes: Wishes, by: Visitor = MACHINE
) -> dict[str, Any]:
    """What was found and done: state, layer, counts, and the findings in words.

    States: unreadable, refused (by its report), checked, stored, same (in force already),
    overtaken (another file was stored meanwhile). Raises rights.RefusedError.
    """
    rights.demand(by, rights.Action.BOUNDARIES)
    try:
        draft = dry_run(content, file_name, wishes.vintage, wishes.level)
    except BoundaryFileError as error:
        return {"state": "unreadable", **_found(file_name, (error.finding,), {}, wishes.language)}
    answer = {
        "state": "refused" if draft.report.refused else "checked",
        **_found(file_name, draft.report.findings, names(wishes.vintage), wishes.language),
        "report": {
            name: value for name, value in asdict(draft.report).items() if name != "findings"
        },
    }
    if wishes.check or draft.report.refused:
        return answer
    try:
        layer = _store(draft, wishes, by)
    except storing.OvertakenError:
        return answer | {"state": "overtaken"}
    return answer | {"state": "stored" if layer else "same", "layer": layer}


def take_back(layer_id: str, by: Visitor = MACHINE) -> dict[str, Any]:
    """What was done: undone, held (by the layer that is named) or unknown."""
    try:
        storing.undo(layer_id, office.name(), by)
    except storing.HeldError as held:
        return {"state": "held", "layer": layer_id, "by": held.layer.layer_id}
    except LookupError:
        return {"state": "unknown", "layer": layer_id}
    return {"state": "undone", "layer": layer_id}


def stored() -> dict[str, Any]:
    """The boundary files stored so far, the latest first."""
    layers = [
        {name: _plain(value) for name, value in layer._asdict().items()}
        for layer in rows("boundary_layers")
    ]
    return {"state": "listed", "layers": layers}


def names(vintage: str) -> dict[str, str]:
    """What the units of a vintage are called, by area_id."""
    return {
        unit.area_id: unit.name
        for level in LEVELS[vintage]
        for unit in rows("boundary_units", vintage=vintage, level=level)
    }


def _store(draft: Draft, wishes: Wishes, by: Visitor) -> str:
    title = wishes.title.strip() or PurePath(draft.file_name).stem
    return storing.store(draft, title, office.name(), day_of(wishes.dated), by)


def _found(
    file_name: str, findings: Iterable[Finding], called: Mapping[str, str], language: str
) -> dict[str, Any]:
    return {
        "file": file_name,
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity,
                "count": finding.count,
                "says": words.sentence(finding, language),
                "examples": list(words.examples_in_words(finding, called, language)),
            }
            for finding in findings
        ],
    }


def _plain(value: Any) -> Any:
    """The value as JSON has it; None for what is missing."""
    if value is None or value != value:  # NaT
        return None
    return value.isoformat() if isinstance(value, date) else getattr(value, "item", lambda: value)()
