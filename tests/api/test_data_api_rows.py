"""What the data API gives is what is stored: every resource, format and filter."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from api.v1.resources import RESOURCES
from data.boundaries import layer_bytes
from data.warehouse import Warehouse
from geo.geometry import bundled, layer_name
from tests.api.asking import get
from tests.api.data_api import APP, HOST, ask, asked, of_csv, of_parquet, rows, served


@pytest.fixture(scope="module", autouse=True)
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    with served(tmp_path_factory.mktemp("data-api")) as opened:
        yield opened


FIGURES = """
select
    o.indicator_id as indicator, o.area_id, a.name as area, a.level, a.vintage, o.timing,
    o.period_start, o.as_of, o.precision, o.basis, o.value, o.low, o.high, o.qualifier,
    i.unit_vi as unit, o.dataset, o.source_id, s.title as source, s.url, o.published_on,
    o.in_conflict, o.origin
from observation as o, area as a, indicator as i, source as s
where a.area_id = o.area_id and i.indicator_id = o.indicator_id and s.source_id = o.source_id
    and {where}
order by o.indicator_id, o.as_of nulls last, o.area_id, o.origin
"""
TARGETS = """
select
    t.indicator_id as indicator, t.area_id, t.kind, t.operator, t.value, t.due, t.precision,
    t.basis, t.version, t.dataset, t.source_id, t.origin
from target as t where {where} order by t.indicator_id, t.area_id, t.origin
"""
PUBLISHED = "o.dataset = 'published'"


def part(found: list[dict[str, Any]], like: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows in the columns of others."""
    return [{name: row[name] for name in like[0]} for row in found] if like else found


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("", PUBLISHED),
        ("?data=reported", "o.dataset = 'reported'"),
        ("?data=demo&indicator=teams", "o.dataset = 'demo' and o.indicator_id = 'teams'"),
        (
            "?indicator=population,smartphone_rate",
            f"{PUBLISHED} and o.indicator_id in ('population', 'smartphone_rate')",
        ),
        ("?area=vn,2024-p92", f"{PUBLISHED} and o.area_id in ('vn', '2024-p92')"),
        ("?level=commune", f"{PUBLISHED} and a.level = 'commune'"),
        ("?vintage=2025", f"{PUBLISHED} and (a.vintage = '2025' or a.level = 'nation')"),
        ("?in=2024-p91", f"{PUBLISHED} and regexp_matches(o.area_id, '^202.-[pdcv]91')"),
        ("?first=2024-12-01", f"{PUBLISHED} and o.as_of >= date '2024-12-01'"),
        ("?last=2024-06-30&level=province", f"{PUBLISHED} and o.as_of <= date '2024-06-30' "
         "and a.level = 'province'"),
    ],
)  # fmt: skip
def test_observations_are_the_stored_ones(world: Warehouse, query: str, where: str) -> None:
    expected = asked(world, FIGURES.format(where=where))
    assert len(expected) >= 2
    assert part(rows(f"observations{query}"), expected) == expected


