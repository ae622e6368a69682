"""The seeded warehouse against the published files, read again with the csv module alone."""

import calendar
from collections import Counter
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import queries
from data import paths, release, seeding
from data.warehouse import Warehouse

Lines = dict[str, dict[str, str]]


def rows_of(warehouse: Warehouse, sql: str) -> list[dict[str, object]]:
    with warehouse.cursor() as cursor:
        found = cursor.execute(sql)
        columns = [column[0] for column in found.description]
        return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def last_day(text: str) -> date | None:
    if not text:
        return None
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def test_every_published_row_lands_in_one_table(seeded: Warehouse, printed: Lines) -> None:
    assert len(printed) == 417 + 97 + 4
    tables = {"result": "observation", "target": "target", "rule": "rule"}
    stored = {
        measure: [row["origin"] for row in rows_of(seeded, f"select origin from {table}")]
        for measure, table in tables.items()
    }
    unplaced = rows_of(seeded, "select origin, measure from unplaced_figure")
    for row in unplaced:
        stored[str(row["measure"])].append(row["origin"])
    for measure, origins in stored.items():
        meant = [origin for origin, line in printed.items() if line["measure"] == measure]
        assert sorted(map(str, origins)) == sorted(meant)


def test_every_stored_figure_says_what_its_line_says(seeded: Warehouse, printed: Lines) -> None:
    joined = """select t.*, title, url, s.kind as source_kind
        from {} as t join source as s using (source_id)"""
    precisions = {0: "none", 4: "year", 7: "month", 10: "day"}
    seen = Counter[str]()
    for table, due in (("observation", "as_of"), ("rule", "as_of"), ("target", "due")):
        for row in rows_of(seeded, joined.format(table)):
            line = printed[str(row["origin"])]
            assert row["indicator_id"] == line["indicator"]
            assert row["value"] == float(line["value"])
            assert row[due] == last_day(line["as_of"])
            assert row["precision"] == precisions[len(line["as_of"])]
            assert row["basis"] == line["as_of_basis"]
            assert (row["title"], row["url"]) == (line["source_title"], line["source_url"])
            assert row["source_kind"] == line["source_kind"]
            assert row["dataset"] == "published"
            if table == "target":
                assert row["operator"] == (line["operator"] or None)
                assert row["kind"] == ("national" if line["level"] == "nation" else None)
            else:
                assert row["qualifier"] == line["qualifier"]
                assert (row["low"], row["high"]) == bounds_of(line)
            seen[table] += 1
    assert seen.total() + len(rows_of(seeded, "select 1 from unplaced_figure")) == len(printed)


def bounds_of(line: dict[str, str]) -> tuple[float | None, float | None]:
    """Bounds by the text of the number, not by the code under test."""
    value, text = float(line["value"]), line["value"]
    if line["qualifier"] == "about":
        half = 10 ** (len(text) - len(text.rstrip("0"))) / 2
        assert "." not in text, "no about with decimals is printed so far"
        return value - half, value + half
    open_low = line["qualifier"] in ("nearly", "at_most")
    open_high = line["qualifier"] in ("more_than", "at_least")
    return None if open_low else value, None if open_high else value


def test_unplaced_figures_are_as_printed(seeded: Warehouse, printed: Lines) -> None:
    for row in rows_of(seeded, "select * from unplaced_figure join source using (source_id)"):
        line = printed[str(row["origin"])]
        kept = ("area", "level", "province", "as_of", "measure", "unit")
        assert [row[column] for column in kept] == [line[column] for column in kept]
        assert (row["basis"], row["indicator_id"]) == (line["as_of_basis"], line["indicator"])
        assert row["value"] == float(line["value"])
        assert (row["operator"] or "", row["qualifier"] or "") == (
            line["operator"],
            line["qualifier"],
        )
        assert (row["title"], row["url"]) == (line["source_title"], line["source_url"])
        assert (row["reason"] == "unknown_area") == (row["candidates"] == "")


