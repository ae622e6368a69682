-- Every version ever recorded of the targets of some areas, with who set it and when it was
-- recorded (UTC); operator NULL: not stated; kind NULL: the source does not say who set it.
-- grain: one row per target and version
-- params: $areas varchar[], $dataset varchar
-- columns: area_id varchar, indicator_id varchar, kind varchar, operator varchar, value double,
--   due date, precision varchar, version integer, recorded_at timestamp, source varchar,
--   url varchar, dataset varchar
select
    l.area_id,
    l.indicator_id,
    l.kind,
    l.operator,
    l.value,
    l.due,
    l.precision,
    l.version,
    l.recorded_at,
    s.title as source,
    s.url,
    l.dataset
from target_log as l
inner join batch as b on b.batch_id = l.batch_id
inner join source as s on s.source_id = l.source_id
where l.dataset = $dataset
    and b.state = 'committed'
    and list_contains(cast($areas as varchar[]), l.area_id)
order by l.area_id, l.indicator_id, l.kind, l.due nulls last, l.version, l.entry
