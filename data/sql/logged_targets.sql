-- Starts the log of targets with those that a new warehouse has.
insert into target_log (
    area_id, indicator_id, kind, operator, value, due, precision, basis, version, dataset,
    source_id, batch_id, origin, recorded_at
)
select
    area_id, indicator_id, kind, operator, value, due, precision, basis, version, dataset,
    source_id, batch_id, origin, cast(current_timestamp as timestamp)
from target
