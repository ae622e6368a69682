-- The simulated figures as they hold, in the order their readers ask for.
insert into observation (
    area_id, indicator_id, timing, period_start, as_of, precision, basis, value, low, high,
    qualifier, published_on, dataset, source_id, batch_id, origin, in_conflict
)
select
    r.area_id, i.indicator_id, i.timing,
    case i.timing when 'in_period' then r.period_start end,
    r.as_of, 'month', 'printed', c.value, c.value, c.value, 'exact', cast(null as date), 'demo',
    b.source_id, b.batch_id,
    concat(b.file_name, ':', r.sheet, ':', cast(r.line as varchar)),
    false
from demo_cell as c
inner join demo_report as r on r.report = c.report
inner join demo_indicator as i on i.indicator = c.indicator
inner join batch as b
    on b.batch_id = case when c.value <> c.first_value then r.corrected_by else r.batch_id end
where c.is_good
order by i.indicator_id, r.as_of, r.area_id
