-- What an area of today was made of: the areas of before 1 July 2025 whose land it has. Of
-- a commune the old communes, which carry counts, and the districts and the province above them.
-- grain: one row per old area
-- params: $area varchar
-- columns: area_id varchar, level varchar, name varchar, short_name varchar, parent_name varchar,
--   province_id varchar, province varchar, kind varchar, share double, new_share double,
--   carries boolean, basis varchar
select
    a.area_id,
    a.level,
    a.name,
    a.short_name,
    u.name as parent_name,
    a.province_id,
    p.name as province,
    l.kind,
    l.share,
    l.new_share,
    l.carries,
    l.basis
from lineage as l
inner join area as a on a.area_id = l.old_id
inner join area as u on u.area_id = a.parent_id
inner join area as p on p.area_id = a.province_id
where l.new_id = $area
order by l.carries desc, l.new_share desc, a.area_id
