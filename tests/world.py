"""One tiny invented world in a real warehouse: three provinces of 2024, two of 2025.

Mây Trắng is the same in both vintages; Sao Băng of 2025 is Sao Băng and Gió Lặng of 2024. Bờ
Cát and Bờ Cạt differ by an accent and became one; Suối Trong and Suối Cạn exchanged land. Mây
Trắng's teams of June 2024 are in conflict, Sao Băng's are not.
"""

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pandas as pd

from data.qualifiers import bounds
from data.warehouse import Warehouse, open_warehouse
from geo.areas import AreaId
from geo.names import fold, split_type
from tests.kept import own_copy

_BORN = datetime(2025, 9, 1)

AREAS = """
area_id | name | parent | lon | lat | km2 | same_as
vn | Nước Thử | | 105.5 | 20.5 | 900 |
2024-p91 | Tỉnh Mây Trắng | vn | 105.0 | 20.0 | 400 | 2025-p91
2024-p92 | Tỉnh Sao Băng | vn | 106.0 | 20.0 | 300 |
2024-p93 | Tỉnh Gió Lặng | vn | 106.0 | 21.0 | 200 |
2024-d911 | Huyện Đồi Cỏ | 2024-p91 | 105.0 | 20.0 | 400 |
2024-d921 | Huyện Suối Bạc | 2024-p92 | 106.0 | 20.0 | 300 |
2024-c91001 | Xã Lá Xanh | 2024-d911 | 105.1 | 20.1 | 40 | 2025-c91001
2024-c91002 | Xã Bờ Cát | 2024-d911 | 105.2 | 20.1 | 30 |
2024-c91003 | Xã Bờ Cạt | 2024-d911 | 105.3 | 20.1 | 20 |
2024-c92001 | Thị trấn Suối Trong | 2024-d921 | 106.1 | 20.1 | 10 |
2024-c92002 | Xã Suối Cạn | 2024-d921 | 106.2 | 20.1 | 100 |
2024-v91001-xom-go | Xóm Gò | 2024-c91001 | | | |
2025-p91 | Tỉnh Mây Trắng | vn | 105.0 | 20.0 | 400 | 2024-p91
2025-p92 | Tỉnh Sao Băng | vn | 106.0 | 20.5 | 500 |
2025-c91001 | Xã Lá Xanh | 2025-p91 | 105.1 | 20.1 | 40 | 2024-c91001
2025-c91002 | Xã Bờ Cát | 2025-p91 | 105.2 | 20.1 | 50 |
2025-c92001 | Xã Suối Trong | 2025-p92 | 106.1 | 20.1 | 70 |
2025-c92002 | Xã Suối Cạn | 2025-p92 | 106.2 | 20.1 | 40 |
"""
# Shares are those of the areas' sizes; the sliver is 0.2 km² of Suối Trong's 10.
LINEAGE = """
old_id | new_id | kind | share | new_share | carries | basis
2024-p91 | 2025-p91 | whole | 1 | 1 | true | registry
2024-p92 | 2025-p92 | whole | 1 | 0.6 | true | registry
2024-p93 | 2025-p92 | whole | 1 | 0.4 | true | registry
2024-c91001 | 2025-c91001 | whole | 1 | 1 | true | registry
2024-c91002 | 2025-c91002 | whole | 1 | 0.6 | true | registry
2024-c91003 | 2025-c91002 | whole | 1 | 0.4 | true | registry
2024-c92001 | 2025-c92001 | part | 0.98 | 0.14 | true | estimate
2024-c92001 | 2025-c92002 | sliver | 0.02 | 0.005 | true | estimate
2024-c92002 | 2025-c92001 | part | 0.602 | 0.86 | true | estimate
2024-c92002 | 2025-c92002 | part | 0.398 | 0.995 | true | estimate
2024-d911 | 2025-c91001 | part | 0.4444444444 | 1 | false | registry
2024-d911 | 2025-c91002 | part | 0.5555555556 | 1 | false | registry
2024-d921 | 2025-c92001 | part | 0.6363636364 | 1 | false | registry
2024-d921 | 2025-c92002 | part | 0.3636363636 | 1 | false | registry
2024-p91 | 2025-c91001 | part | 0.4444444444 | 1 | false | registry
2024-p91 | 2025-c91002 | part | 0.5555555556 | 1 | false | registry
2024-p92 | 2025-c92001 | part | 0.6363636364 | 1 | false | registry
2024-p92 | 2025-c92002 | part | 0.3636363636 | 1 | false | registry
"""
INDICATORS = """
indicator_id | name_vi | name_en | unit_vi | unit_en | pillar | kind | polarity | rollup
teams | Số tổ | Teams | tổ | teams | teams | count | more | sum
population | Dân số | Population | người | people | society | count | neither | sum
smartphone_users | Người dùng | Smartphone users | người | people | society | count | more | sum
smartphone_rate | Tỷ lệ dùng | Smartphone rate | % | % | society | ratio | more | ratio
"""
SOURCES = """
source_id | title | publisher | url | published_on | published_precision | kind
s-moon | Báo Mặt Trăng | moon.example | https://moon.example/teams | 2024-06-30 | month | original
s-echo | Tin chép lại | echo.example | https://echo.example/1 | | none | copy
s-paper | Kế hoạch trên giấy | | | | none | original
"""
# area, indicator, as_of, precision, value, qualifier, source
OBSERVATIONS = [
    ("2024-p91", "teams", date(2024, 6, 30), "month", 120, "exact", "s-moon"),
    ("2024-p91", "teams", date(2024, 6, 10), "day", 300, "exact", "s-echo"),
    ("2024-p92", "teams", date(2024, 6, 30), "month", 80, "more_than", "s-moon"),
    ("2024-p92", "teams", date(2024, 6, 30), "month", 84, "exact", "s-echo"),
    ("2024-p92", "teams", date(2025, 3, 15), "day", 90, "exact", "s-moon"),
    ("2024-p93", "teams", None, "none", 40, "about", "s-paper"),
    ("2025-p92", "teams", date(2025, 8, 31), "month", 130, "exact", "s-moon"),
    ("2024-c91001", "teams", date(2024, 12, 1), "day", 5, "exact", "s-moon"),
    ("2025-c91001", "teams", date(2025, 9, 30), "month", 6, "exact", "s-moon"),
    ("vn", "teams", date(2024, 12, 31), "year", 600, "nearly", "s-echo"),
    ("2024-v91001-xom-go", "population", date(2024, 6, 30), "month", 129, "exact", "s-moon"),
    ("2024-d911", "population", date(2024, 6, 30), "month", 16000, "exact", "s-moon"),
    ("2024-d911", "smartphone_users", date(2024, 6, 30), "month", 10200, "exact", "s-moon"),
    ("2024-d911", "smartphone_rate", date(2024, 6, 30), "month", 64, "nearly", "s-moon"),
]


