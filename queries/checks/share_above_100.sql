-- Percentages above 100 or below 0.
-- grain: one row per offending observation
-- params: none
-- columns: area_id varchar, area varchar, indicator varchar, as_of date, value double,
--   source varchar, origin varchar
select
    area_id,
    area,
    indicator,
    as_of,
    value,
    source,
    origin
from figure
where unit = '%' and (value > 100 or value < 0)
order by area_id, indicator, origin
