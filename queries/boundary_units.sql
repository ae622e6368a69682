-- The units of a level and vintage, with those they belong to: what a boundary file is held against.
-- grain: one row per area_id
-- params: $vintage varchar, $level varchar
-- columns: area_id varchar, code varchar, name varchar, short_name varchar, type varchar,
--   parent_id varchar, parent_name varchar, province_id varchar, province_name varchar,
--   lon double, lat double, area_km2 double
select
    a.area_id,
    a.code,
    a.name,
    a.short_name,
    a.type,
    a.parent_id,
    coalesce(u.short_name, '') as parent_name,
    a.province_id,
    coalesce(p.short_name, '') as province_name,
    a.lon,
    a.lat,
    a.area_km2
from area as a
left join area as u on u.area_id = a.parent_id
left join area as p on p.area_id = a.province_id
where a.vintage = $vintage and a.level = $level
order by a.area_id
