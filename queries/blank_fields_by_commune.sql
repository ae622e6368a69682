-- Fields of a report that a commune left blank, or whose value could not be stored, though its
-- report came. A blank is not zero; a commune without a report is in no row.
-- grain: one row per commune, as_of and indicator
-- params: $indicators varchar[], $areas varchar[], $first date, $last date, $dataset varchar
-- columns: area_id varchar, indicator varchar, as_of date
with places as (
    select distinct commune_id
    from commune_of
    where list_contains(cast($areas as varchar[]), area_id)
),

came as (
    select distinct
        r.area_id,
        r.as_of
    from report as r
    inner join batch as b on b.batch_id = r.batch_id
    inner join places as p on p.commune_id = r.area_id
    where b.dataset = $dataset and r.state = 'received'
        and r.as_of >= cast($first as date) and r.as_of <= cast($last as date)
),

fields as (
    select indicator_id
    from indicator
    where list_contains(cast($indicators as varchar[]), indicator_id)
),

filled as (
    select distinct
        o.area_id,
        o.indicator_id,
        o.as_of
    from observation as o
    inner join fields as f on f.indicator_id = o.indicator_id
    where o.dataset = $dataset
        and o.as_of >= cast($first as date) and o.as_of <= cast($last as date)
)

select
    c.area_id,
    f.indicator_id as indicator,
    c.as_of
from came as c
cross join fields as f
left join filled as o
    on o.area_id = c.area_id and o.indicator_id = f.indicator_id and o.as_of = c.as_of
where o.area_id is null
order by c.as_of, f.indicator_id, c.area_id
