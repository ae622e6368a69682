"""Files of figures: columns, plain numbers, empty where missing, and no cell that is a formula."""

import csv
import io
import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import queries
from data import exports
from tests.world import build_world

BOM = b"\xef\xbb\xbf"
HEADER = (
    "area_id,area,level,vintage,province,indicator,period_start,as_of,precision,basis,"
    "value,low,high,qualifier,unit,dataset,source,URL,units,carried,missing_parts,oldest_as_of"
)


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def column(content: bytes, name: str = "x") -> list[str]:
    header, *rows = cells(content)
    return [row[header.index(name)] for row in rows]


@pytest.fixture(scope="module")
def all_figures(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    world = build_world(tmp_path_factory.mktemp("exports") / "atlas.duckdb")
    with world.cursor() as cursor:
        figures = queries.run(cursor, "all_figures", dataset="published")
    world.close()
    return figures


def test_a_file_of_figures_to_the_byte(all_figures: pd.DataFrame) -> None:
    wanted = all_figures[all_figures["area_id"].isin(["2024-d911", "2024-p93", "vn"])]
    first, *rows = exports.csv(wanted).split(b"\r\n")
    assert first == BOM + HEADER.encode()
    moon = "published,Báo Mặt Trăng,https://moon.example/teams"
    assert sorted(row.decode() for row in rows) == sorted(
        [
            "2024-d911,Huyện Đồi Cỏ,district,2024,Mây Trắng,population,,2024-06-30,month,printed,"
            f"16000,16000,16000,exact,người,{moon},then,own,,2024-06-30",
            "2024-d911,Huyện Đồi Cỏ,district,2024,Mây Trắng,smartphone_rate,,2024-06-30,month,"
            f"printed,64,,64,nearly,%,{moon},then,own,,2024-06-30",
            "2024-d911,Huyện Đồi Cỏ,district,2024,Mây Trắng,smartphone_users,,2024-06-30,month,"
            f"printed,10200,10200,10200,exact,người,{moon},then,own,,2024-06-30",
            "2024-p93,Tỉnh Gió Lặng,province,2024,Gió Lặng,teams,,,none,printed,40,35,45,about,tổ,"
            "published,Kế hoạch trên giấy,,then,own,,",
            "vn,Nước Thử,nation,,,teams,,2024-12-31,year,printed,600,,600,nearly,tổ,"
            "published,Tin chép lại,https://echo.example/1,then,own,,2024-12-31",
            "",
        ]
    )


def test_no_figures_is_a_header() -> None:
    nothing = pd.DataFrame(columns=list(exports.COLUMNS))
    assert exports.csv(nothing) == BOM + HEADER.encode() + b"\r\n"


@pytest.mark.parametrize(
    ("values", "written"),
    [
        ([12000.0, 0.24, None], ["12000", "0.24", ""]),
        ([-5.0, -0.5, 0.0], ["-5", "-0.5", "0"]),
        ([62.8, 99.75, 1e9], ["62.8", "99.75", "1000000000"]),
        ([1, 2, 3], ["1", "2", "3"]),
        (pd.array([1, None, -3], dtype="Int64"), ["1", "", "-3"]),
        ([date(2025, 5, 31), None, date(2025, 1, 2)], ["2025-05-31", "", "2025-01-02"]),
        (pd.to_datetime(["2025-05-31", None, "2025-01-02"]), ["2025-05-31", "", "2025-01-02"]),
        ([None, None, None], ["", "", ""]),
        (["2024", "", None], ["2024", "", ""]),
        (["001", "05953", "nan"], ["001", "05953", "nan"]),
    ],
    ids=str,
)
def test_a_cell_is_plain_or_empty(values: object, written: list[str]) -> None:
    rows = pd.DataFrame({"x": values, "after": ["a", "b", "c"]})
    assert column(exports.table_csv(rows)) == written


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
@pytest.mark.parametrize("before", ["", " ", "\n", "\u00a0 "])
def test_a_formula_is_defused(sign: str, before: str) -> None:
    text = f"{before}{sign}1+cmd|' /C calc'!A0"
    rows = pd.DataFrame({"x": [text, "Xã Đại Ân 2"]})
    assert column(exports.table_csv(rows)) == [f"'{text}", "Xã Đại Ân 2"]


@pytest.mark.parametrize(
    ("text", "written"),
    [("a;=1+1", "a;'=1+1"), ("a,@x\n-b", "a,'@x\n'-b"), (";=1", ";'=1"), ("=a\t+b", "'=a\t'+b")],
)
def test_no_other_separator_begins_a_formula(text: str, written: str) -> None:
    assert column(exports.table_csv(pd.DataFrame({"x": [text]}))) == [written]


@pytest.mark.parametrize(
    "text", ["Bà Rịa - Vũng Tàu", "a=b", "12-3", "x@y.vn", "'đã'", "(+84)", "a; -b"]
)
def test_a_sign_inside_is_left_alone(text: str) -> None:
    assert column(exports.table_csv(pd.DataFrame({"x": [text]}))) == [text]


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@given(st.lists(st.tuples(TEXTS, st.floats(allow_nan=False, allow_infinity=False)), min_size=1))
def test_what_is_written_is_read_back(given_rows: list[tuple[str, float]]) -> None:
    texts, numbers = zip(*given_rows, strict=True)
    content = exports.table_csv(pd.DataFrame({"x": texts, "number": numbers}))
    assert content.startswith(BOM)
    assert [float(cell) for cell in column(content, "number")] == list(numbers)
    assert not any(cell.endswith(".0") for cell in column(content, "number"))
    for text, cell in zip(texts, column(content), strict=True):
        assert cell.replace("'", "") == text.replace("'", "")
        assert not re.search(r"\S[;,\t\r\n][=+\-@]", cell)
        assert cell.lstrip()[:1] not in ("=", "+", "-", "@")
        assert cell[:1] not in ("\t", "\r")
        assert cell == text or not text.isalnum()


def test_the_frame_that_is_seen_stays_as_it_is() -> None:
    rows = pd.DataFrame({"x": ["=1"], "n": [2.0]})
    exports.table_csv(rows)
    assert rows.to_dict("list") == {"x": ["=1"], "n": [2.0]}


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (
            ("teams", "2024", "province", "2025-06-30"),
            "atlas_teams_2024_province_2025-06-30.csv",
        ),
        (("teams", "trend"), "atlas_teams_trend.csv"),
        (("Thanh Hóa", "Trần Đề"), "atlas_thanh-hoa_tran-de.csv"),
        (("../../etc/passwd",), "atlas_..-..-etc-passwd.csv"),
        (("a\\b:c*?", "", "///"), "atlas_a-b-c.csv"),
    ],
)
def test_a_file_name_says_what_is_inside(parts: tuple[str, ...], name: str) -> None:
    assert exports.file_name(*parts) == name


@given(st.lists(st.text(max_size=20), max_size=4))
def test_a_file_name_is_plain(parts: list[str]) -> None:
    name = exports.file_name(*parts)
    assert re.fullmatch(r"atlas[a-z0-9._-]*\.csv", name)
    assert Path(name).name == name
