-- The targets of one indicator and dataset in the areas named; operator NULL: the source does not
-- state it.
-- grain: one row per target
-- params: $indicator varchar, $areas varchar[], $dataset varchar
-- columns: area_id varchar, area varchar, short_name varchar, kind varchar, operator varchar,
--   value double, due date, precision varchar, basis varchar, unit varchar, unit_en varchar,
--   dataset varchar, source_id varchar, source varchar, url varchar, source_kind varchar
select
    t.area_id,
    a.name as area,
    a.short_name,
    t.kind,
    t.operator,
    t.value,
    t.due,
    t.precision,
    t.basis,
    i.unit_vi as unit,
    i.unit_en,
    t.dataset,
    t.source_id,
    s.title as source,
    s.url,
    s.kind as source_kind
from target as t
inner join area as a on a.area_id = t.area_id
inner join indicator as i on i.indicator_id = t.indicator_id
inner join source as s on s.source_id = t.source_id
where t.indicator_id = $indicator and t.dataset = $dataset
    and list_contains(cast($areas as varchar[]), t.area_id)
order by t.area_id, t.due nulls last, t.origin
