-- The targets in force, of all datasets but what waits for approval: dataset tells whose. kind NULL:
-- the source does not say who set it; operator NULL: not stated.
-- grain: one row per target
-- params: none
-- columns: area_id varchar, area varchar, level varchar, vintage varchar, province varchar,
--   indicator varchar, kind varchar, operator varchar, value double, unit varchar, due date,
--   precision varchar, basis varchar, version integer, dataset varchar, source_id varchar,
--   source varchar, url varchar
select
    t.area_id,
    a.name as area,
    a.level,
    a.vintage,
    coalesce(p.short_name, '') as province,
    t.indicator_id as indicator,
    t.kind,
    t.operator,
    t.value,
    i.unit_vi as unit,
    t.due,
    t.precision,
    t.basis,
    t.version,
    t.dataset,
    t.source_id,
    s.title as source,
    s.url
from target as t
inner join area as a on a.area_id = t.area_id
inner join indicator as i on i.indicator_id = t.indicator_id
inner join source as s on s.source_id = t.source_id
left join area as p on p.area_id = a.province_id
where t.dataset <> 'submitted'
order by t.indicator_id, t.due nulls last, t.area_id, t.dataset, t.origin
