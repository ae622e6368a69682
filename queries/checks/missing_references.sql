-- Stored rows that speak of an area, indicator, source or batch that is not there.
-- grain: one row per offending row and missing thing
-- params: none
-- columns: origin varchar, missing varchar
with stored as (
    select area_id, indicator_id, source_id, batch_id, origin from observation_log
    union all
    select area_id, indicator_id, source_id, batch_id, origin from target
    union all
    select area_id, indicator_id, source_id, batch_id, origin from rule
),

missing_things as (
    select
        s.origin,
        concat('area ', s.area_id) as missing
    from stored as s
    where not exists (select 1 from area as a where a.area_id = s.area_id)
    union all
    select
        s.origin,
        concat('indicator ', s.indicator_id) as missing
    from stored as s
    where not exists (select 1 from indicator as i where i.indicator_id = s.indicator_id)
    union all
    select
        s.origin,
        concat('source ', s.source_id) as missing
    from stored as s
    where not exists (select 1 from source as o where o.source_id = s.source_id)
    union all
    select
        s.origin,
        concat('batch ', s.batch_id) as missing
    from stored as s
    where not exists (select 1 from batch as b where b.batch_id = s.batch_id)
)

select
    origin,
    missing
from missing_things
order by origin, missing
