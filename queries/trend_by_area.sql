-- One indicator of one dataset over time in the areas named, undated values last.
-- grain: one row per observation
-- params: $indicator varchar, $areas varchar[], $dataset varchar
-- columns: area_id varchar, area varchar, short_name varchar, code varchar, level varchar,
--   vintage varchar, province varchar, province_id varchar, parent_id varchar, indicator varchar,
--   timing varchar, period_start date, as_of date, starts_on date, precision varchar,
--   basis varchar, value double, low double, high double, qualifier varchar, unit varchar,
--   unit_en varchar, dataset varchar, source_id varchar, source varchar, url varchar,
--   source_kind varchar, published_on date, origin varchar, in_conflict boolean,
--   remark_vi varchar, remark_en varchar
select
    area_id,
    area,
    short_name,
    code,
    level,
    vintage,
    province,
    province_id,
    parent_id,
    indicator,
    timing,
    period_start,
    as_of,
    starts_on,
    precision,
    basis,
    value,
    low,
    high,
    qualifier,
    unit,
    unit_en,
    dataset,
    source_id,
    source,
    url,
    source_kind,
    published_on,
    origin,
    in_conflict,
    remark_vi,
    remark_en
from figure
where indicator = $indicator and dataset = $dataset
    and list_contains(cast($areas as varchar[]), area_id)
order by area_id, as_of nulls last, origin
