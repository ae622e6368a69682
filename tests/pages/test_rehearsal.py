"""What is asked before anybody waits is what the nation's pages of a month then find kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data import engine, warehouse
from pages.parts.rehearsal import rehearse
from tests.monthly_world import build
from tests.pages.reading import said, visit

OF_THE_MONTH = {
    "commune.py": {
        *("reported_months", "targets_by_indicator", "reports_by_commune", "reported_indicators"),
        *("changes_by_area", "reached_by_area"),
    },
    "teams.py": {"reported_months", "team_sizes_by_commune", "team_rules_by_commune"},
}


@pytest.fixture
def asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[tuple[str, dict[str, Any]]]]:
    build(tmp_path / "atlas.duckdb")
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    warehouse.forget()
    found: list[tuple[str, dict[str, Any]]] = []
    answer = engine.rows

    def rows(name: str, **params: Any) -> Any:
        found.append((name, params))
        return answer(name, **params)

    monkeypatch.setattr(engine, "rows", rows)
    yield found
    warehouse.forget()


@pytest.mark.parametrize("page", OF_THE_MONTH)
def test_the_nations_month_is_asked_before_anybody_opens_it(
    asked: list[tuple[str, dict[str, Any]]], page: str
) -> None:
    rehearse()
    assert {name for name, _params in asked} >= OF_THE_MONTH[page]
    asked.clear()
    app = visit(page, data="reported", area="vn")
    assert not app.exception
    assert "10/2025" in said(app)
    assert OF_THE_MONTH[page].isdisjoint(name for name, _params in asked)
