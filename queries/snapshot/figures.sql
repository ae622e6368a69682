-- Every current figure as it was said, of all datasets but what waits for approval: dataset tells
-- whose. Sums over communes are not in it.
-- grain: one row per observation
-- params: none
-- columns: area_id varchar, area varchar, level varchar, vintage varchar, province_id varchar,
--   province varchar, indicator varchar, timing varchar, period_start date, as_of date,
--   precision varchar, basis varchar, value double, low double, high double, qualifier varchar,
--   unit varchar, dataset varchar, in_conflict boolean, remark_vi varchar, remark_en varchar,
--   source_id varchar, source varchar, url varchar, published_on date
select
    area_id,
    area,
    level,
    vintage,
    province_id,
    province,
    indicator,
    timing,
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
    in_conflict,
    remark_vi,
    remark_en,
    source_id,
    source,
    url,
    published_on
from figure
where dataset <> 'submitted'
order by indicator, as_of nulls last, area_id, dataset, origin
