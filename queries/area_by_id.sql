-- One area with the names of its parent and province.
-- grain: one row, or none
-- params: $area varchar
-- columns: area_id varchar, vintage varchar, level varchar, code varchar, name varchar,
--   short_name varchar, type varchar, parent_id varchar, province_id varchar, valid_from date,
--   valid_to date, lon double, lat double, area_km2 double, same_as varchar, folded varchar,
--   parent_name varchar, province varchar
select
    a.area_id,
    a.vintage,
    a.level,
    a.code,
    a.name,
    a.short_name,
    a.type,
    a.parent_id,
    a.province_id,
    a.valid_from,
    a.valid_to,
    a.lon,
    a.lat,
    a.area_km2,
    a.same_as,
    a.folded,
    coalesce(u.name, '') as parent_name,
    coalesce(p.short_name, '') as province
from area as a
left join area as u on u.area_id = a.parent_id
left join area as p on p.area_id = a.province_id
where a.area_id = $area
order by a.area_id
