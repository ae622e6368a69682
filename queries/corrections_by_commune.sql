-- Values of communes that files in force once gave otherwise than what holds now, of the same
-- source: what was said, and what was put in its place by which file. Of values that changed more
-- than once each has a row.
-- grain: one row per commune, indicator, as_of and value that no longer holds
-- params: $areas varchar[], $first date, $last date, $dataset varchar
-- columns: area_id varchar, indicator varchar, as_of date, before double, value double,
--   corrected_at timestamp, file_name varchar, batch_id varchar
with places as (
    select distinct commune_id
    from commune_of
    where list_contains(cast($areas as varchar[]), area_id)
),

held as (
    select
        o.area_id,
        o.indicator_id,
        o.as_of,
        o.precision,
        o.timing,
        o.period_start,
        o.source_id,
        o.value,
        o.batch_id
    from observation as o
    inner join places as p on p.commune_id = o.area_id
    where o.dataset = $dataset
        and o.as_of >= cast($first as date) and o.as_of <= cast($last as date)
),

said as (
    select
        o.area_id,
        o.indicator_id,
        o.as_of,
        o.precision,
        o.timing,
        o.period_start,
        o.source_id,
        o.value
    from observation_log as o
    inner join batch as b on b.batch_id = o.batch_id and b.state = 'committed'
    where o.dataset = $dataset
        and o.as_of >= cast($first as date) and o.as_of <= cast($last as date)
)

select distinct
    h.area_id,
    h.indicator_id as indicator,
    h.as_of,
    s.value as before,
    h.value,
    b.created_at as corrected_at,
    b.file_name,
    h.batch_id
from held as h
inner join said as s
    on s.area_id = h.area_id and s.indicator_id = h.indicator_id and s.as_of = h.as_of
    and s.precision = h.precision and s.timing = h.timing and s.source_id = h.source_id
    and s.period_start is not distinct from h.period_start
inner join batch as b on b.batch_id = h.batch_id
where s.value <> h.value
order by corrected_at desc, h.area_id, indicator, h.as_of, before
