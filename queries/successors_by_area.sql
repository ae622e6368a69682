-- What an area of before 1 July 2025 became: the areas of today that have land of it.
-- grain: one row per area of today; of an old province its province and that one's communes
-- params: $area varchar
-- columns: area_id varchar, level varchar, name varchar, short_name varchar, province_id varchar,
--   province varchar, kind varchar, share double, new_share double, carries boolean,
--   basis varchar
select
    a.area_id,
    a.level,
    a.name,
    a.short_name,
    a.province_id,
    p.name as province,
    l.kind,
    l.share,
    l.new_share,
    l.carries,
    l.basis
from lineage as l
inner join area as a on a.area_id = l.new_id
inner join area as p on p.area_id = a.province_id
where l.old_id = $area
order by l.carries desc, l.share desc, a.area_id
