-- The group each commune of some areas is seen in: its province, or its district, which after 1
-- July 2025 goes on as a group of communes (table commune_of). Communes without a group have no row.
-- grain: one row per commune and group
-- params: $areas varchar[], $level varchar, $vintage varchar
-- columns: commune_id varchar, vintage varchar, group_id varchar, name varchar,
--   short_name varchar, province varchar, alphabetical integer
select distinct
    c.commune_id,
    c.vintage,
    g.area_id as group_id,
    a.name,
    a.short_name,
    p.short_name as province,
    a.alphabetical
from commune_of as c
inner join commune_of as g on g.commune_id = c.commune_id
inner join area as a
    on a.area_id = g.area_id and a.level = $level and a.vintage = $vintage
inner join area as p on p.area_id = a.province_id
where list_contains(cast($areas as varchar[]), c.area_id)
order by a.alphabetical, group_id, c.commune_id
