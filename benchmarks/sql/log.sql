-- What the files of one month said.
-- params: $month integer
insert into observation_log (
    area_id, indicator_id, timing, period_start, as_of, precision, basis, value, low, high,
    qualifier, dataset, source_id, batch_id, origin, recorded_at
)
with said as (
    select
        s.area_id, s.province_id, i.indicator_id, i.timing, s.starts_on, s.as_of, s.source_id,
        s.batch_id, s.origin,
        case i.kind
            when 'count' then 200 + (s.commune * 37 + i.place * 101) % 5000 + s.month * (1 + i.place % 4)
            else (s.commune * 7 + i.place * 13 + s.month) % 101
        end as value
    from sent as s
    cross join one_indicator as i
    where s.month = $month
)

select
    area_id, indicator_id, timing, case timing when 'in_period' then starts_on end, as_of, 'month',
    'printed', value, value, value, 'exact', 'demo', source_id, batch_id, origin,
    as_of + interval '3' day
from said
