-- What counts of one dataset can be divided by: its dated values of one indicator at a level,
-- without those that need a word of care (a number of communes after the merger printed before it
-- divides nothing).
-- grain: one row per observation
-- params: $indicator varchar, $vintage varchar, $level varchar, $dataset varchar
-- columns: area_id varchar, vintage varchar, level varchar, as_of date, starts_on date,
--   precision varchar, value double, low double, high double, qualifier varchar,
--   source_id varchar, source varchar, url varchar, source_kind varchar, in_conflict boolean
select
    area_id,
    vintage,
    level,
    as_of,
    starts_on,
    precision,
    value,
    low,
    high,
    qualifier,
    source_id,
    source,
    url,
    source_kind,
    in_conflict
from figure
where indicator = $indicator and dataset = $dataset
    and level = $level and (vintage = $vintage or level = 'nation')
    and as_of is not null and remark_en = ''
order by area_id, as_of, origin
