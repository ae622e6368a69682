-- Takes what the file changes out of the current figures.
delete from observation as o
using compared as c
where
    c.status = 'changed'
    and o.area_id = c.area_id
    and o.indicator_id = c.indicator_id
    and o.as_of = c.as_of
    and o.precision = c.precision
    and o.timing = c.timing
    and o.period_start is not distinct from c.period_start
    and o.dataset = $dataset
    and o.source_id = $source