@pytest.mark.parametrize(
    ("area", "province", "as_of", "area_ids"),
    [
        ("Phú Bình", "Thái Nguyên", "2022-06", {"2024-d173"}),
        ("Trần Đề", "Sóc Trăng", "2022-12-01", {"2024-d951"}),
        ("Thị trấn Nưa", "Thanh Hóa", "2024-12", {"2024-c15718"}),
        ("Thái Bình", "Thái Bình", "2024-12-03", {"2024-p34"}),
        ("Thanh Hóa", "Thanh Hóa", "2025-05", {"2024-p38"}),
        ("Thừa Thiên Huế", "Thừa Thiên Huế", "2022", {"2024-p46"}),
        ("Huế", "Huế", "2019", {"2024-p46"}),
        ("TP. Hồ Chí Minh", "TP. Hồ Chí Minh", "2022", {"2024-p79"}),
        ("Hồ Chí Minh", "Hồ Chí Minh", "2025-07-01", {"2025-p79"}),
        ("Xã Tam Thanh", "Quảng Nam", "", {"2024-c20359"}),  # not Xã Tam Thạnh
        ("Phuoc My Ward", "Đà Nẵng", "2022-09", {"2024-c20275"}),
        ("Yên Bái", "Yên Bái", "", {"2024-p15"}),
        ("Lạng Sơn", "Lạng Sơn", "", {"2025-p20"}),
        ("Quảng Ngãi", "Quảng Ngãi", "2025-07", {"2025-p51"}),
        ("Cao Bằng", "Cao Bằng", "2025", {"2025-p04"}),
        ("Tuyên Quang", "Tuyên Quang", "2025", set()),
        ("Tan Chinh Ward", "Đà Nẵng", "2023-11-29", set()),  # merged before March 2025
    ],
)
def test_known_places(
    seeded_tables: dict[str, pd.DataFrame],
    printed: Lines,
    area: str,
    province: str,
    as_of: str,
    area_ids: set[str],
) -> None:
    placed = {
        origin: area_id
        for table in ("observation_log", "target", "rule")
        for origin, area_id in seeded_tables[table][["origin", "area_id"]].itertuples(index=False)
    }
    asked = (area, province, as_of)
    origins = [
        origin
        for origin, line in printed.items()
        if (line["area"], line["province"], line["as_of"]) == asked
    ]
    assert origins
    assert {placed[origin] for origin in origins if origin in placed} == area_ids


def test_villages_are_areas_below_their_commune(seeded: Warehouse, printed: Lines) -> None:
    rows = rows_of(
        seeded,
        """select v.*, c.code as commune_code, c.name as commune, c.province_id as home
        from area as v join area as c on c.area_id = v.parent_id where v.level = 'village'""",
    )
    named = {row["name"]: row["commune"] for row in rows}
    assert named["Xóm Hin"] == "Xã Xuân Phương"
    assert named["residential group No. 1"] == "Phường Hữu Nghị"
    unplaced = {row["area"] for row in rows_of(seeded, "select area from unplaced_figure")}
    villages = {line["area"] for line in printed.values() if line["level"] == "village"} - unplaced
    assert sorted(map(str, named)) == sorted(area.split(", ")[0] for area in villages)
    assert len(rows) == len(villages)
    for row in rows:
        assert str(row["area_id"]).startswith(f"{row['vintage']}-v{row['commune_code']}-")
        assert row["province_id"] == row["home"]
        assert row["lon"] is row["code"] is None


def test_conflicts(seeded: Warehouse) -> None:
    rows = rows_of(seeded, "select area_id, indicator, as_of, value, in_conflict from figure")

    def flags(area_id: str, indicator: str) -> dict[float, object]:
        return {
            float(str(row["value"])): row["in_conflict"]
            for row in rows
            if (row["area_id"], row["indicator"]) == (area_id, indicator)
        }

    assert flags("2024-p38", "teams") == {2349: True, 4351: True, 4000: False}
    assert set(flags("2024-p38", "members").values()) == {False}
    assert flags("2024-p20", "teams") == {1684: False, 1680: False, 1658: False}
    assert flags("2024-p20", "members") == {7777: False, 7770: False, 9042: False}
    assert flags("2025-p48", "members") == {24303: False, 24000: False}


