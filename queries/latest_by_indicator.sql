-- What one dataset last said of some areas: the latest value of every indicator, an undated one
-- where there is no dated. Of several values of one date: as in latest_by_area.
-- superseded: another of the areas has a rank of a newer edition, or a value from after a change of
-- method, so that this one does not compare with it.
-- grain: one row per area_id and indicator
-- params: $areas varchar[], $dataset varchar
-- columns: area_id varchar, area varchar, short_name varchar, level varchar, vintage varchar,
--   province varchar, indicator varchar, timing varchar, period_start date, as_of date,
--   starts_on date, precision varchar, basis varchar, value double, low double, high double,
--   qualifier varchar, unit varchar, unit_en varchar, dataset varchar, source_id varchar,
--   source varchar, url varchar, source_kind varchar, published_on date, origin varchar,
--   in_conflict boolean, remark_vi varchar, remark_en varchar, name_vi varchar, name_en varchar,
--   pillar varchar, decimals integer, superseded boolean
with measured_anew as (
    select indicator_id
    from indicator
    where kind = 'rank'
    union
    select indicator_id
    from indicator_break
),

edition as (
    select
        o.indicator_id,
        max(case when i.kind = 'rank' then o.as_of else b.broke_on end) as starts_on
    from observation as o
    inner join measured_anew as m on m.indicator_id = o.indicator_id
    inner join indicator as i on i.indicator_id = o.indicator_id
    left join indicator_break as b on b.indicator_id = o.indicator_id and b.broke_on <= o.as_of
    where o.dataset = $dataset and list_contains(cast($areas as varchar[]), o.area_id)
        and (i.kind = 'rank' or b.broke_on is not null)
    group by o.indicator_id
)

select
    f.area_id,
    f.area,
    f.short_name,
    f.level,
    f.vintage,
    f.province,
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
    i.decimals,
    coalesce(f.as_of < e.starts_on, false) as superseded
from figure as f
inner join indicator as i on i.indicator_id = f.indicator
left join edition as e on e.indicator_id = f.indicator
where f.dataset = $dataset and list_contains(cast($areas as varchar[]), f.area_id)
qualify row_number() over (
    partition by f.area_id, f.indicator
    order by
        f.as_of desc nulls last,
        case f.source_kind when 'original' then 0 else 1 end,
        case f.qualifier when 'exact' then 0 else 1 end,
        case f.precision when 'day' then 0 when 'month' then 1 else 2 end,
        f.value desc,
        f.origin
) = 1
order by f.area_id, f.indicator
