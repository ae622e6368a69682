"""Files of a selection, read back by other programs: they hold what SQL gives, in its order."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest
from pyarrow import parquet

from data.boundaries import layer_file
from data.selecting import Selection, SelectionError
from data.warehouse import Warehouse
from data.writing import formats, geography, sinks
from data.writing.columns import long
from data.writing.csv_text import Style
from data.writing.formats import Wish
from tests.awkward import FORMULA, LINES, shared_awkward_world

ALL = Selection()
NUMBERS = ["value", "low", "high"]


@pytest.fixture(scope="module", autouse=True)
def raw(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pd.DataFrame]:
    """What is stored, in the order of files, asked with SQL of the test's own."""
    with shared_awkward_world(tmp_path_factory.mktemp("writing")) as world:
        yield _stored(world)


def _stored(world: Warehouse) -> pd.DataFrame:
    with world.cursor() as cursor:
        return cursor.execute(
            "select o.*, s.title as source, a.name as area from observation o join source s using "
            "(source_id) join area a using (area_id) where dataset = 'published' "
            "order by indicator_id, as_of nulls last, area_id, origin"
        ).df()


def made(wish: Wish, selection: Selection = ALL) -> bytes:
    return b"".join(formats.parts(selection, wish))


def csv_of(content: bytes, **asked: Any) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), encoding="utf-8-sig", **asked)


def assert_told(rows: pd.DataFrame, raw: pd.DataFrame, texts: bool = True) -> None:
    """The rows hold every stored figure, its bounds and its day, in order."""
    assert list(rows["area_id"]) == list(raw["area_id"])
    assert list(rows["indicator"]) == list(raw["indicator_id"])
    pd.testing.assert_frame_equal(
        rows[NUMBERS].astype(float), raw[NUMBERS].astype(float), check_exact=True
    )
    days = pd.to_datetime(rows["as_of"]).dt.strftime("%Y-%m-%d").fillna("")
    assert list(days) == list(raw["as_of"].dt.strftime("%Y-%m-%d").fillna(""))
    assert list(rows["qualifier"]) == list(raw["qualifier"])
    assert list(rows["in_conflict"].astype(bool)) == list(raw["in_conflict"])
    if texts:
        assert list(rows["source"]) == list(raw["source"])
        assert list(rows["origin"]) == list(raw["origin"])


@pytest.mark.parametrize("separator", ["comma", "semicolon"])
@pytest.mark.parametrize("numbers", ["plain", "vi"])
def test_csv_holds_what_is_stored(raw: pd.DataFrame, separator: str, numbers: str) -> None:
    content = made(Wish("csv", style=Style(separator, numbers)))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = csv_of(
        content,
        sep={"comma": ",", "semicolon": ";"}[separator],
        decimal={"plain": ".", "vi": ","}[numbers],
        dtype={"vintage": str},
    )
    assert list(rows.columns) == [column.name for column in long()]
    assert_told(rows, raw, texts=False)
    apart = [text for text in raw["source"] if text != FORMULA]
    assert [text for text in rows["source"] if not text.startswith("'")] == apart
    assert set(rows.loc[rows["source"].str.startswith("'"), "source"]) == {f"'{FORMULA}"}
    assert {"'@origin", "'+1", "last, but one"} < set(rows["origin"])
    assert f'"{LINES}"'.encode() in content  # to the letter, line's end and all


def test_numbers_of_csv_are_written_in_full() -> None:
    text = made(Wish("csv", style=Style("semicolon", "vi"))).decode()
    assert ";0,1;0,05;0,15;about;" in text
    assert ";12345678,25;12345678,25;;more_than;" in text
    assert ";1000000000000000;;1000000000000000;nearly;" in text
    assert ',"0,1","0,05","0,15",about,' in made(Wish("csv", style=Style("comma", "vi"))).decode()


