"""Similar areas, against a search of every pair in plain Python."""

from collections.abc import Iterator
from datetime import date
from math import log
from pathlib import Path

import pandas as pd
import pytest

import queries
from data.warehouse import Warehouse, open_warehouse
from tests.world import world_tables

MOST = 8
URBAN = ("phường", "thị trấn")
# People of the communes of one invented vintage; 40 were counted, by two sources.
COMMUNES = 60


def size(number: int) -> int:
    """Sizes from 1000 up, several alike."""
    return 1000 + 137 * (number * number % 41)


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    """The world with more communes: each third a ward, one a special zone."""
    found = world_tables()
    areas, log_ = found["area"], found["observation_log"]
    model = areas[areas["area_id"] == "2025-c91001"].iloc[0]
    figure = log_[log_["area_id"] == "2025-c91001"].iloc[0]
    more, said = [], []
    for number in range(COMMUNES):
        code = f"{10000 + number}"
        type_ = "đặc khu" if number == 7 else "phường" if number % 3 == 0 else "xã"
        named = {"area_id": f"2025-c{code}", "code": code, "type": type_, "same_as": None}
        named |= {"name": f"N{code}", "short_name": f"N{code}", "folded": f"n{code}"}
        more.append({**model, **named, "area_km2": 10.0 + number * 7 % 23})
        # Whoever counts fewest is another definition; what is dated earlier is not the latest.
        source = "s-moon" if number < 35 else "s-echo"
        if number < 40:
            for day, value in (
                (date(2025, 8, 31), 2 * size(number)),
                (date(2026, 8, 31), size(number)),
            ):
                said.append(
                    {
                        **figure,
                        "indicator_id": "population",
                        "area_id": f"2025-c{code}",
                        "as_of": day,
                        "value": value,
                        "low": value,
                        "high": value,
                        "source_id": source,
                        "origin": f"more.csv:{code}:{day}",
                    }
                )
    found["area"] = pd.concat([areas, pd.DataFrame(more)], ignore_index=True)
    found["observation_log"] = pd.concat([log_, pd.DataFrame(said)], ignore_index=True)
    return found


@pytest.fixture(scope="module")
def crowded(
    tmp_path_factory: pytest.TempPathFactory, tables: dict[str, pd.DataFrame]
) -> Iterator[Warehouse]:
    path: Path = tmp_path_factory.mktemp("peers") / "atlas.duckdb"
    warehouse = open_warehouse(path, seed=lambda: tables)
    yield warehouse
    warehouse.close()


def kind(type_: str) -> str:
    return "urban" if type_ in URBAN else type_


def searched(tables: dict[str, pd.DataFrame], area_id: str, basis: str) -> list[str]:
    """The areas of its kind within 30 %, the nearest first, found one by one."""
    rows = [r for r in tables["area"].itertuples() if r.level == "commune" and r.vintage == "2025"]
    sizes = {r.area_id: r.area_km2 for r in rows}
    if basis == "people":
        sizes = {f"2025-c{10000 + n}": size(n) for n in range(35)}
    kinds = {r.area_id: kind(r.type) for r in rows}
    own = sizes[area_id]
    near = [
        (round(abs(log(other) - log(own)), 12), code)
        for code, other in sizes.items()
        if code != area_id and kinds[code] == kinds[area_id] and 0.7 <= other / own <= 1.3
    ]
    return [code for _distance, code in sorted(near)[:MOST]]


def asked(warehouse: Warehouse, area_id: str, dataset: str = "published") -> pd.DataFrame:
    with warehouse.cursor() as cursor:
        return queries.run(cursor, "similar_areas", area=area_id, dataset=dataset, most=MOST)


@pytest.mark.parametrize("number", range(0, COMMUNES, 3))
@pytest.mark.parametrize("step", [0, 1])
def test_the_most_alike(
    crowded: Warehouse, tables: dict[str, pd.DataFrame], number: int, step: int
) -> None:
    area_id = f"2025-c{10000 + number + step}"
    basis = "people" if number + step < 35 else "area"
    found = asked(crowded, area_id)
    assert list(found["area_id"]) == searched(tables, area_id, basis)
    assert set(found["basis"]) <= {basis}


def test_a_special_zone_is_like_no_other(crowded: Warehouse) -> None:
    assert asked(crowded, "2025-c10007").empty


def test_another_dataset_knows_no_people(crowded: Warehouse) -> None:
    assert set(asked(crowded, "2025-c10001", "reported")["basis"]) == {"area"}


@pytest.mark.parametrize("area_id", ["vn", "2024-v91001-xom-go", "2025-c99999"])
def test_nothing_is_like_the_nation_or_a_village(crowded: Warehouse, area_id: str) -> None:
    assert asked(crowded, area_id).empty


def test_the_other_time_is_another_world(crowded: Warehouse) -> None:
    found = asked(crowded, "2025-c91001")
    assert found["area_id"].str.startswith("2025-c").all()
    assert "2025-c91001" not in set(found["area_id"])
