-- The communes that some areas consist of at one of both times (table commune_of).
-- grain: one row per area_id and commune
-- params: $areas varchar[], $vintage varchar
-- columns: area_id varchar, commune_id varchar, name varchar, short_name varchar,
--   alphabetical integer, type varchar, vintage varchar, parent_id varchar, province_id varchar,
--   is_whole boolean
select
    c.area_id,
    c.commune_id,
    a.name,
    a.short_name,
    a.alphabetical,
    a.type,
    c.vintage,
    a.parent_id,
    a.province_id,
    c.is_whole
from commune_of as c
inner join area as a on a.area_id = c.commune_id
where list_contains(cast($areas as varchar[]), c.area_id) and c.vintage = $vintage
order by c.area_id, a.alphabetical, c.commune_id
