-- The areas that have any value of one indicator in one dataset, in the order of the Vietnamese
-- alphabet.
-- grain: one row per area_id
-- params: $indicator varchar, $dataset varchar
-- columns: area_id varchar, area varchar, short_name varchar, level varchar, vintage varchar,
--   province varchar, type varchar, figures bigint
select
    f.area_id,
    f.area,
    f.short_name,
    f.level,
    f.vintage,
    f.province,
    coalesce(a.type, '') as type,
    count(*) as figures
from figure as f
inner join area as a on a.area_id = f.area_id
where f.indicator = $indicator and f.dataset = $dataset
group by f.area_id, f.area, f.short_name, f.level, f.vintage, f.province, a.type, a.alphabetical
order by a.alphabetical
