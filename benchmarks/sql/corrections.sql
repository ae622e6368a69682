-- One figure in two hundred was once said otherwise: logged before the one that holds.
insert into observation_log (
    area_id, indicator_id, timing, period_start, as_of, precision, basis, value, low, high,
    qualifier, dataset, source_id, batch_id, origin, recorded_at
)
select
    area_id, indicator_id, timing, period_start, as_of, precision, basis, value + 1, value + 1,
    value + 1, qualifier, dataset, source_id, batch_id, origin, as_of + interval '2' day
from observation
where dataset = 'demo' and cast(value as integer) % 200 = 0
order by as_of, indicator_id, area_id
