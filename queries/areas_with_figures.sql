-- The areas that have any value of one indicator in one dataset, in the order of the Vietnamese
-- alphabet.
-- grain: one row per area_id
-- params: $indicator varchar, $dataset varchar
-- columns: area_id varchar, area varchar, short_name varchar, level varchar, vintage varchar,
--   province varchar, type varchar, figures bigint
with counted as (
    select
        area_id,
        count(*) as figures
    from observation
    where indicator_id = $indicator and dataset = $dataset
    group by area_id
)

select
    a.area_id,
    a.name as area,
    a.short_name,
    a.level,
    a.vintage,
    coalesce(p.short_name, '') as province,
    coalesce(a.type, '') as type,
    c.figures
from counted as c
inner join area as a on a.area_id = c.area_id
left join area as p on p.area_id = a.province_id
order by a.alphabetical
