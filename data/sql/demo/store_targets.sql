-- Of each simulated target the version that holds, out of the log.
insert into target
select
    area_id, indicator_id, kind, operator, value, due, precision, basis, version, dataset,
    source_id, batch_id, origin
from target_log
where dataset = 'demo'
qualify row_number() over (
    partition by area_id, indicator_id, kind, due order by version desc
) = 1
order by indicator_id, due, area_id, kind
