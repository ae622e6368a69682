"""The shortest ways to the same answers: DuckDB by hand on one sorted table, and pandas.

Both know what the product's queries have to find out: that there is one source, that every date is
a month, that nobody changed a method and that communes have no figure twice.
"""

# ruff: noqa: S608
# Nothing but constants of this file is put into the SQL.

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

_FIGURE = """
    o.area_id, a.name as area, a.short_name, a.code, a.level, a.vintage,
    coalesce(p.short_name, '') as province, a.province_id, a.parent_id, o.indicator_id as indicator,
    o.timing, o.period_start, o.as_of, cast(date_trunc('month', o.as_of) as date) as starts_on,
    o.precision, o.basis, o.value, o.low, o.high, o.qualifier, i.unit_vi as unit, i.unit_en,
    o.dataset, o.source_id, s.title as source, s.url, s.kind as source_kind, o.published_on,
    o.origin, o.in_conflict, '' as remark_vi, '' as remark_en
"""
_FROM = """
    from observation as o
    join area as a using (area_id) join indicator as i using (indicator_id)
    join source as s using (source_id) left join area as p on p.area_id = a.province_id
"""
_OF_PROVINCE = "area_id in (select area_id from area where province_id = $within)"

SQL = {
    "latest_by_area": f"""
        with newest as (
            select * from observation
            where indicator_id = $indicator and dataset = $dataset and as_of <= $date
            qualify row_number() over (partition by area_id order by as_of desc) = 1)
        select {_FIGURE.replace("o.area_id", "a.area_id", 1)}, a.alphabetical
        from area as a left join newest as o using (area_id)
        left join indicator as i using (indicator_id) left join source as s using (source_id)
        left join area as p on p.area_id = a.province_id
        where a.level = $level and a.vintage = $vintage order by a.area_id""",
    "trend_by_area": f"""select {_FIGURE} {_FROM}
        where indicator_id = $indicator and dataset = $dataset and area_id in $areas
        order by area_id, as_of""",
    "history_by_area": f"""select {_FIGURE} {_FROM}
        where indicator_id = $indicator and dataset = $dataset and a.province_id = $within
        order by area_id, as_of""",
    "parts_by_area": """
        select area_id, a.vintage, a.level, as_of, date_trunc('month', as_of) as starts_on,
            precision, value, low, high, qualifier, source_id, s.title as source, s.url,
            s.kind as source_kind, in_conflict
        from observation join area as a using (area_id) join source as s using (source_id)
        where indicator_id = $indicator and dataset = $dataset order by area_id, as_of""",
    "figures_by_area": f"""select {_FIGURE}, i.name_vi, i.name_en, i.pillar, i.decimals {_FROM}
        where area_id = $area and dataset = $dataset
        order by pillar, indicator, as_of desc""",
    "latest_by_indicator": f"""select {_FIGURE}, i.name_vi, i.name_en, i.pillar, i.decimals {_FROM}
        where area_id in $areas and dataset = $dataset
        qualify row_number() over (partition by area_id, indicator_id order by as_of desc) = 1
        order by area_id, indicator""",
    "areas_covered_by_indicator": """
        select indicator_id, count(distinct area_id) as areas, count(*) as figures
        from observation where dataset = $dataset and area_id in $areas
        group by indicator_id order by indicator_id""",
    "datasets_by_area": """select area_id, dataset, count(*) as figures
        from observation where area_id in $areas group by all order by all""",
    "coverage_by_indicator": """
        select indicator_id, count(distinct area_id) as areas, 0 as undated
        from observation join area using (area_id)
        where dataset = $dataset and level = $level and vintage = $vintage
        group by indicator_id order by indicator_id""",
    "selected_count": f"""select indicator_id as indicator, as_of, count(*) as figures
        from observation
        where dataset = $dataset and indicator_id in $indicators and {_OF_PROVINCE}
            and as_of between $first and $last
        group by all order by all""",
    "summed_by_area": f"""select indicator_id as indicator, as_of, sum(value) as value
        from observation
        where dataset = $dataset and indicator_id in ('adults', 'teams') and {_OF_PROVINCE}
            and as_of between $first and $last
        group by all order by all""",
    "changes_by_area": f"""
        select indicator_id as indicator, sum(value) filter (where as_of = $earlier) as earlier,
            sum(value) filter (where as_of = $last) as later
        from (select *, count(*) over (partition by area_id, indicator_id) as days from observation
            where dataset = $dataset and indicator_id in $indicators and {_OF_PROVINCE}
                and as_of in ($earlier, $last))
        where days = 2 group by all order by all""",
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
        for column in ("area_id", "indicator_id"):
            values = f"select distinct {column} from observation where dataset = 'demo'"
            connection.execute(f"create temp type {column}_name as enum ({values} order by 1)")
        return connection.execute(
            "select cast(area_id as area_id_name) as area_id,"
            " cast(indicator_id as indicator_id_name) as indicator_id, as_of, value"
            " from observation where dataset = 'demo'"
        ).df()


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
