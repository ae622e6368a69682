"""No query adds datasets together: each that reads figures or targets is asked for one."""

import re
from collections.abc import Iterator

import pandas as pd
import pytest

import queries
from data import rollups
from data.warehouse import Warehouse
from tests.queries.test_headers import EXAMPLES
from tests.world import build_world

# Those that mean all datasets, and say of each row which; and what an import compares itself with.
OF_IMPORT = {"reported_by_area", "reported_targets_by_area"}
OF_SNAPSHOT = {"snapshot/figures", "snapshot/targets"}  # for whoever asks in SQL
OF_ALL = {"counts_by_dataset", "datasets_by_area", "sources"} | OF_IMPORT | OF_SNAPSHOT
READS = re.compile(r"\b(?:from|join)\s+(?:figure|observation|observation_log|target)\b")


def reading() -> list[str]:
    """The queries that read figures or targets; checks look at all that is stored."""
    named = [name for name in queries.names() if not name.startswith("checks/")]
    return [name for name in named if READS.search(queries.sql_of(name))]


def test_every_query_of_figures_takes_the_dataset() -> None:
    assert {name for name in reading() if not queries.takes(name, "dataset")} == OF_ALL


@pytest.mark.parametrize(
    ("name", "param", "expected"),
    [
        ("trend_by_area", "dataset", True),
        ("trend_by_area", "areas", True),
        ("trend_by_area", "data", False),
        ("area_by_id", "dataset", False),  # it has no figures
        ("sources", "dataset", False),  # which is a column there
        ("latest_by_area", "date", True),
    ],
)
def test_what_a_query_takes_is_in_its_header(name: str, param: str, expected: bool) -> None:
    assert queries.takes(name, param) is expected


@pytest.fixture(scope="module")
def doubled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """The world with every figure and target again as reported, tenfold, a year later."""
    warehouse = build_world(tmp_path_factory.mktemp("doubled") / "atlas.duckdb")
    with warehouse.transaction() as cursor:
        cursor.execute(
            "insert into observation select * replace (value * 10 as value, low * 10 as low, "
            "high * 10 as high, as_of + interval 1 year as as_of, 'reported' as dataset, "
            "concat(origin, ' again') as origin) from observation"
        )
        cursor.execute(
            "insert into target select * replace (value * 10 as value, 'reported' as dataset, "
            "concat(origin, ' again') as origin) from target"
        )
        rollups.start(cursor)
    yield warehouse
    warehouse.close()


def asked(warehouse: Warehouse, name: str, dataset: str) -> pd.DataFrame:
    header = queries.sql_of(name).partition("-- columns:")[0]
    params = {param: EXAMPLES[param] for param in re.findall(r"\$(\w+)", header)}
    with warehouse.cursor() as cursor:
        return queries.run(cursor, name, **params | {"dataset": dataset})


@pytest.mark.parametrize("name", [name for name in reading() if name not in OF_ALL])
def test_what_is_reported_does_not_change_what_is_published(
    world: Warehouse, doubled: Warehouse, name: str
) -> None:
    before = asked(world, name, "published")
    pd.testing.assert_frame_equal(asked(doubled, name, "published"), before)
    reported = asked(doubled, name, "reported")
    if "dataset" in reported:
        assert set(reported["dataset"].dropna()) <= {"reported"}
    if "value" in reported and reported["value"].notna().any():
        assert not set(reported["value"].dropna()) & set(before["value"].dropna())


def test_what_means_all_says_which(doubled: Warehouse) -> None:
    with doubled.cursor() as cursor:
        counts = queries.run(cursor, "counts_by_dataset").set_index("dataset")
        sources = queries.run(cursor, "sources")
        areas = queries.run(cursor, "datasets_by_area", areas=["2024-p91", "2024-d921"])
    assert counts[["observations", "targets", "rules", "unplaced", "sources"]].T.to_dict(
        "list"
    ) == {
        "published": [14, 1, 1, 1, 3],
        "reported": [14, 1, 0, 0, 3],
    }
    given = sources.set_index(["source_id", "dataset"])[["figures", "targets", "rules", "unplaced"]]
    assert given.T.to_dict("list") == {
        ("s-moon", "published"): [10, 0, 0, 0],
        ("s-moon", "reported"): [10, 0, 0, 0],
        ("s-paper", "published"): [1, 1, 1, 0],
        ("s-paper", "reported"): [1, 1, 0, 0],
        ("s-echo", "published"): [3, 0, 0, 1],
        ("s-echo", "reported"): [3, 0, 0, 0],
    }
    assert areas.values.tolist() == [["2024-p91", "published", 2], ["2024-p91", "reported", 2]]
