-- Targets of one dataset in pages; a target without a due date is in no span of days.
-- grain: one row per target
-- params: $dataset varchar, $indicators varchar[], $areas varchar[], $level varchar,
--   $within varchar, $vintage varchar, $kind varchar, $first date, $last date,
--   $after_indicator varchar, $after_area_id varchar, $after_origin varchar, $most integer
-- columns: indicator varchar, area_id varchar, area varchar, level varchar, vintage varchar,
--   kind varchar, operator varchar, value double, unit varchar, due date, precision varchar,
--   basis varchar, version integer, dataset varchar, source_id varchar, source varchar,
--   url varchar, origin varchar
with inside as (
    select distinct
        commune_id
    from commune_of
    where area_id = $within
),

lying as (
    select c.area_id
    from commune_of as c
    inner join area as a on a.area_id = c.area_id and a.vintage = c.vintage
    left join inside as i on i.commune_id = c.commune_id
    where $within <> ''
    group by c.area_id
    having count(*) = count(i.commune_id)
)

select
    t.indicator_id as indicator,
    t.area_id,
    a.name as area,
    a.level,
    a.vintage,
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
    s.url,
    t.origin
from target as t
inner join area as a on a.area_id = t.area_id
inner join indicator as i on i.indicator_id = t.indicator_id
inner join source as s on s.source_id = t.source_id
left join lying as l
    on l.area_id = case a.level when 'village' then a.parent_id else a.area_id end
where t.dataset = $dataset
    and (
        array_length(cast($indicators as varchar[])) = 0
        or list_contains(cast($indicators as varchar[]), t.indicator_id)
    )
    and (array_length(cast($areas as varchar[])) = 0 or list_contains(cast($areas as varchar[]), t.area_id))
    and ($level = '' or a.level = $level)
    and ($vintage = '' or a.vintage = $vintage or a.level = 'nation')
    and (
        $within = ''
        or a.area_id = $within
        or a.parent_id = $within
        or a.province_id = $within
        or l.area_id is not null
    )
    and ($kind = '' or t.kind = $kind)
    and (cast($first as date) is null or t.due >= $first)
    and (cast($last as date) is null or t.due <= $last)
    and (
        cast($after_indicator as varchar) is null
        or t.indicator_id > $after_indicator
        or t.indicator_id = $after_indicator
        and (
            t.area_id > $after_area_id
            or t.area_id = $after_area_id and t.origin > $after_origin
        )
    )
order by t.indicator_id, t.area_id, t.origin
limit $most
