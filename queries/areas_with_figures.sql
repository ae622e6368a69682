-- The areas that have any value of one indicator.
-- grain: one row per area_id
-- params: $indicator varchar
-- columns: area_id varchar, area varchar, short_name varchar, level varchar, vintage varchar,
--   province varchar, figures bigint
select
    area_id,
    area,
    short_name,
    level,
    vintage,
    province,
    count(*) as figures
from figure
where indicator = $indicator
group by area_id, area, short_name, level, vintage, province
order by area_id
