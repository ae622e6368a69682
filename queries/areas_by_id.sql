-- Some areas as a person tells them apart: name, level, what they lie in, and their years.
-- grain: one row per area_id
-- params: $areas varchar[]
-- columns: area_id varchar, vintage varchar, level varchar, name varchar, short_name varchar,
--   parent_name varchar, province varchar, valid_from date, valid_to date
select
    a.area_id,
    coalesce(a.vintage, '') as vintage,
    a.level,
    a.name,
    a.short_name,
    coalesce(u.name, '') as parent_name,
    coalesce(p.short_name, '') as province,
    a.valid_from,
    a.valid_to
from area as a
left join area as u on u.area_id = a.parent_id
left join area as p on p.area_id = a.province_id
where list_contains($areas, a.area_id)
order by a.area_id