def test_nothing_asked_for_is_an_empty_answer_not_an_error() -> None:
    answer = ask("observations?area=2025-p91")
    assert (answer.status, answer.json["rows"], answer.json["next"]) == (200, [], None)
    names = [column.name for column in RESOURCES["observations"].columns]
    assert ask("observations?area=2025-p91&format=csv").text == ",".join(names) + "\r\n"
    assert of_parquet(ask("observations?area=2025-p91&format=parquet")) == []


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("", "t.dataset = 'published'"),
        ("?data=demo&first=2025-06-30&last=2025-06-30", "t.dataset = 'demo'"),
        ("?data=reported&in=2024-p91&level=district", "t.dataset = 'reported'"),
        ("?first=2025-07-01", "false"),
        ("?kind=national", "false"),
        ("?indicator=teams", "false"),
    ],
)
def test_targets_are_the_stored_ones(world: Warehouse, query: str, where: str) -> None:
    expected = asked(world, TARGETS.format(where=where))
    found = rows(f"targets{query}")
    assert part(found, expected) == expected
    assert {row["operator"] for row in found} <= {">="}


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("", "true"),
        ("?vintage=2025", "vintage = '2025' or level = 'nation'"),
        ("?level=village", "level = 'village'"),
        ("?name=bo%20cat", "folded like '%bo cat%'"),
        ("?name=B%E1%BB%9D%20C%E1%BA%A1t", "folded like '%bo cat%'"),  # Bờ Cạt
        ("?in=2024-d911", "regexp_matches(area_id, '^202.-[pdcv]91')"),
        ("?area=vn,2025-p92", "area_id in ('vn', '2025-p92')"),
    ],
)
def test_areas_are_the_stored_ones(world: Warehouse, query: str, where: str) -> None:
    columns = "area_id, vintage, level, code, name, type, parent_id, lon, lat, area_km2, same_as"
    expected = asked(world, f"select {columns} from area where {where} order by area_id")
    assert expected
    assert part(rows(f"areas{query}"), expected) == expected


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("", "true"),
        ("?old=2024-c92001,2024-c92002", "old_id in ('2024-c92001', '2024-c92002')"),
        ("?new=2025-p92", "new_id = '2025-p92'"),
        ("?kind=sliver", "kind = 'sliver'"),
    ],
)
def test_lineage_is_the_stored_one(world: Warehouse, query: str, where: str) -> None:
    columns = "old_id, new_id, kind, share, new_share, margin, carries, basis"
    expected = asked(world, f"select {columns} from lineage where {where} order by old_id, new_id")
    assert expected
    assert part(rows(f"lineage{query}"), expected) == expected


def test_indicators_and_sources_are_the_stored_ones(world: Warehouse) -> None:
    sql = "select indicator_id as indicator, kind, numerator_id as numerator from indicator"
    every = asked(world, f"{sql} order by 1")
    assert part(rows("indicators"), every) == every
    assert [row["indicator"] for row in rows("indicators?pillar=teams")] == ["teams"]
    given = [(row["source_id"], row["figures"], row["targets"]) for row in rows("sources")]
    counted = asked(
        world,
        "select source_id, count(*) as n from observation where dataset = 'published' group by 1",
    )
    assert {source: n for source, n, _ in given} == {row["source_id"]: row["n"] for row in counted}
    assert sum(targets for _, _, targets in given) == 1


def test_layers_lead_to_their_geometry(world: Warehouse) -> None:
    found = {(row["vintage"], row["level"], row["province_code"]): row for row in rows("layers")}
    assert {key[:2] for key in found} == {
        *(("2024", "province"), ("2024", "district"), ("2024", "commune")),
        *(("2025", "province"), ("2025", "commune")),
    }
    row = found["2025", "province", ""]
    name = layer_name(bundled("2025", "province"), "2025", "province")
    assert (row["name"], row["address"]) == (name, f"/api/layers/{name}")
    assert (row["approximate"], row["areas"]) == (True, 34)
    assert len(rows("layers?vintage=2025&level=province")) == 1


@pytest.mark.parametrize("name", RESOURCES)
def test_every_format_says_the_same(name: str) -> None:
    expected = rows(f"{name}?limit=10000")
    assert expected
    assert [json.loads(json.dumps(row, default=date.isoformat)) for row in of_parquet(
        ask(f"{name}?limit=10000&format=parquet")
    )] == expected  # fmt: skip
    told = of_csv(ask(f"{name}?limit=10000&format=csv"))
    assert list(told[0]) == list(expected[0])
    for line, row in zip(told, expected, strict=True):
        assert {column: _in_csv(value) for column, value in row.items()} == line