def build_world(path: Path) -> Warehouse:
    """The tiny world in the warehouse at the path: what is there, or a copy of one made before."""
    if not path.exists():
        own_copy(_kept_world(), path)
    return start_world(path)


def start_world(path: Path) -> Warehouse:
    """The same, made from nothing where there is no file: for tests of that very thing."""
    return open_warehouse(path, seed=world_tables)


@cache
def _kept_world() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="world-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    start_world(folder / "atlas.duckdb").close()
    return folder / "atlas.duckdb"


def world_tables() -> dict[str, pd.DataFrame]:
    """The world's frames by table, for open_warehouse(path, seed=world_tables)."""
    areas = pd.DataFrame(_areas())
    folded = areas.short_name.map(fold)
    names = areas[areas.level != "village"][["area_id", "name", "type", "code"]]
    return {
        "area": areas.assign(folded=folded),
        "area_name": names.assign(kind="official", folded=folded),
        "lineage": _lineage(),
        "indicator": _indicators(),
        "indicator_break": pd.DataFrame(
            [("teams", date(2025, 7, 1), "Đổi cách đếm", "Counted anew")],
            columns=["indicator_id", "broke_on", "note_vi", "note_en"],
        ),
        "source": _sources(),
        "batch": pd.DataFrame([_batch()]),
        "observation_log": pd.DataFrame([_observation(*row) for row in enumerate(OBSERVATIONS, 2)]),
        "target": pd.DataFrame([_target()]),
        "rule": pd.DataFrame([_rule()]),
        "unplaced_figure": pd.DataFrame([_unplaced()]),
    }


