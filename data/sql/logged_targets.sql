-- Logs the targets that came with the release, of which the log has nothing yet.
insert into target_log (
    area_id, indicator_id, kind, operator, value, due, precision, basis, version, dataset,
    source_id, batch_id, origin, recorded_at
)
select
    t.area_id, t.indicator_id, t.kind, t.operator, t.value, t.due, t.precision, t.basis, t.version,
    t.dataset, t.source_id, t.batch_id, t.origin, cast(current_timestamp as timestamp)
from target as t
where not exists (
    select 1 from target_log as l where l.batch_id = t.batch_id and l.origin = t.origin
)
