-- For the targets of a batch that are not among the current ones: the latest one logged by a batch
-- that is committed.
insert into target
with gone as (
    select distinct area_id, indicator_id, kind, due, dataset, source_id
    from target_log
    where batch_id = $batch
)

select
    l.area_id, l.indicator_id, l.kind, l.operator, l.value, l.due, l.precision, l.basis,
    l.version, l.dataset, l.source_id, l.batch_id, l.origin
from target_log as l
inner join gone as g
    on
        g.area_id = l.area_id
        and g.indicator_id = l.indicator_id
        and g.kind is not distinct from l.kind
        and g.due is not distinct from l.due
        and g.dataset = l.dataset
        and g.source_id = l.source_id
inner join batch as b on b.batch_id = l.batch_id and b.state = 'committed'
anti join target as t
    on
        t.area_id = l.area_id
        and t.indicator_id = l.indicator_id
        and t.kind is not distinct from l.kind
        and t.due is not distinct from l.due
        and t.dataset = l.dataset
        and t.source_id = l.source_id
qualify row_number() over (
    partition by l.area_id, l.indicator_id, l.kind, l.due, l.dataset, l.source_id
    order by l.entry desc
) = 1
order by l.entry
