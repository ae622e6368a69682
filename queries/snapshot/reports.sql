-- The monthly reports that communes owed, of each dataset that has any, but for reports that wait for
-- approval: who sent one, and when. A
-- commune owes one for each month of which any report came, from the first month of its province on.
-- state: on_time (received on the day due or before), late, or not_received; whether that is missing
-- or only not due yet, the day due tells. received_at: the first time, in UTC.
-- grain: one row per dataset, commune, form and month
-- params: none
-- columns: dataset varchar, area_id varchar, area varchar, vintage varchar, province varchar,
--   form varchar, period_start date, as_of date, due date, received_at timestamp,
--   versions bigint, state varchar, days_late bigint
with sent as (
    select
        b.dataset,
        r.area_id,
        r.form,
        r.period_start,
        r.as_of,
        r.due,
        r.received_at
    from report as r
    inner join batch as b on b.batch_id = r.batch_id
    where r.state = 'received' and b.dataset <> 'submitted'
),

months as (
    select
        dataset,
        form,
        period_start,
        as_of,
        max(due) as due
    from sent
    group by dataset, form, period_start, as_of
),

starts as (
    select
        s.dataset,
        a.province_id,
        s.form,
        min(s.as_of) as as_of
    from sent as s
    inner join area as a on a.area_id = s.area_id
    group by s.dataset, a.province_id, s.form
),

came as (
    select
        dataset,
        area_id,
        form,
        period_start,
        as_of,
        min(received_at) as received_at,
        count(*) as versions
    from sent
    group by dataset, area_id, form, period_start, as_of
),

owed as (
    select
        m.dataset,
        a.area_id,
        a.name as area,
        a.vintage,
        a.province_id,
        m.form,
        m.period_start,
        m.as_of,
        m.due,
        c.received_at,
        coalesce(c.versions, 0) as versions,
        date_diff('day', m.due, cast(c.received_at + interval '7' hour as date)) as days_late
    from area as a
    inner join months as m
        on a.vintage = case when m.as_of < date '2025-07-01' then '2024' else '2025' end
    inner join starts as f
        on f.dataset = m.dataset and f.province_id = a.province_id and f.form = m.form
        and f.as_of <= m.as_of
    left join came as c
        on c.dataset = m.dataset and c.area_id = a.area_id and c.form = m.form
        and c.as_of = m.as_of and c.period_start = m.period_start
    where a.level = 'commune'
)

select
    o.dataset,
    o.area_id,
    o.area,
    o.vintage,
    coalesce(p.short_name, '') as province,
    o.form,
    o.period_start,
    o.as_of,
    o.due,
    o.received_at,
    o.versions,
    case
        when o.received_at is null then 'not_received'
        when o.days_late > 0 then 'late'
        else 'on_time'
    end as state,
    case when o.days_late > 0 then o.days_late end as days_late
from owed as o
left join area as p on p.area_id = o.province_id
order by o.dataset, o.form, o.as_of, o.area_id
