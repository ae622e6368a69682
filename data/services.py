"""The catalogue of digital services, of the apps they come in, and of models tried somewhere."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from data import paths

STAGES = ("installed", "registered", "activated", "used")  # kept apart, in the order of their steps


@dataclass(frozen=True)
class Service:
    """One stage of a service, and the indicator that counts it.

    Attributes:
        service: Told apart by whom it counts too: VNeID among adults is not VNeID among all.
        pillar: government, economy or society; "teams" for what teams themselves did and got.
        stage: One of STAGES, or what is counted of the teams.
        app: Whose history is told beside it; "" for none.
    """

    service: str
    name_vi: str
    name_en: str
    pillar: str
    stage: str
    indicator_id: str
    app: str


@dataclass(frozen=True)
class AppEvent:
    """Something that happened to an app.

    Attributes:
        area_id: The province it is for; the nation if it is for all.
        since: ISO date, "" where nobody states one; as precise as `precision` says.
        successor: The app that took its place, "" where none did.
    """

    app: str
    name: str
    area_id: str
    since: str
    precision: str
    event_vi: str
    event_en: str
    successor: str
    source_title: str
    source_url: str


@dataclass(frozen=True)
class Model:
    """A model or campaign that a source names, where, and what was said of it."""

    model_vi: str
    model_en: str
    area_id: str
    as_of: str
    precision: str
    said_vi: str
    said_en: str
    source_title: str
    source_url: str


@lru_cache(maxsize=1)
def services() -> tuple[Service, ...]:
    """Every stage of every service, in the order of the catalogue."""
    return tuple(Service(**row) for row in _rows(paths.CATALOGUE / "services.csv"))


@lru_cache(maxsize=1)
def app_events() -> tuple[AppEvent, ...]:
    """What happened to the apps, in the order of the catalogue."""
    return tuple(AppEvent(**row) for row in _rows(paths.CATALOGUE / "apps.csv"))


@lru_cache(maxsize=1)
def models() -> tuple[Model, ...]:
    """The models and campaigns, in the order of the catalogue."""
    return tuple(Model(**row) for row in _rows(paths.CATALOGUE / "models.csv"))


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
