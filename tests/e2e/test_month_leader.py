"""A leader finds the communes furthest behind, and whether they catch up, in at most 4 clicks."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlparse

import duckdb
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.opening import PHONE, WIDE

INDICATOR = "digital_signature_adult_rate"
DAY = "2026-10-31"
MAP = f"/map?data=demo&level=commune&in=2025-p38&indicator={INDICATOR}&date={DAY}"


def furthest_behind(warehouse: duckdb.DuckDBPyConnection, day: str) -> list[str]:
    """Ids of the three lowest by the raw counts, each commune's latest up to the day."""
    rows = warehouse.execute(
        "select o.area_id, o.as_of, o.indicator_id, o.value from observation as o "
        "inner join area as a on a.area_id = o.area_id "
        "where o.dataset = 'demo' and a.province_id = '2025-p38' and a.level = 'commune' "
        "and o.indicator_id in ('adults_with_digital_signature', 'adults') and o.as_of <= ?",
        [day],
    ).fetchall()
    counts: dict[tuple[str, object], dict[str, float]] = {}
    for area, on, indicator, value in rows:
        counts.setdefault((area, on), {})[indicator] = value
    latest: dict[str, tuple[object, float]] = {}
    for (area, on), said in sorted(counts.items()):
        if len(said) == 2 and said["adults"]:
            latest[area] = on, said["adults_with_digital_signature"] / said["adults"]
    return sorted(latest, key=lambda area: latest[area][1])[:3]


@pytest.mark.parametrize("window", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_three_furthest_behind_and_their_trend(
    open_demo: Callable[..., Page], simulated: duckdb.DuckDBPyConnection, window: dict[str, int]
) -> None:
    page = open_demo(MAP, window)
    link = page.get_by_role("link", name="Chậm nhất")
    expect(link).to_be_visible()
    seen = parse_qs(urlparse(str(link.get_attribute("href"))).query)["area"][0].split(",")
    assert seen == furthest_behind(simulated, DAY)
    asked = simulated.execute("select short_name from area where list_contains(?, area_id)", [seen])
    names = [name for (name,) in asked.fetchall()]
    for name in names:
        expect(link).to_contain_text(name)
    link.click()
    expect(page.get_by_test_id("stPlotlyChart").first).to_be_visible()
    assert "/trends" in page.url
    for name in names:
        expect(page.get_by_text(name).first).to_be_attached()
