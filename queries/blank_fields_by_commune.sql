-- Fields of a report that a commune left blank, or whose value could not be stored, though its
-- report came: those named, and counts that another commune of its province reported for that day.
-- A blank is not zero; a commune without a report is in no row. asked: of how many of the communes
-- whose report came the field is asked.
-- grain: one row per commune, as_of and indicator
-- params: $indicators varchar[], $areas varchar[], $first date, $last date, $dataset varchar
-- columns: area_id varchar, indicator varchar, as_of date, asked bigint
with places as (
    select distinct commune_id
    from commune_of
    where list_contains(cast($areas as varchar[]), area_id)
),

came as (
    select distinct
        r.area_id,
        a.province_id,
        r.as_of
    from report as r
    inner join batch as b on b.batch_id = r.batch_id
    inner join places as p on p.commune_id = r.area_id
    inner join area as a on a.area_id = r.area_id
    where b.dataset = $dataset and r.state = 'received'
        and r.as_of >= cast($first as date) and r.as_of <= cast($last as date)
),

told as (
    select
        o.area_id,
        a.province_id,
        o.indicator_id,
        o.as_of
    from observation as o
    inner join area as a on a.area_id = o.area_id and a.level = 'commune'
    where o.dataset = $dataset
        and o.as_of >= cast($first as date) and o.as_of <= cast($last as date)
),

also_asked as (
    select distinct
        t.province_id,
        t.indicator_id,
        t.as_of
    from told as t
    inner join indicator as i on i.indicator_id = t.indicator_id and i.kind <> 'ratio'
),

fields as (
    select
        c.area_id,
        i.indicator_id,
        c.as_of
    from came as c
    cross join indicator as i
    where list_contains(cast($indicators as varchar[]), i.indicator_id)
    union
    select
        c.area_id,
        s.indicator_id,
        c.as_of
    from came as c
    inner join also_asked as s on s.province_id = c.province_id and s.as_of = c.as_of
),

checked as (
    select
        f.area_id,
        f.indicator_id,
        f.as_of,
        count(*) over (partition by f.indicator_id, f.as_of) as asked,
        t.area_id is null as is_blank
    from fields as f
    left join (select distinct area_id, indicator_id, as_of from told) as t
        on t.area_id = f.area_id and t.indicator_id = f.indicator_id and t.as_of = f.as_of
)

select
    area_id,
    indicator_id as indicator,
    as_of,
    asked
from checked
where is_blank
order by as_of, indicator_id, area_id
