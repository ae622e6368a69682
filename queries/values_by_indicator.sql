-- All dated values of one indicator at a level and vintage: what class breaks are drawn over.
-- grain: one row per observation
-- params: $indicator varchar, $vintage varchar, $level varchar
-- columns: area_id varchar, as_of date, value double
select
    area_id,
    as_of,
    value
from figure
where indicator = $indicator and level = $level and (vintage = $vintage or level = 'nation') and as_of is not null
order by as_of, area_id, value
