-- Every current observation of one dataset, as a CSV of all its figures needs it.
-- grain: one row per observation
-- params: $dataset varchar
-- columns: area_id varchar, area varchar, level varchar, vintage varchar, province varchar,
--   indicator varchar, period_start date, as_of date, precision varchar, basis varchar,
--   value double, low double, high double, qualifier varchar, unit varchar, dataset varchar,
--   source varchar, url varchar
select
    area_id,
    area,
    level,
    vintage,
    province,
    indicator,
    period_start,
    as_of,
    precision,
    basis,
    value,
    low,
    high,
    qualifier,
    unit,
    dataset,
    source,
    url
from figure
where dataset = $dataset
order by indicator, area_id, as_of nulls last, origin