def test_xlsx_holds_what_is_stored(raw: pd.DataFrame) -> None:
    content = made(Wish("xlsx"))
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet, about = book.worksheets
    assert sheet.freeze_panes == "A2"
    header, *cells = sheet.iter_rows()
    names = [cell.value for cell in header]
    assert names == [column.name for column in long()]
    rows = pd.DataFrame([[cell.value for cell in row] for row in cells], columns=names)
    assert_told(rows, raw)
    kinds = {names[n]: {row[n].data_type for row in cells} - {"n"} for n in range(len(names))}
    assert {name: kinds[name] for name in ("value", "as_of", "in_conflict", "source")} == {
        "value": set(), "as_of": {"d"}, "in_conflict": {"b"}, "source": {"s"},
    }  # fmt: skip
    formulas = [
        cell for row in cells for cell in row if str(cell.value).startswith(("=", "@", "+"))
    ]
    assert len(formulas) == 4
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in formulas)
    said = [row[0].value for row in about.iter_rows()]
    assert "17 số liệu của 4 chỉ số." in said
    assert "17 figures of 4 indicators." in said
    assert pd.read_excel(io.BytesIO(content), engine="calamine").shape == (17, len(names))


def test_parquet_holds_what_is_stored(raw: pd.DataFrame) -> None:
    file = parquet.ParquetFile(io.BytesIO(made(Wish("parquet"))))
    assert_told(file.read().to_pandas(), raw)
    said = json.loads(file.metadata.metadata[b"csvw"])
    assert (said["figures"], said["undated"]) == (17, 2)
    assert said["qualifiers"]["about"] == 2


def test_geojson_holds_what_is_stored(raw: pd.DataFrame) -> None:
    content = made(Wish("geojson"))
    features = gpd.read_file(io.BytesIO(content))
    assert_told(pd.DataFrame(features), raw)
    assert features.crs.to_epsg() == 4326
    said = json.loads(content)
    assert said["about"]["figures"] == 17
    values = {row["properties"]["value"] for row in said["features"]}
    assert {120, 0.1, 12345678.25} < values


def test_outlines_are_those_of_the_area(monkeypatch: pytest.MonkeyPatch) -> None:
    codes = {"2024-p91": "38", "2025-p92": "01"}  # two provinces that there are
    monkeypatch.setattr(geography, "_codes", lambda: dict.fromkeys(["vn"], "") | codes)
    wanted = Selection(areas=("2024-p91", "2025-p92", "vn"), indicators=("teams",))
    features = gpd.read_file(io.BytesIO(made(Wish("geojson"), wanted)))
    for area_id, code in codes.items():
        layer = gpd.read_parquet(layer_file(area_id[:4], "province"))
        own = features[features["area_id"] == area_id]
        assert len(own)
        assert all(own.geometry.geom_equals(layer.geometry[code]))
    assert features[features["area_id"] == "vn"].geometry.isna().all()


def test_geopackage_holds_what_is_stored(raw: pd.DataFrame, tmp_path: Path) -> None:
    file = tmp_path / "figures.gpkg"
    file.write_bytes(made(Wish("gpkg")))
    assert dict(pyogrio.list_layers(file)) == {
        "figures": None,
        "about": None,
        "areas": "MultiPolygon",
    }
    assert_told(pyogrio.read_dataframe(file, layer="figures"), raw)
    areas = gpd.read_file(file, layer="areas")
    assert areas["area_id"].is_unique
    assert set(raw["area_id"]) <= set(areas["area_id"])
    assert areas.crs.to_epsg() == 4326