def _table(text: str) -> pd.DataFrame:
    """The lines below the first, which names the columns; empty cells are ''."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return pd.DataFrame(lines[1:], columns=lines[0])


def _areas() -> Iterator[dict[str, object]]:
    parents: dict[str, str] = {}
    for area_id, name, parent, lon, lat, km2, same_as in _table(AREAS).itertuples(index=False):
        parts, (kind, short) = AreaId.parse(area_id), split_type(name)
        parents[area_id] = parent
        province = area_id
        while parents[province] not in ("", "vn"):
            province = parents[province]
        yield {
            "area_id": area_id,
            "vintage": parts.vintage,
            "level": parts.level,
            "code": parts.code if parts.level != "village" else None,
            "name": name,
            "short_name": short,
            "type": kind,
            "parent_id": parent or None,
            "province_id": province if parent else None,
            "lon": float(lon) if lon else None,
            "lat": float(lat) if lat else None,
            "area_km2": float(km2) if km2 else None,
            "same_as": same_as or None,
        }


def _lineage() -> pd.DataFrame:
    frame = _table(LINEAGE)
    return frame.assign(margin=frame.basis.map({"registry": 0.0, "estimate": 0.1}))


def _indicators() -> pd.DataFrame:
    frame = _table(INDICATORS)
    ratio = frame.kind == "ratio"
    return frame.assign(
        timing="cumulative",
        numerator_id=ratio.map({True: "smartphone_users", False: None}),
        denominator_id=ratio.map({True: "population", False: None}),
        decimals=ratio.astype(int),
        definition_vi="",
        definition_en="",
    )


def _sources() -> pd.DataFrame:
    frame = _table(SOURCES)
    return frame.assign(published_on=[day or None for day in frame.published_on])


def _batch() -> dict[str, object]:
    return {
        "batch_id": "b-world",
        "dataset": "published",
        "file_name": "world.csv",
        "sha256": "0" * 64,
        "created_at": _BORN,
        "created_by": "world",
        "rows_read": len(OBSERVATIONS) + 3,
        "rows_stored": len(OBSERVATIONS) + 2,
        "state": "committed",
    }


def _common(line: int, source: str) -> dict[str, object]:
    return {
        "basis": "printed",
        "source_id": source,
        "origin": f"world.csv:{line}",
        "dataset": "published",
        "batch_id": "b-world",
    }


def _observation(line: int, row: tuple[object, ...]) -> dict[str, object]:
    area, indicator, as_of, precision, value, qualifier, source = row
    low, high = bounds(str(value), str(qualifier))
    return _common(line, str(source)) | {
        "area_id": area,
        "indicator_id": indicator,
        "timing": "cumulative",
        "as_of": as_of,
        "precision": precision,
        "value": value,
        "low": low,
        "high": high,
        "qualifier": qualifier,
        "published_on": date(2024, 6, 30) if source == "s-moon" else None,
        "recorded_at": _BORN,
    }


def _target() -> dict[str, object]:
    return _common(90, "s-paper") | {
        "area_id": "2024-d911",
        "indicator_id": "smartphone_rate",
        "operator": ">=",
        "value": 80,
        "due": date(2025, 6, 30),
        "precision": "month",
        "version": 1,
    }


def _rule() -> dict[str, object]:
    return _common(91, "s-paper") | {
        "area_id": "2024-d911",
        "indicator_id": "teams",
        "value": 1,
        "low": 1,
        "qualifier": "at_least",
        "as_of": date(2024, 12, 31),
        "precision": "year",
    }


def _unplaced() -> dict[str, object]:
    return {
        "origin": "world.csv:92",
        "area": "Xã Bo Cat",
        "level": "commune",
        "province": "Mây Trắng",
        "as_of": "2024-06",
        "basis": "printed",
        "indicator_id": "teams",
        "measure": "result",
        "value": 3,
        "unit": "tổ",
        "qualifier": "exact",
        "source_id": "s-echo",
        "reason": "ambiguous_name",
        "candidates": "2024-c91002,2024-c91003",
    }


def observations(warehouse: Warehouse) -> int:
    """How many current observations a new cursor sees."""
    with warehouse.cursor() as cursor:
        return int(cursor.execute("select count(*) from observation").fetchall()[0][0])
