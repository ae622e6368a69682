-- The areas that have, or had, one of some codes, today's first, and the larger units first.
-- grain: one row per area_id
-- params: $codes varchar[]
-- columns: area_id varchar, vintage varchar, level varchar, short_name varchar, province varchar
select distinct
    a.area_id,
    a.vintage,
    a.level,
    a.short_name,
    coalesce(p.short_name, '') as province
from area as a
inner join area_name as n on n.area_id = a.area_id
left join area as p on p.area_id = a.province_id
where list_contains($codes, n.code)
order by a.area_id desc
