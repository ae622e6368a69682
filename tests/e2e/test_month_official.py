"""An official's month: a commune found by typing, what its report lacks, who else is late."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import duckdb
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.opening import PHONE, WIDE, settled

COMMUNE, DISTRICT, MONTH = "2025-c05923", "2024-d173", "2026-10-31"
VIEWPORTS = pytest.mark.parametrize("viewport", [PHONE, WIDE], ids=["390", "1440"])


def missing_counts(simulated: duckdb.DuckDBPyConnection) -> set[str]:
    """Names of what other communes of the province reported in the month and this one did not."""
    rows = simulated.execute(
        "select distinct i.name_vi from observation as o "
        "inner join indicator as i on i.indicator_id = o.indicator_id "
        "inner join area as a on a.area_id = o.area_id "
        "where a.province_id = '2025-p19' and o.as_of = $month and o.dataset = 'demo' "
        "and o.indicator_id not in (select indicator_id from observation "
        "where area_id = $area and as_of = $month and dataset = 'demo')",
        {"month": MONTH, "area": COMMUNE},
    ).fetchall()
    return {name for (name,) in rows}


def states(simulated: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """When the report of each commune with land of the old district came, by name."""
    rows = simulated.execute(
        "select a.name, min(r.received_at + interval 7 hour) from lineage as l "
        "inner join area as a on a.area_id = l.new_id "
        "left join report as r on r.area_id = a.area_id and r.as_of = $month "
        "where l.old_id = $area and l.kind <> 'sliver' group by a.name",
        {"month": MONTH, "area": DISTRICT},
    ).fetchall()
    return dict(rows)


def no_sideways_scrolling(page: Page) -> None:
    width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert width <= 0


def copied_link(page: Page) -> str:
    """What the page's last button for a link puts on the clipboard."""
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    page.get_by_role("button", name="Chép liên kết").last.click()
    page.wait_for_function("window.copied")
    return str(page.evaluate("window.copied"))


@VIEWPORTS
def test_an_official_finds_his_commune_and_who_is_missing(
    open_demo: Callable[..., Page],
    simulated: duckdb.DuckDBPyConnection,
    viewport: dict[str, int],
) -> None:
    page = open_demo("/commune?data=demo", viewport)
    search = page.locator(".atlas-search").get_by_role("combobox")
    search.press_sequentially("tan thanh")
    found = page.locator(".atlas-search").get_by_role("option").filter(has_text="Tân Thành")
    expect(found.nth(1)).to_be_visible()
    found.filter(has_text="Thái Nguyên").filter(has_text="từ 1/7/2025").first.click()

    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("Xã Tân Thành, tháng 10/2026: đã báo cáo ngày 10/10/2026")
    expect(page).to_have_url(re.compile(f"area={COMMUNE}"))
    lacking = missing_counts(simulated)
    assert len(lacking) == 2
    expect(heading).to_contain_text(f"thiếu {len(lacking)} số liệu")
    sentence = page.get_by_text("Báo cáo còn thiếu:")
    for name in lacking:
        expect(sentence).to_contain_text(name)
    no_sideways_scrolling(page)
    assert f"date={MONTH}" in copied_link(page), "the newest month will be another one"

    page.get_by_role("button", name="Tất cả các xã của Huyện Phú Bình").click()
    came = states(simulated)
    silent = [name for name, moment in came.items() if moment is None]
    assert silent
    expect(heading).to_contain_text(
        f"Huyện Phú Bình, tháng 10/2026: {len(came) - len(silent)}/{len(came)} xã đã báo cáo"
    )
    settled(page)  # what was there before has gone
    unranked = page.get_by_text("Chưa có số liệu nên không xếp hạng:").last
    for name in silent:
        expect(unranked).to_contain_text(name)
    no_sideways_scrolling(page)


def test_a_link_to_a_commune_that_ended_leads_on(open_demo: Callable[..., Page]) -> None:
    page = open_demo("/commune?data=demo&area=2024-c05944", PHONE)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("Xã Xuân Phương kết thúc ngày 1/7/2025")
    page.get_by_role("button", name="Xã Phú Bình").click()
    expect(heading).to_contain_text("Xã Phú Bình, tháng 10/2026: chưa báo cáo")
    expect(page).to_have_url(re.compile("area=2025-c05908"))
