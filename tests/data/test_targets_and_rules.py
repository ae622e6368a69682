"""Targets and rules, as the sources page offers them."""

from collections import Counter

import pandas as pd

import queries
from data.warehouse import Warehouse
from tests.data.test_seeding import Lines, last_day, rows_of


def test_targets_and_rules_are_listed_as_printed(seeded: Warehouse, printed: Lines) -> None:
    with seeded.cursor() as cursor:
        found = queries.run(cursor, "targets_and_rules", dataset="published")
    assert Counter(found["measure"]) == {"target": 27, "rule": 17}
    unplaced = {row["origin"] for row in rows_of(seeded, "select origin from unplaced_figure")}
    meant = Counter(
        (
            line["measure"],
            line["indicator"],
            last_day(line["as_of"]),
            line["operator"] if line["measure"] == "target" else "",
            line["qualifier"] if line["measure"] == "rule" else "",
            float(line["value"]),
            line["unit"],
            line["source_title"],
            line["source_url"],
        )
        for origin, line in printed.items()
        if line["measure"] != "result" and origin not in unplaced
    )
    listed = Counter(
        (
            row.measure,
            row.indicator,
            None if pd.isna(row.as_of) else row.as_of.date(),
            "" if pd.isna(row.operator) else row.operator,
            "" if pd.isna(row.qualifier) else row.qualifier,
            row.value,
            row.unit,
            row.source,
            row.url,
        )
        for row in found.itertuples()
    )
    assert listed == meant
