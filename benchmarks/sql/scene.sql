-- What everything is invented from: numbered communes, indicators, months and files of provinces.
-- params: $communes integer, $months integer, $indicators integer, $teams integer, $first varchar[]
create temp table commune as
select
    area_id, province_id, row_number() over (order by area_id) as commune,
    row_number() over (partition by province_id order by area_id) + 2 as line
from area
where level = 'commune' and vintage = '2025'
qualify commune <= $communes;

create temp table month as
select
    cast(n as integer) as month,
    cast(date '2025-07-01' + to_months(cast(n as integer)) as date) as starts_on,
    last_day(date '2025-07-01' + to_months(cast(n as integer))) as as_of
from range($months) as t (n);

create temp table one_indicator as
with placed as (
    select
        indicator_id, timing, kind,
        row_number() over (
            order by
                coalesce(nullif(list_position($first, indicator_id), 0), 999),
                case
                    when kind = 'count' and rollup = 'sum' then 0
                    when kind in ('count', 'amount') then 1
                    else 2
                end,
                numerator_id is not null,
                indicator_id
        ) as place
    from indicator
    qualify place <= $indicators
)

select indicator_id, timing, kind, place, row_number() over (order by indicator_id) as one
from placed;

create temp table file as
select
    p.province_id, m.month, m.starts_on, m.as_of,
    concat('large-', p.province_id, '-', strftime(m.as_of, '%Y-%m')) as batch_id,
    concat('Mô phỏng báo cáo ', p.province_id, ' ', strftime(m.as_of, '%Y-%m'), '.xlsx') as file_name,
    'large' as source_id
from (select distinct province_id from commune) as p
cross join month as m;

create temp table sent as
select
    c.area_id, c.commune, c.province_id, c.line, f.month, f.starts_on, f.as_of, f.batch_id, f.source_id,
    concat(f.file_name, ':Báo cáo:', c.line) as origin
from commune as c
inner join file as f on f.province_id = c.province_id
where (c.commune * 7 + f.month * 11) % 50 <> 0;

create temp table team_of as
select
    c.area_id, c.commune, c.province_id, cast(t.n as integer) as team,
    concat(c.area_id, '-v', t.n) as village_id,
    concat('large-', c.area_id, '-', t.n) as team_id
from commune as c
cross join range($teams + 1) as t (n)
