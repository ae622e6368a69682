"""A leader's question: which three communes of Thanh Hóa are furthest behind, and since when."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pytest
from playwright.sync_api import Page, expect

from tests.e2e import drawn_map
from tests.e2e.conftest import PHONE, WIDE

LAST = """
with latest as (
    select area_id, indicator_id, value, as_of
    from observation
    where dataset = 'demo' and area_id in (
        select area_id from area where province_id = '2025-p38' and level = 'commune'
    ) and indicator_id in ('adults', 'adults_with_digital_signature')
),
shares as (
    select n.area_id, n.as_of, 100 * n.value / d.value as share
    from latest n join latest d using (area_id, as_of)
    where n.indicator_id = 'adults_with_digital_signature' and d.indicator_id = 'adults'
)
select a.short_name, s.share
from shares s join area a using (area_id)
where s.as_of = (select max(as_of) from shares)
order by s.share limit 3
"""


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_three_furthest_behind_and_their_trend_in_four_clicks(
    open_demo: Callable[..., Page],
    simulated: duckdb.DuckDBPyConnection,
    viewport: dict[str, int],
) -> None:
    expected = [(name, round(share, 2)) for name, share in simulated.execute(LAST).fetchall()]
    page = open_demo("/map?data=demo&vintage=2025", viewport)
    drawn_map.wait_for_areas(page)
    if viewport == PHONE:
        page.get_by_test_id("stExpandSidebarButton").click()
    chosen = page.get_by_role("combobox", name="Chỉ số")
    chosen.click()  # 1
    chosen.fill("chữ ký số")
    page.get_by_role("option", name="Tỷ lệ người trưởng thành có chữ ký số").click()  # 2
    if viewport == PHONE:
        page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    page.get_by_role("link", name="Thanh Hóa").or_(
        page.get_by_role("button", name="Thanh Hóa")
    ).first.click()  # 3
    link = page.get_by_role("link", name="Chậm nhất")
    expect(link).to_be_visible()
    for name, share in expected:
        expect(link).to_contain_text(f"{name} {share:.2f} %".replace(".", ","))
    link.click()  # 4
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 địa bàn")
    chart = page.locator(".js-plotly-plot").first
    expect(chart).to_be_visible()
    for name, _share in expected:
        expect(page.locator("body")).to_contain_text(name)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= viewport["width"]
