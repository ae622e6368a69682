"""The catalogue of services, apps and models names what exists, and every fact has its source."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date

import pytest

from data import paths
from data.services import STAGES, app_events, models, services
from data.warehouse import Warehouse

TEAMS = {"reached", "judged", "granted", "taking_part"}


@pytest.fixture(scope="module")
def areas(seeded: Warehouse) -> set[str]:
    with seeded.cursor() as cursor:
        return {row[0] for row in cursor.execute("select area_id from area").fetchall()}


def indicators() -> dict[str, dict[str, str]]:
    with (paths.CATALOGUE / "indicators.csv").open(encoding="utf-8", newline="") as lines:
        return {row["indicator_id"]: row for row in csv.DictReader(lines)}


def test_every_service_has_an_indicator_of_its_own() -> None:
    assert {each.indicator_id for each in services()} <= set(indicators())
    counted = Counter(each.indicator_id for each in services())
    assert [name for name, n in counted.items() if n > 1] == []
    stages = Counter((each.service, each.stage) for each in services())
    assert [pair for pair, n in stages.items() if n > 1] == []


def test_pillars_and_stages_are_the_legal_ones() -> None:
    for each in services():
        assert each.pillar in {"government", "economy", "society", "teams"}, each
        assert each.stage in (TEAMS if each.pillar == "teams" else set(STAGES)), each
        assert each.name_vi, each
        assert each.name_en, each


def test_stages_of_a_service_share_name_and_pillar() -> None:
    told: dict[str, tuple[str, ...]] = {}
    for each in services():
        same = (each.name_vi, each.name_en, each.pillar, each.app)
        assert told.setdefault(each.service, same) == same, each


def test_apps_of_services_have_a_history() -> None:
    apps = {event.app for event in app_events()}
    assert {each.app for each in services() if each.app} == apps
    assert {event.successor for event in app_events() if event.successor} <= apps


def test_every_fact_has_place_date_and_source(areas: set[str]) -> None:
    facts = [(e, e.since, (e.event_vi, e.event_en)) for e in app_events()]
    facts += [(m, m.as_of, (m.said_vi, m.said_en)) for m in models()]  # type: ignore[misc]
    for fact, day, words in facts:
        assert fact.area_id in areas, fact
        assert fact.source_title, fact
        assert fact.source_url.startswith("http"), fact
        assert all(words), fact
        assert (fact.precision == "none") == (not day), fact
        assert not day or date.fromisoformat(day) < date(2026, 12, 1), fact
        assert fact.precision in {"day", "month", "year", "none"}, fact
