-- Everything that one dataset knows of one area.
-- grain: one row per observation
-- params: $area varchar, $dataset varchar
-- columns: area_id varchar, area varchar, short_name varchar, code varchar, level varchar,
--   vintage varchar, province varchar, province_id varchar, parent_id varchar, indicator varchar,
--   timing varchar, period_start date, as_of date, starts_on date, precision varchar,
--   basis varchar, value double, low double, high double, qualifier varchar, unit varchar,
--   unit_en varchar, dataset varchar, source_id varchar, source varchar, url varchar,
--   source_kind varchar, published_on date, origin varchar, in_conflict boolean,
--   remark_vi varchar, remark_en varchar, name_vi varchar,
--   name_en varchar, pillar varchar, decimals integer
select
    f.area_id,
    f.area,
    f.short_name,
    f.code,
    f.level,
    f.vintage,
    f.province,
    f.province_id,
    f.parent_id,
    f.indicator,
    f.timing,
    f.period_start,
    f.as_of,
    f.starts_on,
    f.precision,
    f.basis,
    f.value,
    f.low,
    f.high,
    f.qualifier,
    f.unit,
    f.unit_en,
    f.dataset,
    f.source_id,
    f.source,
    f.url,
    f.source_kind,
    f.published_on,
    f.origin,
    f.in_conflict,
    f.remark_vi,
    f.remark_en,
    i.name_vi,
    i.name_en,
    i.pillar,
    i.decimals
from figure as f
inner join indicator as i on i.indicator_id = f.indicator
where f.area_id = $area and f.dataset = $dataset
order by i.pillar, f.indicator, f.as_of desc nulls last, f.origin
