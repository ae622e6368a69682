-- What the log says, for a span of months and of indicators.
-- params: $month integer, $last_month integer, $one integer, $last_one integer,
--   $as_files_came boolean
insert into observation (
    area_id, indicator_id, timing, period_start, as_of, precision, basis, value, low, high,
    qualifier, dataset, source_id, batch_id, origin, in_conflict
)
select
    s.area_id, i.indicator_id, i.timing, case i.timing when 'in_period' then s.starts_on end,
    s.as_of, 'month', 'printed', v.value, v.value, v.value, 'exact', 'demo', s.source_id,
    s.batch_id, s.origin, (s.commune * 53 + i.place * 29 + s.month) % 5000 = 0
from sent as s
cross join one_indicator as i
cross join lateral (
    select
        case i.kind
            when 'count' then 200 + (s.commune * 37 + i.place * 101) % 5000 + s.month * (1 + i.place % 4)
            else (s.commune * 7 + i.place * 13 + s.month) % 101
        end as value
) as v
where s.month between $month and $last_month and i.one between $one and $last_one
order by case when $as_files_came then s.month * 100000 + cast(s.province_id[7:] as integer) end,
    i.indicator_id, s.as_of, s.area_id
