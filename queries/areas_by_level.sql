-- The areas of a level and vintage, in the whole country or in one province.
-- grain: one row per area_id
-- params: $vintage varchar, $level varchar, $within varchar
-- columns: area_id varchar, code varchar, name varchar, short_name varchar, alphabetical integer,
--   level varchar, vintage varchar, parent_id varchar, province_id varchar, province varchar,
--   lon double, lat double, area_km2 double
select
    a.area_id,
    a.code,
    a.name,
    a.short_name,
    a.alphabetical,
    a.level,
    a.vintage,
    a.parent_id,
    a.province_id,
    coalesce(p.short_name, '') as province,
    a.lon,
    a.lat,
    a.area_km2
from area as a
left join area as p on p.area_id = a.province_id
where a.level = $level and (a.vintage = $vintage or a.level = 'nation')
    and ($within = '' or a.province_id = $within)
order by a.area_id
