-- The administrative units of both vintages and the villages that figures name.
-- grain: one row per area
-- params: none
-- columns: area_id varchar, name varchar, short_name varchar, level varchar, vintage varchar,
--   code varchar, type varchar, parent_id varchar, province_id varchar, province varchar,
--   valid_from date, valid_to date, same_as varchar, area_km2 double, lon double, lat double
select
    a.area_id,
    a.name,
    a.short_name,
    a.level,
    a.vintage,
    a.code,
    a.type,
    a.parent_id,
    a.province_id,
    coalesce(p.short_name, '') as province,
    a.valid_from,
    a.valid_to,
    a.same_as,
    a.area_km2,
    a.lon,
    a.lat
from area as a
left join area as p on p.area_id = a.province_id
order by a.area_id
