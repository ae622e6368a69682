-- What the files of this office say of some areas at one date; of several sources the newest.
-- grain: one row per area_id and indicator_id
-- params: $areas varchar[], $date date
-- columns: area_id varchar, indicator_id varchar, value double, low double,
--   high double, qualifier varchar
select
    area_id,
    indicator_id,
    value,
    low,
    high,
    qualifier
from observation
where
    dataset = 'reported'
    and as_of = $date
    and list_contains($areas, area_id)
qualify row_number() over (
    partition by area_id, indicator_id
    order by published_on desc nulls last, source_id, origin
) = 1
order by area_id, indicator_id
