"""The shortest ways to the same answers: DuckDB by hand on one sorted table, and pandas.

Both know what the product's queries have to find out: that there is one source, that every date is
a month, that nobody changed a method and that communes have no figure twice.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

STATEMENTS = Path(__file__).parent / "sql" / "by_hand"
BESIDE = ("names", "observations")  # for the frame of pandas


def _text(name: str) -> str:
    return (STATEMENTS / f"{name}.sql").read_text(encoding="utf-8")


SQL = {
    file.stem: _text(file.stem)
    for file in sorted(STATEMENTS.glob("*.sql"))
    if file.stem not in BESIDE
}
KEYS = {
    "coverage_by_indicator": ["indicator_id", "areas"],
    "areas_covered_by_indicator": ["indicator_id", "areas", "figures"],
    "datasets_by_area": ["area_id", "dataset", "figures"],
    "selected_count": ["indicator", "as_of", "figures"],
    "summed_by_area": ["indicator", "as_of", "value"],
    "changes_by_area": ["indicator", "earlier", "later"],
}
USUAL_KEYS = ["area_id", "as_of", "value"]
OF_COUNTS = ("summed_by_area", "changes_by_area")  # by hand without the ratios

Answer = Callable[[pd.DataFrame, dict[str, Any], list[str]], pd.DataFrame]


def table(file: Path) -> pd.DataFrame:
    """The warehouse's simulated observations, the columns that answers need, as small as can be.

    Grain: one row per observation.
    """
    with duckdb.connect(file, read_only=True, config={"threads": "1"}) as connection:
        connection.execute(_text("names"))
        return connection.execute(_text("observations")).df()


def _latest_by_area(all_of: pd.DataFrame, asked: dict[str, Any], _: list[str]) -> pd.DataFrame:
    found = all_of[(all_of["indicator_id"] == asked["indicator"])]
    found = found[found["as_of"] <= pd.Timestamp(asked["date"])]
    return found.sort_values(["area_id", "as_of"]).drop_duplicates("area_id", keep="last")


def _trend_by_area(all_of: pd.DataFrame, asked: dict[str, Any], _: list[str]) -> pd.DataFrame:
    is_it = (all_of["indicator_id"] == asked["indicator"]) & all_of["area_id"].isin(asked["areas"])
    return all_of[is_it].sort_values(["area_id", "as_of"])


def _history_by_area(
    all_of: pd.DataFrame, asked: dict[str, Any], inside: list[str]
) -> pd.DataFrame:
    return _trend_by_area(all_of, asked | {"areas": inside}, inside)


def _parts_by_area(all_of: pd.DataFrame, asked: dict[str, Any], _: list[str]) -> pd.DataFrame:
    return all_of[all_of["indicator_id"] == asked["indicator"]].sort_values(["area_id", "as_of"])


def _figures_by_area(all_of: pd.DataFrame, asked: dict[str, Any], _: list[str]) -> pd.DataFrame:
    found = all_of[all_of["area_id"] == asked["area"]]
    return found.sort_values(["indicator_id", "as_of"], ascending=[True, False])


def _latest_by_indicator(all_of: pd.DataFrame, asked: dict[str, Any], _: list[str]) -> pd.DataFrame:
    found = all_of[all_of["area_id"].isin(asked["areas"])].sort_values("as_of")
    return found.drop_duplicates(["area_id", "indicator_id"], keep="last")


def _areas_covered_by_indicator(
    all_of: pd.DataFrame, asked: dict[str, Any], _: list[str]
) -> pd.DataFrame:
    found = all_of[all_of["area_id"].isin(asked["areas"])].groupby("indicator_id", observed=True)
    return found["area_id"].agg(["nunique", "size"]).reset_index()


def _datasets_by_area(all_of: pd.DataFrame, asked: dict[str, Any], _: list[str]) -> pd.DataFrame:
    found = all_of[all_of["area_id"].isin(asked["areas"])]
    return found.groupby("area_id", observed=True).size().reset_index()


def _coverage_by_indicator(
    all_of: pd.DataFrame, _asked: dict[str, Any], _: list[str]
) -> pd.DataFrame:
    return all_of.groupby("indicator_id", observed=True)["area_id"].nunique().reset_index()


def _inside(all_of: pd.DataFrame, asked: dict[str, Any], inside: list[str]) -> pd.DataFrame:
    days = all_of["as_of"].between(pd.Timestamp(asked["first"]), pd.Timestamp(asked["last"]))
    found = all_of[days & all_of["indicator_id"].isin(asked["indicators"])]
    return found[found["area_id"].isin(inside)]


def _selected_count(all_of: pd.DataFrame, asked: dict[str, Any], inside: list[str]) -> pd.DataFrame:
    found = _inside(all_of, asked, inside).groupby(["indicator_id", "as_of"], observed=True)
    return found.size().reset_index()


def _summed_by_area(all_of: pd.DataFrame, asked: dict[str, Any], inside: list[str]) -> pd.DataFrame:
    found = _inside(all_of, asked | {"indicators": ["adults", "teams"]}, inside)
    return found.groupby(["indicator_id", "as_of"], observed=True)["value"].sum().reset_index()


def _changes_by_area(
    all_of: pd.DataFrame, asked: dict[str, Any], inside: list[str]
) -> pd.DataFrame:
    found = _inside(all_of, asked | {"first": asked["earlier"]}, inside)
    wide = found.set_index(["indicator_id", "area_id", "as_of"])["value"].unstack().dropna()
    return wide.groupby("indicator_id", observed=True).sum().reset_index()


PANDAS: dict[str, Answer] = {
    name: globals()[f"_{name}"]
    for name in SQL  # each has its like above
}
