-- What one source says in one dataset: results, targets and rules, also those no area was found for
-- (placed false, with the reason; area, province and unit are then as printed).
-- grain: one row per figure of the source
-- params: $source varchar, $dataset varchar
-- columns: measure varchar, area varchar, level varchar, province varchar, indicator varchar,
--   name_vi varchar, name_en varchar, as_of date, precision varchar, operator varchar,
--   qualifier varchar, value double, unit varchar, placed boolean, reason varchar
with said as (
    select
        'result' as measure,
        area_id,
        indicator_id,
        as_of,
        precision,
        cast(null as varchar) as operator,
        qualifier,
        value,
        origin
    from observation
    where source_id = $source and dataset = $dataset
    union all
    select
        'target' as measure,
        area_id,
        indicator_id,
        due as as_of,
        precision,
        operator,
        cast(null as varchar) as qualifier,
        value,
        origin
    from target
    where source_id = $source and dataset = $dataset
    union all
    select
        'rule' as measure,
        area_id,
        indicator_id,
        as_of,
        precision,
        cast(null as varchar) as operator,
        qualifier,
        value,
        origin
    from rule
    where source_id = $source and dataset = $dataset
),

placed_or_not as (
    select
        d.measure,
        a.name as area,
        a.level,
        coalesce(p.short_name, '') as province,
        d.indicator_id,
        d.as_of,
        d.precision,
        d.operator,
        d.qualifier,
        d.value,
        i.unit_vi as unit,
        true as placed,
        cast(null as varchar) as reason,
        d.origin
    from said as d
    inner join area as a on a.area_id = d.area_id
    inner join indicator as i on i.indicator_id = d.indicator_id
    left join area as p on p.area_id = a.province_id
    union all
    select
        measure,
        area,
        level,
        province,
        indicator_id,
        case length(as_of)
            when 10 then cast(as_of as date)
            when 7 then last_day(cast(concat(as_of, '-01') as date))
            when 4 then cast(concat(as_of, '-12-31') as date)
        end as as_of,
        case length(as_of)
            when 10 then 'day' when 7 then 'month' when 4 then 'year' else 'none'
        end as precision,
        operator,
        qualifier,
        value,
        unit,
        false as placed,
        reason,
        origin
    from unplaced_figure
    where source_id = $source and cast($dataset as varchar) = 'published'
)

select
    f.measure,
    f.area,
    f.level,
    f.province,
    f.indicator_id as indicator,
    i.name_vi,
    i.name_en,
    f.as_of,
    f.precision,
    f.operator,
    f.qualifier,
    f.value,
    f.unit,
    f.placed,
    f.reason
from placed_or_not as f
inner join indicator as i on i.indicator_id = f.indicator_id
order by f.measure, f.area, f.indicator_id, f.as_of nulls last, f.origin
