"""Every picture and table stands with its file, picture and link; what is saved is what is seen."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from data import dictionary
from pages.parts.navigation import FILES
from pages.parts.shared_filters import PAGES
from tests.exported import ASKED, DISTRICT, FIVE, OCTOBER, SEPTEMBER, SILENT, SIZES, VALUES
from tests.pages.exporting import COMMUNE, MARK, VIEWS, Section, Seen, View, seen_pages
from tests.pages.reading import drawn, mounted, plain, said

PLACE = re.compile(
    r"_(vn|\d{4}-[pdc]\d+|\d+-areas|(?:\d{4}_)?(?:province|district|commune))(?=_|$)"
)
DAY = re.compile(r"_(\d{4}-\d{2}(-\d{2})?|\d{4}|undated)(?=_|$)")
# Files that are of no area and no day.
OF_NO_PLACE = {"dictionary"}

pytestmark = pytest.mark.usefixtures("window")


@pytest.fixture(scope="module")
def seen(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    yield from seen_pages(data_folder, tmp_path_factory.mktemp("exporting"))


Opener = Callable[[View], Seen]
REPORTED = [area for area in FIVE if area != SILENT]


def test_every_page_is_walked() -> None:
    others = {"downloads", "dataapi", "imports"}  # files themselves, or no figures
    assert {view.page for view in VIEWS} == set(FILES) - others


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_all_that_is_shown_is_exported(seen: Opener, view: View) -> None:
    page = seen(view)
    for section in page.sections:
        assert section.files or not (section.charts or section.tables), vars(section)
        if section.charts:
            assert any(key.startswith("picture-") for key in section.shared), vars(section)
        for key in section.shared:
            _check_shared(page, section, key)
    if view.page in PAGES:
        assert [key for section in page.sections for key in section.shared], "no link to the view"


def _check_shared(page: Seen, section: Section, key: str) -> None:
    data = mounted(page.app, key)
    assert data["words"]["link"]
    if key.startswith("link-"):
        assert "chart" not in data
        return
    assert data["chart"] in section.charts or {"map", "map_other"} <= set(section.charts)
    said = plain(f"{data['title']} {data['source']}")
    assert re.search(r"\d{4}", said), "no date"
    assert re.search(r"[Nn]guồn", said), "no source"
    assert (MARK in said) is page.view.is_simulated, said
    assert data["file"].startswith("atlas_demo_") is page.view.is_simulated
    assert data["file"].removesuffix(".png") in {name.removesuffix(".csv") for name in page.files}


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_names_of_files_say_area_and_date_and_rows_the_dataset(seen: Opener, view: View) -> None:
    for name, rows in seen(view).files.items():
        stem = name.removesuffix(".csv")
        if stem.removeprefix("atlas_") in OF_NO_PLACE:
            continue
        assert PLACE.search(stem), name
        assert DAY.search(stem), name
        if view.page in PAGES:
            expected = "demo" if view.is_simulated else "published"
            assert {row["dataset"] for row in rows} <= {expected}, name


def test_columns_of_files_are_in_the_dictionary_and_no_others(seen: Opener) -> None:
    found: set[str] = set()
    for view in VIEWS:
        for name, rows in seen(view).files.items():
            columns = {column for column in rows[0] if column.isascii()} if rows else set()
            found |= columns
            known = set(dictionary.files()[dictionary.FIGURES])
            for column in columns - known:
                assert dictionary.meaning(dictionary.OTHERS, column), (name, column)
    assert set(dictionary.files()[dictionary.OTHERS]) - found == set()


def page(seen: Opener, start: str) -> Seen:
    """The first of the views whose name begins so."""
    return seen(next(view for view in VIEWS if str(view).startswith(start)))


def file(found: Seen, part: str) -> list[dict[str, str]]:
    (rows,) = [rows for name, rows in found.files.items() if part in name]
    return rows


def vi(value: float) -> str:
    """A whole number as it is read in Vietnamese."""
    return f"{value:,.0f}".replace(",", ".")


def sum_of(indicator: str, day: Any) -> int:
    return sum(VALUES.get((area, indicator, day), 0) for area in FIVE)


def test_the_map_s_file_has_every_commune_at_both_dates(seen: Opener) -> None:
    found = page(seen, "map?data=demo&vintage=2025&level=commune")
    rows = file(found, "adult_eid_rate_2025_commune")
    saved = {(row["area_id"], row["as_of"]): float(row["value"]) for row in rows}
    assert saved == {
        (area, str(day)): pytest.approx(
            100 * VALUES[area, "adults_with_vneid", day] / VALUES[area, "adults", day]
        )
        for area in FIVE
        for day in ((SEPTEMBER,) if area == SILENT else (SEPTEMBER, OCTOBER))
    }


def test_the_ranking_s_file_has_its_bars(seen: Opener) -> None:
    found = page(seen, "compare?data=demo")
    rows = file(found, "teams_ranking_2025-c")
    saved = {row["area_id"]: float(row["value"]) for row in rows}
    expected = {area: VALUES[area, "teams", OCTOBER] for area in FIVE[:2]}
    assert expected.items() <= saved.items()
    bars = [value for trace in drawn(found.app)[0]["data"] for value in _numbers(trace, "x")]
    assert set(saved.values()) <= set(bars)


def test_the_file_of_pairs_has_both_numbers(seen: Opener) -> None:
    rows = file(page(seen, "compare?data=demo"), "teams_members_2025_commune")
    saved = {row["area_id"]: (float(row["value"]), float(row["other_value"])) for row in rows}
    for area in (*FIVE[:2], FIVE[4]):
        values = VALUES[area, "teams", OCTOBER], VALUES[area, "members", OCTOBER]
        assert saved[area] == values


def test_the_trend_s_file_has_its_points_and_says_of_how_many_communes(seen: Opener) -> None:
    found = page(seen, "trends?data=demo")
    rows = file(found, "teams_trend")
    own = [float(row["value"]) for row in rows if row["area_id"] == COMMUNE]
    assert {VALUES[COMMUNE, "teams", day] for day in (SEPTEMBER, OCTOBER)} <= set(own)
    whole = {row["as_of"]: row for row in rows if row["area_id"] == DISTRICT}
    assert float(whole[str(SEPTEMBER)]["value"]) == sum_of("teams", SEPTEMBER)
    last = whole[str(OCTOBER)]
    assert (last["parts"], last["expected"], last["qualifier"]) == ("4", "5", "at_least")
    points = {value for trace in drawn(found.app)[0]["data"] for value in _numbers(trace, "y")}
    assert {float(row["value"]) for row in rows} <= points


def test_the_file_of_a_month_has_the_table_s_values(seen: Opener) -> None:
    found = page(seen, "commune?data=demo&date=2025-10-31&area=2025-c")
    rows = file(found, f"demo_{COMMUNE}")
    saved = {row["indicator"]: float(row["value"]) for row in rows if row["value"]}
    shown = "\n".join(plain(str(each)) for each in found.app.table[0].value.to_numpy().ravel())
    for indicator in ("members", "households", "epayment_accounts"):
        value = VALUES[COMMUNE, indicator, OCTOBER]
        assert saved[indicator] == value
        assert vi(value) in shown


def test_the_file_of_team_sizes_has_the_bars(seen: Opener) -> None:
    found = page(seen, "teams?data=demo")
    rows = file(found, "team-sizes")
    expected = Counter(SIZES * (len(FIVE) - 1))
    assert {int(row["members"]): int(row["teams"]) for row in rows} == expected
    bars = [trace for trace in drawn(found.app)[0]["data"] if trace["type"] == "bar"]
    assert sum(sum(_numbers(trace, "y")) for trace in bars) == expected.total()
    by_area = {row["area_id"]: row["village_teams"] for row in file(found, "teams-by-area")}
    teams = {area: str(len(SIZES)) for area in FIVE[:4]}
    assert by_area == teams | {FIVE[4]: ""}  # of which there is no list


def test_the_file_of_targets_has_result_and_share(seen: Opener) -> None:
    found = page(seen, "targets?data=demo&date=2025-10-31&area=2025-c")
    rows = file(found, f"registered_{COMMUNE}_2025-10.")
    for row in rows:
        result = VALUES[COMMUNE, row["indicator"], OCTOBER]
        assert float(row["result"]) == result
        assert float(row["percent"]) == pytest.approx(100 * result / ASKED[row["indicator"]])
    assert {row["indicator"] for row in rows} == set(ASKED)
    shown = [plain(str(each)) for each in found.app.dataframe[0].value.to_numpy().ravel()]
    assert all(any(vi(float(row["result"])) in cell for cell in shown) for row in rows)


def test_the_file_of_communes_below_has_each_commune_that_reported(seen: Opener) -> None:
    found = page(seen, f"targets?data=demo&date=2025-10-31&area={DISTRICT}&tab=behind")
    rows = file(found, "_communes.")
    assert {row["area_id"] for row in rows} == set(REPORTED)
    (indicator,) = {row["indicator"] for row in rows}
    for row in rows:
        assert float(row["result"]) == VALUES[row["area_id"], indicator, OCTOBER]


def test_the_file_of_services_is_reckoned_from_sums(seen: Opener) -> None:
    rows = file(page(seen, "services?data=demo"), "services")
    (row,) = [row for row in rows if row["indicator"] == "digital_signature_adult_rate"]
    above, below = (
        sum(VALUES[area, name, OCTOBER] for area in REPORTED)
        for name in ("adults_with_digital_signature", "adults")
    )
    assert (float(row["numerator"]), float(row["denominator"])) == (above, below)
    assert float(row["value"]) == pytest.approx(100 * above / below)
    assert (row["parts"], row["expected_parts"]) == ("4", "5")


def test_files_of_quality_count_what_the_title_does(seen: Opener) -> None:
    found = page(seen, "quality?data=demo")
    month = file(page(seen, "quality?data=demo&date=2025-10-31&area=2024-d173&tab=table"), "month")
    states = Counter(row["state"] for row in month)
    assert states == {"on_time": 4, "missing": 1}
    assert "4/5 xã báo cáo đúng hạn, 0 muộn, 1 chưa báo cáo" in said(found.app)
    blanks = {row["indicator"]: row["communes_blank"] for row in file(found, "quality_fields")}
    assert blanks["teams"] == "0"
    assert blanks["adults_with_digital_skills"] == str(len(REPORTED))


def test_the_corrections_file_has_before_and_now(seen: Opener) -> None:
    view = next(each for each in VIEWS if "tab=corrected" in str(each))
    (row,) = file(seen(view), "corrections")
    assert (row["area_id"], row["indicator"]) == (FIVE[0], "teams")


def test_the_coverage_file_has_the_table_s_counts(seen: Opener) -> None:
    found = page(seen, "overview?data=demo")
    counts = {
        (row["vintage"], row["level"], row["indicator"]): (row["areas"], row["of_areas"])
        for row in file(found, "coverage")
    }
    assert counts["2025", "commune", "teams"] == ("5", "3321")
    cells = [plain(str(each)) for each in found.app.table[-1].value.to_numpy().ravel()]
    for areas, whole in counts.values():
        assert f"{vi(int(areas))} trên {vi(int(whole))}" in cells


def _numbers(trace: dict[str, Any], axis: str) -> list[float]:
    values = trace.get(axis) or []
    return [float(each) for each in values if isinstance(each, int | float)]
