-- Every target and every rule of one dataset, each with its source; as_of is a target's due date.
-- grain: one row per target or rule
-- params: $dataset varchar
-- columns: measure varchar, area_id varchar, area varchar, level varchar, vintage varchar,
--   indicator varchar, as_of date, precision varchar, basis varchar, operator varchar,
--   qualifier varchar, value double, unit varchar, dataset varchar, source varchar, url varchar
with said as (
    select
        'target' as measure,
        area_id,
        indicator_id,
        due as as_of,
        precision,
        basis,
        operator,
        cast(null as varchar) as qualifier,
        value,
        dataset,
        source_id,
        origin
    from target
    union all
    select
        'rule' as measure,
        area_id,
        indicator_id,
        as_of,
        precision,
        basis,
        cast(null as varchar) as operator,
        qualifier,
        value,
        dataset,
        source_id,
        origin
    from rule
)

select
    t.measure,
    t.area_id,
    a.name as area,
    a.level,
    a.vintage,
    t.indicator_id as indicator,
    t.as_of,
    t.precision,
    t.basis,
    t.operator,
    t.qualifier,
    t.value,
    i.unit_vi as unit,
    t.dataset,
    s.title as source,
    s.url
from said as t
inner join area as a on a.area_id = t.area_id
inner join indicator as i on i.indicator_id = t.indicator_id
inner join source as s on s.source_id = t.source_id
where t.dataset = $dataset
order by t.measure, t.indicator_id, t.area_id, t.origin
