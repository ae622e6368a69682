-- What became of the areas of before 1 July 2025, in pages: each old area with each of today that
-- has land of it.
-- grain: one row per old_id and new_id
-- params: $old varchar[], $new varchar[], $kind varchar, $after_old_id varchar,
--   $after_new_id varchar, $most integer
-- columns: old_id varchar, old_name varchar, old_level varchar, new_id varchar, new_name varchar,
--   new_level varchar, kind varchar, share double, new_share double, margin double,
--   carries boolean, basis varchar
select
    l.old_id,
    o.name as old_name,
    o.level as old_level,
    l.new_id,
    n.name as new_name,
    n.level as new_level,
    l.kind,
    l.share,
    l.new_share,
    l.margin,
    l.carries,
    l.basis
from lineage as l
inner join area as o on o.area_id = l.old_id
inner join area as n on n.area_id = l.new_id
where (array_length(cast($old as varchar[])) = 0 or list_contains(cast($old as varchar[]), l.old_id))
    and (array_length(cast($new as varchar[])) = 0 or list_contains(cast($new as varchar[]), l.new_id))
    and ($kind = '' or l.kind = $kind)
    and (
        cast($after_old_id as varchar) is null
        or l.old_id > $after_old_id
        or l.old_id = $after_old_id and l.new_id > $after_new_id
    )
order by l.old_id, l.new_id
limit $most
