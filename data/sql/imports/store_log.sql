-- Every figure of the file, also one that was stored before: it stays when the other is undone.
insert into observation_log (
    area_id, indicator_id, timing, period_start, as_of, precision, basis, value, low, high,
    qualifier, published_on, dataset, source_id, batch_id, origin, recorded_at
)
select
    area_id, indicator_id, timing, period_start, as_of, precision, 'printed', value, low, high,
    qualifier, cast($published_on as date), $dataset, $source, $batch,
    $file_name || ':' || f.sheet || ':' || cast(row % 4194304 as varchar), cast($now as timestamp)
from compared as c
inner join column_of as f on f.place = c.place
