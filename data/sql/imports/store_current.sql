-- What the file adds and changes, into the current figures, in the order their readers ask for.
insert into observation (
    area_id, indicator_id, timing, period_start, as_of, precision, basis, value, low, high,
    qualifier, published_on, dataset, source_id, batch_id, origin, in_conflict
)
select
    area_id, indicator_id, timing, period_start, as_of, precision, 'printed', value, low, high,
    qualifier, cast($published_on as date), $dataset, $source, $batch,
    $file_name || ':' || f.sheet || ':' || cast(row % 4194304 as varchar), false
from compared as c
inner join column_of as f on f.place = c.place
where status <> 'same'
