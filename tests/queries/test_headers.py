"""Every query keeps what its header promises: parameters, and columns with their types."""

import re
from datetime import date

import duckdb
import pytest

import queries

EXAMPLES: dict[str, object] = {
    "indicator": "teams",
    "vintage": "2024",
    "level": "province",
    "place": "2024-p91",
    "within": "",
    "date": date(2025, 6, 30),
    "areas": ["2024-p91", "2024-d911"],
    "area": "2024-p91",
    "source": "s-moon",
    "codes": ["91", "911"],
    "most": 12,
    "left": ["population"],
    "right": ["smartphone_users"],
    "least": None,
    "parts": 2,
    "dataset": "reported",
    "batch": "b-world",
    "submission": "",
    "submissions": ["w-world"],
    "who": "",
    "state": "",
    "shape": "[]",
    "layer": "g-1",
    "indicators": ["teams", "smartphone_rate"],
    "first": date(2024, 1, 1),
    "last": date(2025, 12, 31),
    "today": date(2026, 1, 1),
    "aged": date(2024, 12, 31),
    "units": "then",
    "kind": "registered",
    "day": date(2025, 10, 31),
    "earlier": date(2025, 9, 30),
    "undated": False,
    "days": [date(2025, 9, 30), date(2025, 10, 31)],
    "folded": "",
    "pillar": "",
    "old": [],
    "new": [],
    "covering": ["2024-d911"],
    "after_area_id": None,
    "after_as_of": None,
    "after_dataset": None,
    "after_indicator": None,
    "after_new_id": None,
    "after_old_id": None,
    "after_origin": None,
    "after_source_id": None,
}


def documented(name: str, label: str) -> list[tuple[str, str]]:
    """Names and types that the header lists under the label."""
    found = re.search(rf"^-- {label}: (.+(?:\n--   .+)*)", queries.sql_of(name), re.MULTILINE)
    assert found, f"{name} has no {label}"
    listed = re.sub(r"\n--   ", " ", found[1])
    if listed == "none":
        return []
    pairs = [tuple(item.split(" ")) for item in listed.split(", ")]
    return [(pair[0], pair[1]) for pair in pairs]


@pytest.mark.parametrize("name", queries.names())
def test_query_returns_its_documented_columns(cursor: duckdb.DuckDBPyConnection, name: str) -> None:
    names = [param.removeprefix("$") for param, _ in documented(name, "params")]
    params = {param: EXAMPLES[param] for param in names}
    cursor.execute(queries.sql_of(name), params)
    found = [(column[0], str(column[1]).lower()) for column in cursor.description or ()]
    assert found == documented(name, "columns")
    assert list(queries.run(cursor, name, **params)) == [column for column, _ in found]


@pytest.mark.parametrize("name", queries.names())
def test_query_takes_its_documented_params_and_no_others(name: str) -> None:
    bare = re.sub(r"--.*", "", queries.sql_of(name))
    used = set(re.findall(r"\$\w+", bare))
    assert {param for param, _ in documented(name, "params")} == used
    assert {param.removeprefix("$") for param in used} <= set(EXAMPLES)


def test_unknown_query_names_the_legal_ones(cursor: duckdb.DuckDBPyConnection) -> None:
    for name in ("no_such", "../data/sql/current_observations", ""):
        with pytest.raises(LookupError, match="latest_by_area"):
            queries.run(cursor, name)


@pytest.mark.parametrize("params", [{}, {"area": "vn", "indicator": "teams"}])
def test_missing_and_excess_parameters_are_refused(
    cursor: duckdb.DuckDBPyConnection, params: dict[str, str]
) -> None:
    with pytest.raises(duckdb.InvalidInputException):
        queries.run(cursor, "area_by_id", **params)


def test_a_parameter_stays_a_value(cursor: duckdb.DuckDBPyConnection) -> None:
    assert queries.run(cursor, "area_by_id", area="vn' or 'a' = 'a").empty
