-- What today's areas named were made of on 1 July 2025, slivers aside: the old areas whose counts
-- are carried to them, the one with most of the land first.
-- grain: one row per area_id and old_id
-- params: $areas varchar[]
-- columns: area_id varchar, old_id varchar, short_name varchar, level varchar, province varchar,
--   type varchar, kind varchar, share double, new_share double, basis varchar
select
    l.new_id as area_id,
    l.old_id,
    a.short_name,
    a.level,
    coalesce(p.short_name, '') as province,
    coalesce(a.type, '') as type,
    l.kind,
    l.share,
    l.new_share,
    l.basis
from lineage as l
inner join area as a on a.area_id = l.old_id
left join area as p on p.area_id = a.province_id
where l.carries and l.kind <> 'sliver' and list_contains(cast($areas as varchar[]), l.new_id)
order by l.new_id, l.new_share desc, l.old_id