def _in_csv(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith("=") else text


def test_a_csv_is_marked_as_utf_8_only_where_that_is_wished() -> None:
    plain, marked = ask("areas?format=csv"), ask("areas?format=csv&bom=1")
    assert plain.headers["content-type"] == "text/csv; charset=utf-8"
    assert marked.body == b"\xef\xbb\xbf" + plain.body


def test_no_cell_is_run_as_a_formula_and_json_says_it_as_it_is() -> None:
    assert "=1+1" in {row["source"] for row in rows("observations")}
    sources = {row["source"] for row in of_csv(ask("observations?format=csv"))}
    assert "'=1+1" in sources
    assert "=1+1" not in sources


def test_geojson_has_an_outline_or_none_for_each_row() -> None:
    """Two provinces have codes that layers of the release draw; the nation and villages are not."""
    query = "areas?area=vn,2025-p91,2025-p92,2024-v91001-xom-go"
    told = ask(f"{query}&format=geojson").json
    assert [feature["properties"] for feature in told["features"]] == rows(query)
    layer = gzip.decompress(
        layer_bytes(layer_name(bundled("2025", "province"), "2025", "province"))
    )
    drawn = {f["properties"]["code"]: f["geometry"] for f in json.loads(layer)["features"]}
    assert {f["properties"]["area_id"]: f["geometry"] for f in told["features"]} == {
        "vn": None,
        "2024-v91001-xom-go": None,
        "2025-p91": drawn[91],
        "2025-p92": drawn[92],
    }
    assert told["outlines"] == [
        {
            "vintage": "2025",
            "level": "province",
            "boundaries": "",
            "dated": "2025-07-01",
            "approximate": True,
        }
    ]


def test_simulated_figures_are_marked_everywhere() -> None:
    for form in ("json", "csv", "parquet", "geojson"):
        answer = ask(f"observations?data=demo&level=province&format={form}")
        assert answer.headers["atlas-simulated"] == "true"
        assert f'filename="atlas_demo_observations.{form}"' in answer.headers["content-disposition"]
    assert ask("observations?data=demo").json["simulated"] is True
    assert {row["dataset"] for row in rows("observations?data=demo")} == {"demo"}
    published = ask("observations")
    assert "simulated" not in published.json
    assert "atlas-simulated" not in published.headers


def test_figures_that_wait_for_approval_are_marked_likewise() -> None:
    answer = ask("observations?data=submitted&format=csv")
    assert answer.headers["atlas-unapproved"] == "true"
    assert 'filename="atlas_submitted_observations.csv"' in answer.headers["content-disposition"]
    assert ask("observations?data=submitted").json["unapproved"] is True
    assert rows("observations?data=submitted") == []
    assert "unapproved" not in ask("observations?data=demo").json


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"data": "reported", "in": "2024-p91"},
        {"level": "province", "first": "2024-06-30", "last": "2025-12-31"},
        {"indicator": "teams", "vintage": "2024"},
        {"units": "today"},
        {"units": "today", "area": "2025-p92,2025-c92001", "indicator": "teams,population"},
    ],
)
def test_a_selection_is_the_one_that_the_page_downloads_saves(query: dict[str, str]) -> None:
    """Every cell of the columns that both have, as text: what an analyst sees in both files."""
    address = "&".join(f"{name}={value}" for name, value in query.items())
    file = get(APP, f"/api/downloads?{address}&format=csv", HOST)
    assert file.status == 200
    saved = list(csv.DictReader(io.StringIO(file.body.decode("utf-8-sig"), newline="")))
    told = of_csv(ask(f"observations?{address}&format=csv&limit=10000"))
    both = [name for name in saved[0] if name in told[0]]
    assert {"area_id", "indicator", "as_of", "value", "low", "high", "source"} <= set(both)
    assert [{name: line[name] for name in both} for line in told] == [
        {name: line[name] for name in both} for line in saved
    ]
    assert [line["url"] for line in told] == [line["URL"] for line in saved]
    assert len(saved) > 1
