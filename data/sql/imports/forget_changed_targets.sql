-- Takes what the file changes out of the current targets.
delete from target as t
using compared as c
where
    c.status = 'changed'
    and t.area_id = c.area_id
    and t.indicator_id = c.indicator_id
    and t.kind is not distinct from c.kind
    and t.due is not distinct from c.as_of
    and t.dataset = $dataset
    and t.source_id = $source
