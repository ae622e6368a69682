-- Every target of the file; its version is one more than the last of the same target.
insert into target_log (
    area_id, indicator_id, kind, operator, value, due, precision, basis, version, dataset,
    source_id, batch_id, origin, recorded_at
)
with versions as (
    select area_id, indicator_id, kind, due, max(version) as version
    from target_log
    where dataset = $dataset and source_id = $source
    group by area_id, indicator_id, kind, due
)

select
    c.area_id, c.indicator_id, c.kind, c.operator, c.value, c.as_of, c.precision, 'printed',
    coalesce(v.version, 0) + case c.status when 'same' then 0 else 1 end,
    $dataset, $source, $batch,
    $file_name || ':' || f.sheet || ':' || cast(c.row % 4194304 as varchar),
    cast($now as timestamp)
from compared as c
inner join column_of as f on f.place = c.place
left join versions as v
    on
        v.area_id = c.area_id
        and v.indicator_id = c.indicator_id
        and v.kind is not distinct from c.kind
        and v.due is not distinct from c.as_of
order by c.row, c.place
