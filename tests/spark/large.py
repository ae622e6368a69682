"""Three million invented figures of the communes of the release, and what is asked of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from data import rollups
from data.warehouse import open_warehouse
from tests.distant_world import OF_COMMUNES
from tests.monthly_rows import SOURCE, add_batch, add_source
from tests.queries.test_headers import EXAMPLES

MONTHS, INDICATORS = 30, 31
LAST, BEFORE = date(2027, 12, 31), date(2027, 11, 30)
PLACE = "2025-p38"
# Whole numbers: their sums are the same in any order, which those of fractions are not.
_FIGURES = """
insert into observation
select
    a.area_id, i.indicator_id, 'cumulative' as timing, null as period_start, m.day as as_of,
    'month' as precision, 'printed' as basis, v.value, v.value as low, v.value as high,
    'exact' as qualifier, null as published_on, 'reported' as dataset, $source as source_id,
    'large' as batch_id, concat('large.xlsx:', a.area_id) as origin, false as in_conflict
from (
    select indicator_id from indicator where kind = 'count' and rollup = 'sum'
    order by indicator_id limit $most
) as i
cross join (
    select last_day(date '2025-07-01' + to_months(cast(n as integer))) as day
    from range($months) as r(n)
) as m
cross join (select area_id, code from area where level = 'commune' and vintage = '2025') as a
cross join lateral (
    select cast(hash(concat(a.code, i.indicator_id, m.day)) % 1000 as double) as value
) as v
order by i.indicator_id, m.day, a.area_id
"""
_REPORTS = """
insert into report
select distinct
    area_id, 'monthly', cast(date_trunc('month', as_of) as date), as_of, as_of,
    cast(as_of as timestamp), 'received', 'large'
from observation where batch_id = 'large'
"""


def build(path: Path) -> int:
    """How many figures the warehouse at the path has, once it was built and closed."""
    opened = open_warehouse(path)
    with opened.transaction(opened.lasting_cursor()) as cursor:
        add_source(cursor)
        add_batch(cursor, "large")
        cursor.execute(_FIGURES, {"source": SOURCE, "most": INDICATORS, "months": MONTHS})
        cursor.execute(_REPORTS)
        rollups.start(cursor)
        rows = int(cursor.execute("select count(*) from observation").fetchall()[0][0])
    opened.close()
    return rows


def asked(path: Path) -> dict[str, object]:
    """What each query is asked with: a month of a province's communes."""
    opened = open_warehouse(path)
    with opened.cursor() as cursor:
        found = cursor.execute(
            "select area_id from area where province_id = $place and level = 'commune' "
            "order by area_id limit 20",
            {"place": PLACE},
        ).fetchall()
        known = cursor.execute(
            "select distinct indicator_id from observation where batch_id = 'large' "
            "order by indicator_id limit 3"
        ).fetchall()
    opened.close()
    communes, indicators = ([value for (value,) in rows] for rows in (found, known))
    of_month = {"first": BEFORE, "last": LAST, "day": LAST, "earlier": BEFORE, "date": LAST}
    own = {
        "place": PLACE,
        "area": PLACE,
        "within": PLACE,
        "areas": [*communes, PLACE],
        "indicator": indicators[0],
        "indicators": indicators,
        "left": indicators[:1],
        "right": indicators[1:2],
        "days": [BEFORE, LAST],
        "today": LAST,
        "batch": "large",
    }
    return EXAMPLES | OF_COMMUNES | of_month | own
