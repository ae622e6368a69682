-- What sources of one dataset disagree about in the areas named.
-- grain: one row per observation in conflict
-- params: $areas varchar[], $dataset varchar
-- columns: area_id varchar, area varchar, short_name varchar, indicator varchar,
--   name_vi varchar, name_en varchar, as_of date, starts_on date, precision varchar,
--   value double, low double, high double, qualifier varchar, unit varchar, unit_en varchar,
--   decimals integer, source_id varchar, source varchar, url varchar, origin varchar,
--   remark_vi varchar, remark_en varchar
select
    f.area_id,
    f.area,
    f.short_name,
    f.indicator,
    i.name_vi,
    i.name_en,
    f.as_of,
    f.starts_on,
    f.precision,
    f.value,
    f.low,
    f.high,
    f.qualifier,
    f.unit,
    f.unit_en,
    i.decimals,
    f.source_id,
    f.source,
    f.url,
    f.origin,
    f.remark_vi,
    f.remark_en
from figure as f
inner join indicator as i on i.indicator_id = f.indicator
where f.in_conflict and f.dataset = $dataset
    and list_contains(cast($areas as varchar[]), f.area_id)
order by f.indicator, f.area_id, f.as_of desc, f.origin
