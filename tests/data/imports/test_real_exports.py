"""Two files as a statistics office published them, taken in after one look at their layout."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data import paths
from data.imports import incoming
from data.imports.delivery import Delivery, Origin
from data.imports.remembered import save_layout
from data.imports.workbook import letters
from data.warehouse import Warehouse
from geo.names import normalise

EXPORTS = paths.ROOT.parent / "shared" / "data" / "real_exports"
REGIONS = 6
Figure = tuple[str, str, str]
# As the units are called in the state of March 2025, which stands for all dates before the merger.
TODAY = {
    "CẢ NƯỚC": "Việt Nam",
    "TP.Hồ Chí Minh": "Hồ Chí Minh",
    "Thừa Thiên Huế": "Huế",
}

pytestmark = pytest.mark.skipif(
    not EXPORTS.exists(), reason="needs the shared data folder beside the repository"
)


def printed(file: Path) -> list[list[str]]:
    """The rows below the header that hold any figure, read with nothing of ours."""
    with file.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.reader(text, delimiter=";"))
    return [row for row in rows if len(row) > 2 and row[0].strip()]


def stored(warehouse: Warehouse) -> dict[Figure, float]:
    """The reported values by name of the area, indicator and year."""
    with warehouse.cursor() as cursor:
        rows = cursor.execute(
            "select a.short_name, a.level, o.indicator_id, year(o.as_of), o.value, o.precision "
            "from observation as o inner join area as a on a.area_id = o.area_id "
            "where o.dataset = 'reported'"
        ).fetchall()
    assert {row[1] for row in rows} == {"nation", "province"}
    assert {row[5] for row in rows} == {"year"}
    return {(name, indicator, str(year)): value for name, _, indicator, year, value, _ in rows}


def take_in(
    warehouse: Warehouse, file: Path, scale: float = 0
) -> tuple[incoming.DryRun, incoming.Incoming]:
    """What storing would do, after the unit of all columns was said if there is one to say."""
    arrived = incoming.open_file(warehouse, file.name, file.read_bytes())
    (layout,) = arrived.layouts.values()
    assert not [p for p in incoming.unanswered(arrived) if p.severity == "error"]
    columns = tuple(
        replace(column, scale=scale, confirmed=True) if column.role == "value" and scale else column
        for column in layout.columns
    )
    arrived = arrived.laid_out(replace(layout, columns=columns))
    said = Delivery(file.name, arrived.workbook.sha256, Origin(file.name, "TCTK"), "TCTK")
    return incoming.dry_run(warehouse, arrived, said, date(2026, 11, 25)), arrived


def test_cooperatives_of_63_provinces_over_three_years(seeded_copy: Warehouse) -> None:
    file = EXPORTS / "so_hop_tac_xa.csv"
    run, arrived = take_in(seeded_copy, file)
    assert (run.counts.added, run.counts.left_out, run.counts.missing) == (64 * 3, 0, 0)
    run.commit()
    run.close()
    notices = [problem.code for problem in incoming.unanswered(arrived)]
    assert notices == ["region_row"] * REGIONS
    values = stored(seeded_copy)
    assert len({name for name, _, _ in values}) == 64
    for name, *figures in printed(file):
        for year, figure in zip(("2015", "2016", "2017"), figures, strict=True):
            known = values.get((_short(name), "cooperatives", year))
            assert known == (None if _is_region(name) else float(figure)), (name, year)


def test_population_in_thousands_by_sex_and_place_over_three_years(seeded_copy: Warehouse) -> None:
    file = EXPORTS / "danso1.csv"
    suspicious, _ = take_in(seeded_copy, file)
    doubted = [(p.code, p.row, p.column) for p in suspicious.problems() if p.severity == "error"]
    asked = [("unit_unsaid", 0, letters(place)) for place in range(1, 16)]
    assert [problem for problem in doubted if problem[0] == "unit_unsaid"] == asked
    assert suspicious.counts.added == 0, "nothing is stored a thousand times too small"
    suspicious.close()
    run, arrived = take_in(seeded_copy, file, scale=1000)
    assert (run.counts.added, run.counts.left_out) == (64 * 15, 0)
    assert run.counts.missing == 15, "Hà Tây, which ended in 2008, has none"
    run.commit()
    run.close()
    notices = [problem.code for problem in incoming.unanswered(arrived)]
    assert notices == ["region_row"] * REGIONS + ["footnote_row"] * 5
    values = stored(seeded_copy)
    groups = ("", "_male", "_female", "_urban", "_rural")
    keys = [(f"population{group}", year) for group in groups for year in ("2017", "2018", "2019")]
    for name, *figures in printed(file):
        for (indicator, year), figure in zip(keys, figures, strict=True):
            known = values.get((_short(name), indicator, year))
            if _is_region(name) or figure == "..":
                assert known is None, name
            else:
                assert known == pytest.approx(1000 * float(figure), abs=1e-6), (name, indicator)
    assert values["Điện Biên", "population", "2019"] == 601_700


def test_a_layout_that_was_confirmed_once_is_offered_for_the_next_file(
    seeded_copy: Warehouse,
) -> None:
    file = EXPORTS / "danso1.csv"
    run, arrived = take_in(seeded_copy, file, scale=1000)
    run.close()
    (confirmed,) = arrived.layouts.values()
    save_layout(seeded_copy, "Dân số theo tỉnh", confirmed, "TCTK")
    newer = file.read_text(encoding="utf-8-sig").replace("2017", "2020").replace("2018", "2021")
    again = incoming.open_file(seeded_copy, "danso2.csv", newer.encode())
    (layout,) = again.layouts.values()
    assert {column.scale for column in layout.of_role("value")} == {1000}
    assert [column.period for column in layout.of_role("value")][:2] == ["2020", "2021"]


def _short(name: str) -> str:
    said = normalise(name)
    return TODAY.get(said, said)


def _is_region(name: str) -> bool:
    said = _short(name)
    return said in {
        *("Đồng bằng sông Hồng", "Trung du và miền núi phía Bắc", "Tây Nguyên", "Đông Nam Bộ"),
        *("Bắc Trung Bộ và Duyên hải miền Trung", "Đồng bằng sông Cửu Long"),
    }
