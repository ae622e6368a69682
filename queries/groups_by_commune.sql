-- What one commune is part of: the district, ended or not, whose group it is in, and its province.
-- grain: one row per district or province
-- params: $area varchar
-- columns: area_id varchar, level varchar, name varchar, short_name varchar, vintage varchar
select
    g.area_id,
    g.level,
    g.name,
    g.short_name,
    g.vintage
from commune_of as c
inner join area as a on a.area_id = c.commune_id
inner join area as g on g.area_id = c.area_id
where c.commune_id = $area and a.level = 'commune'
    and (g.level = 'district' or g.area_id = a.province_id)
order by g.level, g.area_id
