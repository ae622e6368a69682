"""An analyst takes the same figures away three ways: by a file, by the data API, and by SQL."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import urlopen

import duckdb
import pandas as pd
from playwright.sync_api import Page, TimeoutError, expect

from tests.e2e.conftest import WIDE
from tests.e2e.monthly import Simulation
from tests.e2e.opening import settled

PASTED = "phu binh\nca mau\nthai binh\nthanh hoa\ntran de"
ANSWERS = {  # where the bare name may mean another place too
    "phu binh": "Huyện Phú Bình",
    "thai binh": "Tỉnh Thái Bình",
    "thanh hoa": "Tỉnh Thanh Hóa",
    "tran de": "Huyện Trần Đề",
}
AREAS = {"2024-d173", "2025-p96", "2024-p34", "2025-p38", "2024-d951"}
COMPARED = ["indicator", "area_id", "area", "as_of", "period_start", "timing", "value", "low",
            "high", "qualifier", "precision", "basis", "unit", "dataset", "units", "carried",
            "in_conflict", "source", "origin"]  # fmt: skip
PAGE = 3  # rows, so that the cursor is followed
PAGE_OF_SUMS = 200
# What the five areas' sources said, and what was said of the same land under its other id.
STORED = """
with meant as (
    select area_id, area_id as said_of from area where area_id in (select unnest($areas))
    union
    select area_id, same_as from area where area_id in (select unnest($areas)) and same_as <> ''
)
select o.indicator_id as indicator, m.area_id, o.as_of, o.value, o.low, o.high, o.qualifier,
    o.origin
from observation as o
inner join meant as m on m.said_of = o.area_id
where o.dataset = 'published' and o.indicator_id in ('members', 'teams')
    and o.as_of between date '2022-01-01' and date '2026-12-31'
order by indicator, o.as_of, m.area_id, o.origin
"""
# The five areas added up over the communes of each day's own time.
SUMMED = """
select o.indicator_id as indicator, c.area_id, o.as_of, sum(o.value) as value, count(*) as parts
from observation as o
inner join commune_of as c on c.commune_id = o.area_id
where o.dataset = 'demo' and o.indicator_id in ('members', 'teams')
    and c.area_id in (select unnest($areas))
    and c.vintage = case when o.as_of < date '2025-07-01' then '2024' else '2025' end
