-- How many communes each province or district has in the registry, in the columns of
-- parts_by_area. The registry is the state of March 2025 (vintage 2024) or of 1 July 2025 (2025).
-- grain: one row per area_id with communes
-- params: $vintage varchar, $level varchar
-- columns: area_id varchar, vintage varchar, level varchar, as_of date, starts_on date,
--   precision varchar, value double, low double, high double, qualifier varchar,
--   source_id varchar, source varchar, url varchar, source_kind varchar, in_conflict boolean
with counted as (
    select
        a.area_id,
        a.vintage,
        a.level,
        cast(count(*) as double) as communes
    from area as a
    inner join area as c
        on c.level = 'commune'
        and case a.level when 'province' then c.province_id else c.parent_id end = a.area_id
    where a.level = $level and a.vintage = $vintage and a.level in ('province', 'district')
    group by a.area_id, a.vintage, a.level
)

select
    area_id,
    vintage,
    level,
    case vintage when '2024' then date '2025-03-31' else date '2025-07-01' end as as_of,
    case vintage when '2024' then date '2025-03-01' else date '2025-07-01' end as starts_on,
    case vintage when '2024' then 'month' else 'day' end as precision,
    communes as value,
    communes as low,
    communes as high,
    'exact' as qualifier,
    'registry' as source_id,
    'Danh mục đơn vị hành chính (vietnamadminunits 1.0.4)' as source,
    'https://pypi.org/project/vietnamadminunits/1.0.4/' as url,
    'original' as source_kind,
    false as in_conflict
from counted
order by area_id
