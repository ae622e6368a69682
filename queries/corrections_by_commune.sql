-- Values of communes that a later file of the same source changed, both files still in force. What
-- was said before is kept in the log.
-- grain: one row per commune, indicator, as_of and change
-- params: $areas varchar[], $first date, $last date, $dataset varchar
-- columns: area_id varchar, indicator varchar, as_of date, before double, value double,
--   corrected_at timestamp, file_name varchar, batch_id varchar
with places as (
    select distinct commune_id
    from commune_of
    where list_contains(cast($areas as varchar[]), area_id)
),

said as (
    select
        o.area_id,
        o.indicator_id,
        o.as_of,
        o.value,
        o.batch_id,
        o.recorded_at,
        b.file_name,
        lag(o.value) over (
            partition by
                o.area_id, o.indicator_id, o.as_of, o.precision, o.timing, o.period_start,
                o.source_id
            order by o.entry
        ) as before
    from observation_log as o
    inner join places as p on p.commune_id = o.area_id
    inner join batch as b on b.batch_id = o.batch_id and b.state = 'committed'
    where o.dataset = $dataset
        and o.as_of >= cast($first as date) and o.as_of <= cast($last as date)
)

select
    area_id,
    indicator_id as indicator,
    as_of,
    before,
    value,
    recorded_at as corrected_at,
    file_name,
    batch_id
from said
where value <> before
order by corrected_at desc, area_id, indicator_id, as_of, batch_id
