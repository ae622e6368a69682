-- For the keys of an undone batch that no current figure has: the latest one logged by a batch that
-- is still committed.
insert into observation (
    area_id, indicator_id, timing, period_start, as_of, precision, basis, value, low, high,
    qualifier, published_on, dataset, source_id, batch_id, origin, in_conflict
)
with gone as (
    select distinct
        area_id, indicator_id, timing, period_start, as_of, precision, dataset, source_id
    from observation_log
    where batch_id = $batch
),

candidates as (
    select l.*
    from observation_log as l
    inner join gone as g
        on
            g.area_id = l.area_id and g.indicator_id = l.indicator_id and g.timing = l.timing
            and g.period_start is not distinct from l.period_start and g.as_of = l.as_of
            and g.precision = l.precision and g.dataset = l.dataset and g.source_id = l.source_id
    inner join batch as b on b.batch_id = l.batch_id and b.state = 'committed'
    anti join observation as o
        on
            o.area_id = l.area_id and o.indicator_id = l.indicator_id and o.timing = l.timing
            and o.period_start is not distinct from l.period_start and o.as_of = l.as_of
            and o.precision = l.precision and o.dataset = l.dataset and o.source_id = l.source_id
    qualify row_number() over (
        partition by
            l.area_id, l.indicator_id, l.timing, l.period_start, l.as_of, l.precision, l.dataset,
            l.source_id
        order by l.entry desc
    ) = 1
)

select
    area_id, indicator_id, timing, period_start, as_of, precision, basis, value, low, high,
    qualifier, published_on, dataset, source_id, batch_id, origin, false
from candidates
order by indicator_id, as_of, area_id
