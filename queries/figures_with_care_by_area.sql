-- Figures of some areas, and of all areas within them, that need care: sources disagree, the source
-- gives no date, only a copy says it (no original has the same area, indicator and date), or there
-- is a remark on it.
-- grain: one row per observation that needs care
-- params: $areas varchar[], $dataset varchar
-- columns: area_id varchar, area varchar, level varchar, vintage varchar, indicator varchar,
--   as_of date, precision varchar, value double, qualifier varchar, unit varchar,
--   dataset varchar, source varchar, url varchar, in_conflict boolean, is_undated boolean,
--   is_copy boolean, remark_vi varchar, remark_en varchar, origin varchar
with places as (
    select commune_id as area_id
    from commune_of
    where list_contains(cast($areas as varchar[]), area_id)
    union
    select area_id
    from area
    where
        list_contains(cast($areas as varchar[]), area_id)
        or list_contains(cast($areas as varchar[]), parent_id)
        or list_contains(cast($areas as varchar[]), province_id)
        or list_contains(cast($areas as varchar[]), 'vn')
),

copied as (
    select distinct
        o.area_id,
        o.indicator_id,
        o.as_of
    from observation as o
    inner join source as s on s.source_id = o.source_id
    inner join places as p on p.area_id = o.area_id
    where o.dataset = $dataset and s.kind = 'copy'
),

originals as (
    select distinct
        o.area_id,
        o.indicator_id as indicator,
        o.as_of
    from observation as o
    inner join copied as c
        on c.area_id = o.area_id and c.indicator_id = o.indicator_id
        and c.as_of is not distinct from o.as_of
    inner join source as s on s.source_id = o.source_id
    where o.dataset = $dataset and s.kind = 'original'
)

select
    f.area_id,
    f.area,
    f.level,
    f.vintage,
    f.indicator,
    f.as_of,
    f.precision,
    f.value,
    f.qualifier,
    f.unit,
    f.dataset,
    f.source,
    f.url,
    f.in_conflict,
    f.as_of is null as is_undated,
    o.area_id is null and f.source_kind = 'copy' as is_copy,
    f.remark_vi,
    f.remark_en,
    f.origin
from figure as f
inner join places as p on p.area_id = f.area_id
left join originals as o
    on o.area_id = f.area_id and o.indicator = f.indicator
    and o.as_of is not distinct from f.as_of
where f.dataset = $dataset
    and (
        f.in_conflict
        or f.as_of is null
        or (o.area_id is null and f.source_kind = 'copy')
        or f.remark_vi <> ''
    )
order by f.indicator, f.area, f.area_id, f.as_of nulls last, f.origin
