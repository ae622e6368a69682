-- Communes whose figures of one day break a rule between them: the sum of $left must be at least
-- $least times and at most $most times the sum of $right (NULL: no such bound). Silent where one of
-- the $parts figures is missing or not exact, or several differ. The importer's check_rule.sql.
-- grain: one row per commune and as_of
-- params: $left varchar[], $right varchar[], $least double, $most double, $parts integer,
--   $areas varchar[], $first date, $last date, $dataset varchar
-- columns: area_id varchar, as_of date, one double, other double, source_id varchar,
--   origin varchar
with places as (
    select distinct commune_id
    from commune_of
    where list_contains(cast($areas as varchar[]), area_id)
),

single as (
    select
        o.area_id,
        o.as_of,
        o.indicator_id,
        min(o.value) as value,
        min(o.source_id) as source_id,
        min(o.origin) as origin
    from observation as o
    inner join places as p on p.commune_id = o.area_id
    where o.dataset = $dataset
        and o.qualifier = 'exact'
        and o.as_of >= cast($first as date) and o.as_of <= cast($last as date)
        and (
            list_contains(cast($left as varchar[]), o.indicator_id)
            or list_contains(cast($right as varchar[]), o.indicator_id)
        )
    group by o.area_id, o.as_of, o.indicator_id
    having min(o.value) = max(o.value)
),

sums as (
    select
        area_id,
        as_of,
        sum(value) filter (where list_contains(cast($left as varchar[]), indicator_id)) as one,
        sum(value) filter (where list_contains(cast($right as varchar[]), indicator_id)) as other,
        count(*) as known,
        min(source_id) as source_id,
        min(origin) as origin
    from single
    group by area_id, as_of
)

select
    area_id,
    as_of,
    one,
    other,
    source_id,
    origin
from sums
where known = $parts
    and (
        one < cast($least as double) * other - 1e-9
        or one > cast($most as double) * other + 1e-9
    )
order by area_id, as_of
