-- What sources of one dataset disagree about in some areas and in all communes and districts within
-- them, for days that may lie in a span.
-- grain: one row per observation in conflict
-- params: $areas varchar[], $first date, $last date, $dataset varchar
-- columns: area_id varchar, area varchar, level varchar, indicator varchar, as_of date,
--   starts_on date, precision varchar, value double, low double, high double, qualifier varchar,
--   source_id varchar, source varchar, url varchar, origin varchar
with places as (
    select commune_id as area_id
    from commune_of
    where list_contains(cast($areas as varchar[]), area_id)
    union
    select area_id
    from area
    where
        list_contains(cast($areas as varchar[]), area_id)
        or list_contains(cast($areas as varchar[]), parent_id)
        or list_contains(cast($areas as varchar[]), province_id)
        or list_contains(cast($areas as varchar[]), 'vn')
)

select
    f.area_id,
    f.area,
    f.level,
    f.indicator,
    f.as_of,
    f.starts_on,
    f.precision,
    f.value,
    f.low,
    f.high,
    f.qualifier,
    f.source_id,
    f.source,
    f.url,
    f.origin
from figure as f
inner join places as p on p.area_id = f.area_id
where f.in_conflict and f.dataset = $dataset
    and f.as_of >= cast($first as date)
    and f.starts_on <= cast($last as date)
order by f.area_id, f.indicator, f.as_of, f.value, f.source_id, f.origin
