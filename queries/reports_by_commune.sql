-- Reports that communes owed: on time, late, missing or still open. A commune owes one for each
-- month of which any report came in the dataset, from the first month of its province on; an area
-- that ended on 1 July 2025 is followed in its communes of today (table commune_of).
-- state: on_time (received on the day due or before), late, missing, or open (not received, and due
-- on $today or later). received_at is the first time, in UTC; versions counts corrections too.
-- days_late: of late ones; days from the day due to the day received, in Ha Noi.
-- grain: one row per commune, form and as_of
-- params: $areas varchar[], $first date, $last date, $today date, $dataset varchar
-- columns: area_id varchar, area varchar, short_name varchar, alphabetical integer, vintage varchar,
--   parent_id varchar, province_id varchar, province varchar, form varchar, period_start date,
--   as_of date, due date, received_at timestamp, versions bigint, state varchar, days_late bigint,
--   batch_id varchar, dataset varchar
with sent as (
    select
        r.area_id,
        r.form,
        r.period_start,
        r.as_of,
        r.due,
        r.received_at,
        r.batch_id
    from report as r
    inner join batch as b on b.batch_id = r.batch_id
    where b.dataset = $dataset and r.state = 'received'
),

months as (
    select
        form,
        period_start,
        as_of,
        max(due) as due
    from sent
    group by form, period_start, as_of
),

starts as (
    select
        a.province_id,
        s.form,
        min(s.as_of) as as_of
    from sent as s
    inner join area as a on a.area_id = s.area_id
    group by a.province_id, s.form
),

communes as (
    select distinct
        commune_id,
        vintage
    from commune_of
    where list_contains(cast($areas as varchar[]), area_id)
),

came as (
    select
        area_id,
        form,
        period_start,
        as_of,
        min(received_at) as received_at,
        count(*) as versions,
        arg_min(batch_id, received_at) as batch_id
    from sent
    where as_of >= cast($first as date) and as_of <= cast($last as date)
    group by area_id, form, period_start, as_of
),

owed as (
    select
        c.commune_id,
        m.form,
        m.period_start,
        m.as_of,
        m.due,
        s.received_at,
        coalesce(s.versions, 0) as versions,
        s.batch_id,
        date_diff('day', m.due, cast(s.received_at + interval '7' hour as date)) as days_late
    from communes as c
    inner join area as a on a.area_id = c.commune_id
    inner join months as m
        on m.as_of >= cast($first as date) and m.as_of <= cast($last as date)
        and c.vintage = case when m.as_of < date '2025-07-01' then '2024' else '2025' end
    inner join starts as f
        on f.province_id = a.province_id and f.form = m.form and f.as_of <= m.as_of
    left join came as s
        on s.area_id = c.commune_id and s.form = m.form and s.as_of = m.as_of
        and s.period_start = m.period_start
)

select
    a.area_id,
    a.name as area,
    a.short_name,
    a.alphabetical,
    a.vintage,
    a.parent_id,
    a.province_id,
    p.short_name as province,
    o.form,
    o.period_start,
    o.as_of,
    o.due,
    o.received_at,
    o.versions,
    case
        when o.received_at is not null and o.days_late > 0 then 'late'
        when o.received_at is not null then 'on_time'
        when o.due >= cast($today as date) then 'open'
        else 'missing'
    end as state,
    case when o.days_late > 0 then o.days_late end as days_late,
    o.batch_id,
    $dataset as dataset
from owed as o
inner join area as a on a.area_id = o.commune_id
inner join area as p on p.area_id = a.province_id
order by o.form, o.as_of, a.alphabetical, a.area_id
