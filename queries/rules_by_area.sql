-- What a team or place must be, as set for one area.
-- grain: one row per rule
-- params: $area varchar
-- columns: area_id varchar, area varchar, indicator varchar, name_vi varchar, name_en varchar,
--   value double, low double, high double, qualifier varchar, as_of date, precision varchar,
--   basis varchar, unit varchar, unit_en varchar, dataset varchar, source_id varchar,
--   source varchar, url varchar, source_kind varchar
select
    r.area_id,
    a.name as area,
    r.indicator_id as indicator,
    i.name_vi,
    i.name_en,
    r.value,
    r.low,
    r.high,
    r.qualifier,
    r.as_of,
    r.precision,
    r.basis,
    i.unit_vi as unit,
    i.unit_en,
    r.dataset,
    r.source_id,
    s.title as source,
    s.url,
    s.kind as source_kind
from rule as r
inner join area as a on a.area_id = r.area_id
inner join indicator as i on i.indicator_id = r.indicator_id
inner join source as s on s.source_id = r.source_id
where r.area_id = $area
order by r.indicator_id, r.as_of desc nulls last, r.origin
