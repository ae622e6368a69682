"""The page on services: its answer, its rows and its states, from a handful of reported figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd
import pytest

from data import rollups, warehouse
from tests.pages.importing import own_copy
from tests.pages.reading import drawn, metrics, plain, published, said, title, visit

pytestmark = pytest.mark.usefixtures("reported", "window")
SEPTEMBER, OCTOBER = date(2025, 9, 30), date(2025, 10, 31)
PLACE, OTHER, THIRD, PROVINCE = "2025-c05908", "2025-c05923", "2025-c01840", "2025-p19"
# area, day, indicator, value
ROWS = [
    (PLACE, SEPTEMBER, "adults_with_vneid", 600),
    (PLACE, SEPTEMBER, "adults", 1000),
    (PLACE, OCTOBER, "adults_with_vneid", 700),
    (PLACE, OCTOBER, "adults", 1000),
    (PLACE, OCTOBER, "adults_with_digital_signature", 150),
    (PLACE, OCTOBER, "people_with_health_record", 900),
    (PLACE, OCTOBER, "population", 1500),
    (PLACE, OCTOBER, "epayment_accounts", 222),
    (OTHER, OCTOBER, "adults_with_vneid", 100),
    (OTHER, OCTOBER, "adults", 200),
    (THIRD, OCTOBER, "adults", 5000),  # without the other part: no part of the share
]


@pytest.fixture(scope="module")
def reported(data_folder: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The warehouse of the release, with two months of two communes."""
    folder = tmp_path_factory.mktemp("services")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        own_copy(folder, data_folder)  # type: ignore[arg-type]
        with warehouse.shared().transaction() as cursor:
            cursor.execute(
                "insert into batch (batch_id, dataset, file_name, sha256, created_at, created_by, "
                "rows_read, rows_stored, state) values ('b', 'reported', 'x.csv', '', now(), '', "
                "1, 1, 'committed')"
            )
            (source,) = cursor.execute("select min(source_id) from source").fetchall()[0]
            for day in (SEPTEMBER, OCTOBER):
                cursor.execute(
                    "insert into report values (?, 'monthly', ?, ?, ?, ?, 'received', 'b')",
                    [PLACE, day.replace(day=1), day, day.replace(day=18), day.replace(day=10)],
                )
            for n, (area, day, indicator, value) in enumerate(ROWS):
                cursor.execute(
                    "insert into observation (area_id, indicator_id, timing, as_of, precision, "
                    "basis, value, low, high, qualifier, dataset, source_id, batch_id, origin) "
                    "values (?, ?, 'cumulative', ?, 'month', 'printed', ?, ?, ?, 'exact', "
                    "'reported', ?, 'b', ?)",
                    [area, indicator, day, value, value, value, source, f"x:{n}"],
                )
            rollups.start(cursor)
        yield
        warehouse.forget()


def table(area: str, **params: str) -> pd.DataFrame:
    found = visit("services.py", area=area, lang="en", **params).dataframe[0].value
    return found.set_index(["Service", "Stage"])


def test_the_title_names_the_highest_and_the_lowest_share() -> None:
    app = visit("services.py", data="reported", area=PLACE, lang="en")
    assert not app.exception
    vneid, signature = 100 * 700 / 1000, 100 * 150 / 1000
    assert f"10/2025: highest VNeID (adults) {vneid:.0f}%" in title(app)
    assert f"lowest Digital signature (adults) {signature:.0f}%" in title(app)
    assert [value for value, _delta in metrics(app)][:2] == ["70%", "15%"]


def test_a_row_says_parts_and_the_month_before() -> None:
    row = table(PLACE, data="reported").loc[("VNeID (adults)", "has an account")]
    assert (row["Value"], row["Of those meant"]) == ("70%", "700/1,000 people")
    assert row["The month before"] == "60%"
    assert row["Communes"] == "1 of 1 communes"
    assert "indicator=adult_eid_rate" in row["Map"]
    assert "indicator=adult_eid_rate" in row["Trends"]


def test_a_province_sums_both_parts_and_says_how_many_communes() -> None:
    row = table(PROVINCE, data="reported").loc[("VNeID (adults)", "has an account")]
    said_of = [each for each in ROWS if each[1] == OCTOBER and each[0] != THIRD]
    above = sum(value for *_rest, name, value in said_of if name == "adults_with_vneid")
    below = sum(value for *_rest, name, value in said_of if name == "adults")
    assert row["Value"] == f"about {100 * above / below:.1f}%"
    assert row["Communes"].startswith("2 of ")
    text = said(visit("services.py", data="reported", area=PROVINCE, lang="en"))
    assert "of the communes that reported it, 1 of " in text  # the least: of one commune alone
    alone = said(visit("services.py", data="reported", area=PLACE, lang="en"))
    assert "of the communes that reported it" not in alone
    assert row["Of those meant"] == f"{above}/{below:,} people"


def test_what_nobody_reports_is_said_and_not_drawn() -> None:
    app = visit("services.py", data="reported", area=PLACE, lang="en")
    rows = app.dataframe[0].value.set_index(["Service", "Stage"])
    assert rows.loc[("VssID", "installed"), "Value"] == "no data"
    (picture,) = drawn(app)
    bars = next(trace for trace in picture["data"] if trace["name"] == "values")
    assert sorted(bars["x"]) == pytest.approx([15, 60, 70])  # a count without a share has no bar
    (marks,) = [trace for trace in picture["data"] if trace["name"] == "before"]
    assert marks["x"] == [60]


def test_published_figures_are_the_latest_with_date_and_source() -> None:
    area = "2024-c15472"
    shown = table(area)
    rows = [row for row in published() if row["area"] == "Xã Định Hưng"]
    bank = next(row for row in rows if row["indicator"] == "bank_account_rate_working_age")
    row = shown.loc[("Bank account (working age)", "has an account")]
    assert (row["Value"], row["Date"]) == (f"{bank['value']}%", "5/2025")
    assert row["Source"] == bank["source_title"]
    assert shown.loc[("VssID", "installed"), "Value"] == "no published figure yet"
    app = visit("services.py", area=area, lang="en")
    assert "Bounds, approximations or ties" in said(app)  # two shares of 100 %


def test_support_money_stands_in_the_table() -> None:
    row = table("2024-p15").loc[("Support for a team each month", "granted")]
    yen_bai = next(
        each
        for each in published()
        if each["area"] == "Yên Bái" and each["indicator"] == "support_vnd_per_team_month"
    )
    assert row["Value"] == f"{int(yen_bai['value']):,} VND/team/month"


def test_models_are_those_of_the_place_and_below() -> None:
    thanh_hoa = said(visit("services.py", area="2025-p38", lang="en"))
    assert "Smart villages" in thanh_hoa
    assert "Digital Sundays" not in thanh_hoa
    assert "Digital Sundays" in said(visit("services.py", area="2025-p33", lang="en"))
    assert "Digital Sundays" in said(visit("services.py", area="vn", lang="en"))


def test_a_place_without_figures_says_so_and_leads_on() -> None:
    app = visit("services.py", area=PLACE)
    assert not app.exception
    assert "Chưa nơi nào báo cáo hay công bố" in said(app)
    assert any("reported" in link.proto.query_string for link in app.get("page_link"))
    assert plain(app.caption[-1].value)  # the footer is drawn


def test_an_empty_dataset_leads_to_those_that_have_figures() -> None:
    app = visit("services.py", data="demo", area=PLACE, lang="en")
    assert "There is nothing yet of" in said(app)