group by all
order by indicator, o.as_of, c.area_id
"""


def pick(page: Page, field: str, option: str) -> None:
    """Chooses from a list, which closes where the page is scrolled or drawn anew below it."""
    box = page.get_by_role("combobox", name=field)
    for seconds in (3, 6, 12):
        settled(page)
        box.evaluate("field => field.scrollIntoView({block: 'center'})")
        box.click()
        with suppress(TimeoutError):
            page.get_by_role("option", name=option).first.click(timeout=1000 * seconds)
            return
    raise AssertionError(f"no {option!r} in {field!r}")


def choose(page: Page) -> None:
    """Chooses the five areas, two indicators, five years and the units of today, as readers do."""
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("để tải về")
    indicators = page.get_by_role("combobox", name="Chỉ số")
    for name in ("Thành viên tổ công nghệ số cộng đồng", "Số tổ công nghệ số cộng đồng"):
        indicators.click()
        indicators.fill(name)
        page.get_by_role("option", name=f"{name} (", exact=False).first.click()
        settled(page)
    page.keyboard.press("Escape")
    for label, day in (("Từ ngày (của số liệu)", "01012022"), ("Đến ngày", "31122026")):
        page.get_by_test_id("stDateInput").filter(has_text=label).get_by_role(
            "spinbutton"
        ).first.click()
        page.keyboard.type(day)
        page.keyboard.press("Escape")
        expect(page).to_have_url(re.compile(f"={day[4:]}-{day[2:4]}-{day[:2]}"))
        settled(page)
    pick(page, "Đơn vị hành chính", "chuyển sang đơn vị ngày nay")
    expect(page).to_have_url(re.compile("units=today"))
    settled(page)
    page.get_by_text("Dán danh sách").click()
    text = page.get_by_role("textbox", name="Mỗi dòng một tên")
    text.fill(PASTED)
    text.press("Control+Enter")
    take = page.get_by_role("button", name="Lấy các nơi này")
    expect(take).to_have_text("Lấy các nơi này (1)")
    for n, (name, meant) in enumerate(ANSWERS.items(), 2):
        for _again in range(3):  # a choice made while the page is drawn anew may not arrive
            settled(page)
            pick(page, name, meant)
            with suppress(AssertionError):
                expect(take).to_have_text(f"Lấy các nơi này ({n})", timeout=10_000)
                break
    expect(take).to_have_text("Lấy các nơi này (5)")
    settled(page)
    take.click()
    expect(page).to_have_url(re.compile("area="))
    settled(page)


def taken(page: Page, folder: Path) -> tuple[pd.DataFrame, dict[str, Any]]:
    """The table of the ZIP, read by the very line of its README, and its description."""
    with page.expect_download() as download:
        page.get_by_role("link", name="ZIP: CSV kèm giải thích").click()
    zipfile.ZipFile(Path(download.value.path())).extractall(folder)
    readme = (folder / "README.txt").read_text(encoding="utf-8-sig")
    (line,) = [line for line in readme.splitlines() if line.startswith("  table = pandas.")]
    read: dict[str, Any] = {}
    exec(line.strip().replace("'figures.csv'", repr(str(folder / "figures.csv"))),
         {"pandas": pd}, read)  # fmt: skip
    return read["table"], json.loads((folder / "metadata.json").read_text(encoding="utf-8"))


def asked(host: str, query: str, most: int) -> pd.DataFrame:
    """The same by the data API, its pages followed as the page of the API says."""
    page: str | None = f"/api/v1/observations?{query}&limit={most}"
    rows: list[dict[str, Any]] = []
    while page:
        with urlopen(host + page) as answer:
            said = json.load(answer)
        assert len(said["rows"]) <= most
        rows += said["rows"]
        page = said["next"]
    return pd.DataFrame(rows)


def alike(rows: pd.DataFrame) -> pd.DataFrame:
    """The compared columns with days as days and no text as none."""
    days = {name: pd.to_datetime(rows[name]) for name in ("as_of", "period_start")}
    numbers = {name: rows[name].astype(float) for name in ("value", "low", "high")}
    found = rows[COMPARED].assign(**days, **numbers)
    texts = [name for name in found if name not in {*days, *numbers, "in_conflict"}]
    return found.assign(**{name: found[name].fillna("").astype(str) for name in texts})


def test_file_api_and_sql_say_the_same(
    open_demo: Callable[..., Page],
    simulation: Simulation,
    simulated: duckdb.DuckDBPyConnection,
    tmp_path: Path,
) -> None:
    page = open_demo("/downloads", WIDE)
    choose(page)
    table, said = taken(page, tmp_path)
    selection = {name: value for name, value in said["selection"].items() if name != "shape"}
    assert set(selection["area"].split(",")) == AREAS
    assert said["figures"] == len(table) > PAGE
    assert [each["name"] for each in said["tableSchema"]["columns"]] == list(table)
    in_address = dict(parse_qsl(urlsplit(page.url).query))
    assert {name: in_address[name] for name in selection} == selection

    answered = asked(simulation.url, urlencode(selection), PAGE)
    pd.testing.assert_frame_equal(alike(table), alike(answered), check_dtype=False)

    stored = simulated.execute(STORED, {"areas": sorted(AREAS)}).df()
    pd.testing.assert_frame_equal(
        table[["indicator", "area_id", "value", "low", "high", "qualifier", "origin"]],
        stored.drop(columns="as_of"),
        check_dtype=False,
    )
    assert list(table["as_of"]) == list(stored["as_of"])


def test_sums_of_the_simulation_are_the_same_too(
    open_demo: Callable[..., Page],
    simulation: Simulation,
    simulated: duckdb.DuckDBPyConnection,
    tmp_path: Path,
) -> None:
    chosen = {"data": "demo", "indicator": "members,teams", "area": ",".join(sorted(AREAS)),
              "first": "2022-01-01", "last": "2026-12-31", "units": "today"}  # fmt: skip
    page = open_demo(f"/downloads?{urlencode(chosen)}", WIDE)
    expect(page.get_by_text("hãy chọn kèm tổng ở trên")).to_be_visible()
    pick(page, "Tổng các xã", "kèm tổng, cho nơi không có số liệu riêng")
    expect(page).to_have_url(re.compile("sums=communes"))
    settled(page)
    table, said = taken(page, tmp_path)
    assert said["simulated"]

    answered = asked(simulation.url, urlencode({**chosen, "sums": "communes"}), PAGE_OF_SUMS)
    pd.testing.assert_frame_equal(alike(table), alike(answered), check_dtype=False)
    for name in ("parts", "expected"):
        assert list(table[name]) == list(answered[name])

    summed = simulated.execute(SUMMED, {"areas": sorted(AREAS)}).df()
    assert len(table) == len(summed) > PAGE_OF_SUMS
    for name in ("indicator", "area_id", "as_of", "value", "parts"):
        assert list(table[name]) == list(summed[name]), name
    lacking = table["parts"] < table["expected"]
    assert (table["qualifier"].eq("at_least") & table["high"].isna() | ~lacking).all()