def test_zip_says_what_is_in_it(raw: pd.DataFrame) -> None:
    archive = zipfile.ZipFile(io.BytesIO(made(Wish("zip", style=Style("semicolon", "vi")))))
    assert archive.testzip() is None
    assert archive.namelist() == ["figures.csv", "metadata.json", "README.txt"]
    said = json.loads(archive.read("metadata.json"))
    assert said["@context"][0] == "http://www.w3.org/ns/csvw"
    assert (said["url"], said["dialect"]["delimiter"]) == ("figures.csv", ";")
    header = archive.read("figures.csv").decode("utf-8-sig").splitlines()[0]
    columns = said["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == header.split(";")
    number = {"base": "double", "format": {"decimalChar": ","}}
    assert {column["name"] for column in columns if column["datatype"] == number} == set(NUMBERS)
    given = {row["dc:title"]: row["figures"] for row in said["dc:source"]}
    assert given == raw["source"].value_counts().to_dict()
    readme = archive.read("README.txt").decode("utf-8-sig")
    for words in ("Tính đến các ngày từ 10/06/2024 đến 30/09/2025.", "How to cite", "2 số liệu"):
        assert words in readme, words
    assert readme.count("https://moon.example/teams") == 2


def test_what_is_simulated_says_so() -> None:
    archive = zipfile.ZipFile(io.BytesIO(made(Wish("zip"), Selection(dataset="demo"))))
    assert "Số liệu mô phỏng" in archive.read("README.txt").decode()
    assert "simulated" in json.loads(archive.read("metadata.json"))
    assert formats.file_name(Selection("demo", ("teams",)), Wish("zip")) == "atlas_demo_teams.zip"


@pytest.mark.parametrize("format_", ["csv", "xlsx", "parquet", "geojson", "gpkg", "zip"])
@pytest.mark.parametrize("shape", ["long", "wide"])
def test_nothing_is_a_file_with_a_header(format_: str, shape: str, tmp_path: Path) -> None:
    content = made(Wish(format_, shape), Selection(dataset="reported"))
    assert len(content) > 100
    if format_ == "xlsx":
        assert openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].max_row == 1
    if format_ == "csv":
        assert len(content.splitlines()) == 1


@pytest.mark.parametrize("units", ["then", "today"])
def test_wide_rows_hold_every_figure_once(units: str) -> None:
    selection = Selection(units=units)
    told = csv_of(made(Wish("csv"), selection))
    wide = csv_of(made(Wish("csv", "wide"), selection))
    shared = ["area_id", "as_of", "source", "carried", "remark_en", "timing"]
    parts = {"value": "", "low": "_low", "high": "_high", "qualifier": "_qualifier"}
    found = []
    for indicator in told["indicator"].unique():
        names = {f"{indicator}{ending}": part for part, ending in parts.items()}
        own = wide[wide[f"{indicator}_qualifier"].notna()]
        found.append(own[[*shared, *names]].rename(columns=names).assign(indicator=indicator))
    columns = [*shared, *parts, "indicator"]
    again = pd.concat(found)[columns].sort_values(columns).reset_index(drop=True)
    expected = told[columns].sort_values(columns).reset_index(drop=True)
    pd.testing.assert_frame_equal(again, expected, check_dtype=False)
    assert len(wide) <= len(told)


def test_what_a_format_cannot_hold_is_refused() -> None:
    assert formats.refusal(ALL, Wish("xlsx"), 1_000_000) == (0, "")
    assert formats.refusal(ALL, Wish("xlsx"), 1_000_001) == (1_000_000, "csv")
    assert formats.refusal(ALL, Wish("geojson"), 20_001) == (20_000, "gpkg")
    assert formats.refusal(ALL, Wish("csv", "wide"), 5_000_000) == (0, "")
    today = Selection(units="today")
    assert formats.refusal(today, Wish("csv", "wide"), 500_001) == (500_000, "long")


def test_a_wish_is_read_from_an_address_and_written_to_it() -> None:
    wish = Wish("zip", "wide", Style("semicolon", "vi"))
    assert formats.wish_of({"format": "zip", **wish.to_query()}) == wish
    assert formats.wish_of({}) == Wish("csv")
    with pytest.raises(SelectionError) as error:
        formats.wish_of({"format": "doc", "shape": "round", "numbers": "de"})
    assert [each.parameter for each in error.value.problems] == ["format", "shape", "numbers"]


def test_a_zip_is_given_while_it_is_written() -> None:
    sink = sinks.Sink()
    with sinks.zipped(sink) as archive:
        content = (random.randbytes(100_000) for _n in range(20))
        parts = list(sinks.put(archive, sink, "a", content))
    assert len(parts) > 2
    whole = zipfile.ZipFile(io.BytesIO(b"".join([*parts, sink.taken()])))
    assert len(whole.read("a")) == 2_000_000
