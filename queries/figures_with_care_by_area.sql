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

originals as (
    select distinct
        area_id,
        indicator,
        as_of
    from figure
    where dataset = $dataset and source_kind = 'original'
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
