-- Every simulated figure as it was first sent, then what was corrected.
insert into observation_log (
    area_id, indicator_id, timing, period_start, as_of, precision, basis, value, low, high,
    qualifier, published_on, dataset, source_id, batch_id, origin, recorded_at
)
with sent as (
    select report, indicator, first_value as value, false as is_corrected
    from demo_cell
    where is_good
    union all
    select report, indicator, value, true
    from demo_cell
    where is_good and value <> first_value
)

select
    r.area_id, i.indicator_id, i.timing,
    case i.timing when 'in_period' then r.period_start end,
    r.as_of, 'month', 'printed', s.value, s.value, s.value, 'exact', cast(null as date), 'demo',
    b.source_id, b.batch_id,
    concat(b.file_name, ':', r.sheet, ':', cast(r.line as varchar)),
    b.created_at
from sent as s
inner join demo_report as r on r.report = s.report
inner join demo_indicator as i on i.indicator = s.indicator
inner join batch as b
    on b.batch_id = case when s.is_corrected then r.corrected_by else r.batch_id end
order by b.created_at, b.batch_id, r.report, i.indicator_id
