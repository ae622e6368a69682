"""Which feature is which unit: by code, else by name, parent and place; never by a folded name."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.boundaries.columns import as_text
from geo.boundaries.matching import Matches, match
from geo.boundaries.units import Units
from geo.names import fold
from tests.geo.boundaries.invented import communes, known, unit_table, units


def matched(frame: gpd.GeoDataFrame, units: Units | None = None) -> Matches:
    return match(frame, units or known())


def right(matches: Matches) -> dict[str, list[str]]:
    """Codes of the units matched to their own shape by how; the rows must lie as in communes()."""
    codes = communes().code
    assert {row: f"2025-c{codes[row]}" for row in matches.unit.index} == matches.unit.to_dict()
    return {how: sorted(codes[rows]) for how, rows in matches.by.groupby(matches.by).groups.items()}


def only(*columns: str) -> gpd.GeoDataFrame:
    return communes()[[*columns, "geometry"]]


def test_columns_are_known_by_what_they_hold() -> None:
    frame = communes().rename(columns={"code": "FID", "name": "code", "province": "ma"})
    frame.insert(0, "name", "Ranh giới hành chính")
    frame.insert(1, "tinh", frame.FID.str[:2])
    frame.insert(2, "stt", np.arange(1, 13))
    found = matched(frame)
    assert (found.code_column, found.name_column) == ("FID", "code")
    assert len(right(found)["code"]) == 12


@pytest.mark.parametrize("kind", [int, float])
def test_leading_zeros_that_a_spreadsheet_lost_are_mended(kind: type) -> None:
    frame = communes()
    frame["code"] = "0" + frame.code.str[1:]
    known = units(frame)
    frame["code"] = frame.code.astype(kind)
    found = matched(frame, known)
    assert found.unit.tolist() == known.table.index.tolist()
    assert found.mended == list(range(12))


def test_a_running_number_is_no_code() -> None:
    frame = communes()
    frame["code"] = [f"{place:05d}" for place in range(1, 25, 2)]
    known = units(frame)
    found = matched(frame.assign(code=np.arange(1, 13)), known)
    assert found.code_column == ""
    assert set(found.by) <= {"name", "name and place"}


def test_a_column_that_has_codes_many_times_is_no_code() -> None:
    frame = only("name", "province")
    frame["ma_moi"] = communes().code[[0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]].to_numpy()
    found = matched(frame)
    assert found.code_column == ""
    assert len(found.unit) == 12


def test_a_code_that_a_unit_has_besides_counts() -> None:
    others = pd.DataFrame(
        [("2025-c91001", "Xã Lá Xanh", "91007")], columns=["area_id", "name", "code"]
    )
    frame = communes()
    frame.loc[0, "code"] = "91007"
    assert len(right(matched(frame, units(communes(), others)))["code"]) == 12


def test_equal_names_are_told_apart_by_the_parent() -> None:
    found = matched(only("name", "province"))
    assert right(found)["name and parent"] == ["91004", "92002"]
    assert len(right(found)["name"]) == 10
    assert found.parent_column == "province"


def test_a_parent_may_be_a_code_and_a_wrong_one_is_not_believed() -> None:
    frame = only("name")
    frame["tinh_cu"] = ["92", "91"] * 6
    frame["ma_tinh"] = [int(code[:2]) for code in communes().code]
    assert matched(frame).parent_column == "ma_tinh"
    assert matched(frame.drop(columns="ma_tinh")).parent_column == ""


def test_equal_names_are_told_apart_by_where_they_lie() -> None:
    frame = only("name").drop(index=[7])  # the others of the name lie 20 km off
    known = unit_table(communes())
    known.loc[3, ["lon", "lat"]] = [105.15, 20.29]
    known.loc[7, ["lon", "lat"]] = [105.35, 20.01]
    found = matched(frame, Units("commune", known))
    assert right(found)["name and place"] == ["91004"]


def test_what_lies_side_by_side_is_not_told_apart_by_place() -> None:
    found = matched(only("name"))
    assert found.open == {row: ["2025-c91004", "2025-c92001", "2025-c92002"] for row in (3, 7)}
    assert right(found)["name"] == [
        *("91001", "91002", "91003", "91005", "91006"),
        *("92001", "92003", "92004", "92005", "92006"),
    ]


def test_names_that_differ_by_accents_are_never_the_same() -> None:
    frame = only("name")
    assert {"91002", "91003"} <= set(right(matched(frame))["name"])
    frame.loc[1, "name"] = "Xã Bở Cát"  # neither of the two
    assert 1 not in matched(frame).unit
    frame.loc[0, "name"] = "Xã Lả Xanh"  # where Lá Xanh lies, and yet another name
    assert 0 not in matched(frame).unit
    assert 0 not in matched(frame).open
    frame["name"] = only("name")["name"].map(fold)
    found = matched(frame)
    assert found.open[1] == found.open[2] == ["2025-c91002", "2025-c91003"]


def test_a_name_without_accents_needs_its_place() -> None:
    frame = only("name")
    frame["name"] = frame["name"].map(fold)
    found = matched(frame)
    assert right(found)["name and place"] == [
        *("91001", "91005", "91006", "92001", "92003", "92004", "92005", "92006"),
    ]
    moved = frame.set_geometry(frame.geometry.translate(0.3, 0.3))
    assert matched(moved).unit.empty


def test_a_name_far_from_its_unit_stays_open() -> None:
    frame = only("name")
    shapes = frame.geometry.copy()
    shapes[0] = shapes[:1].translate(0.6, 0)[0]
    found = matched(frame.set_geometry(shapes))
    assert found.open[0] == ["2025-c91001"]


def test_what_is_there_twice_is_nobodys() -> None:
    frame = communes()
    frame.loc[4, "code"] = "91001"
    assert matched(frame).doubled.to_dict() == {0: "2025-c91001", 4: "2025-c91001"}
    named = pd.concat([only("name"), only("name").iloc[:1]], ignore_index=True)
    assert matched(named).doubled.to_dict() == {0: "2025-c91001", 12: "2025-c91001"}


def test_rows_without_a_code_are_known_by_their_name() -> None:
    frame = communes()
    frame.loc[[1, 8], "code"] = [None, "99999"]
    assert right(matched(frame))["name"] == ["91002", "92003"]


def test_a_unit_of_another_level_is_not_matched_by_its_name() -> None:
    frame = only("name")
    frame["name"] = "Huyện " + frame["name"].str.split(n=1).str[1]
    assert matched(frame).unit.empty


@given(st.sampled_from(["0", "00", "000"]), st.integers(1, 99), st.sampled_from([int, float, str]))
def test_a_code_is_read_back_from_any_column(zeros: str, number: int, kind: type) -> None:
    code = f"{zeros}{number}".zfill(5)
    texts = as_text(pd.Series([kind(code), None]))
    assert known().pad(texts[0]) == code
    assert texts[1] == ""


def test_names_in_an_old_font_do_not_refuse_a_file_with_codes() -> None:
    frame = communes()
    frame["name"] = ["X· L¸ Xanh", "X· Bê C¸t", "Ph­êng Hoa Lª"] * 4
    found = matched(frame)
    assert right(found) == {"code": sorted(communes().code)}
    assert found.name_column == ""