def test_areas_are_in_the_order_of_the_vietnamese_alphabet(seeded: Warehouse) -> None:
    wanted = ["Cà Mau", "Cao Bằng", "Đắk Lắk", "Đồng Nai", "Hà Nội", "Hòa Bình", "Huế", "Hưng Yên"]
    found = rows_of(
        seeded,
        "select short_name from area where level = 'province' and vintage = '2024'"
        " order by alphabetical",
    )
    assert [row["short_name"] for row in found if row["short_name"] in wanted] == wanted
    places = rows_of(
        seeded, "select count(distinct alphabetical) as n, count(*) as areas from area"
    )
    assert places[0]["n"] == places[0]["areas"]


def test_sources_and_batches(seeded: Warehouse, printed: Lines) -> None:
    sources = rows_of(seeded, "select * from source")
    pairs = {(line["source_title"], line["source_url"]) for line in printed.values()}
    assert {(row["title"], row["url"]) for row in sources} == pairs
    assert len({row["source_id"] for row in sources}) == len(pairs) == 102
    by_title = {str(row["title"]): row for row in sources}
    october = next(row for title, row in by_title.items() if "Báo Thanh Hóa, 2024-10" in title)
    assert (october["published_on"], october["published_precision"]) == (
        date(2024, 10, 31),
        "month",
    )
    assert october["publisher"] == "baothanhhoa.vn"
    law = by_title["Nghị quyết 202/2025/QH15 về sắp xếp đơn vị hành chính cấp tỉnh"]
    assert (law["publisher"], law["url"], law["published_on"]) == ("", "", None)
    assert not any(str(row["publisher"]).startswith("www.") for row in sources)
    batches = rows_of(seeded, "select file_name, rows_read, rows_stored, state from batch")
    assert sorted(tuple(row.values()) for row in batches) == [
        ("national_targets.csv", 4, 4, "committed"),
        ("published_figures.csv", 417, 396, "committed"),
        ("published_population.csv", 97, 97, "committed"),
    ]


def test_the_current_rows_are_the_log_in_reading_order(seeded: Warehouse) -> None:
    both = "area_id, indicator_id, as_of, precision, value, low, high, qualifier, source_id, origin"
    assert not rows_of(
        seeded,
        f"(select {both} from observation) except (select {both} from observation_log)"
        f" union all (select {both} from observation_log) except (select {both} from observation)",
    )
    keys = [
        (row["indicator_id"], row["as_of"] or date.max, row["area_id"])
        for row in rows_of(seeded, "select indicator_id, as_of, area_id from observation")
    ]
    assert keys == sorted(keys)
    with seeded.cursor() as cursor:
        assert queries.run(cursor, "checks/missing_references").empty


def test_year_of_an_in_period_indicator_starts_on_its_first_day(seeded: Warehouse) -> None:
    rows = rows_of(seeded, "select timing, precision, as_of, period_start from observation")
    started = [row for row in rows if row["period_start"]]
    assert {(row["timing"], row["precision"]) for row in started} <= {("in_period", "year")}
    assert all(str(row["period_start"]) == f"{str(row['as_of'])[:4]}-01-01" for row in started)
    whole = [row for row in rows if (row["timing"], row["precision"]) == ("in_period", "year")]
    assert len(started) == len(whole) > 0


@pytest.mark.parametrize(
    ("found", "written", "message"),
    [
        (",dti_rank,", ",no_such_thing,", r"figures.csv:\d+: indicator 'no_such_thing'"),
        (",result,,20,xã,exact,", ",guess,,20,xã,exact,", "measure 'guess'"),
        (",20,xã,exact,", ",20,xã,roughly,", "qualifier 'roughly'"),
        (",2022-06,inferred,", ",6-2022,inferred,", "figures.csv:2: date '6-2022'"),
    ],
)
def test_a_wrong_cell_is_named_with_its_line(
    tmp_path: Path, found: str, written: str, message: str
) -> None:
    for name in release.FILES:
        text = (paths.PUBLISHED / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace(found, written, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        seeding.tables(published=tmp_path)


def test_files_made_for_duckdb_1_5(seeded: Warehouse) -> None:
    with seeded.cursor() as cursor:
        tags = cursor.execute("select tags from duckdb_databases() where not internal").fetchone()
    assert tags is not None
    assert tags[0]["storage_version"].startswith("v1.5")
