-- What became of some communes of before 1 July 2025: those of today that have land of them.
-- grain: one row per area_id and heir
-- params: $areas varchar[]
-- columns: area_id varchar, heir_id varchar, heir varchar, kind varchar, share double
select
    l.old_id as area_id,
    l.new_id as heir_id,
    n.name as heir,
    l.kind,
    l.share
from lineage as l
inner join area as n on n.area_id = l.new_id and n.level = 'commune'
where l.carries and list_contains(cast($areas as varchar[]), l.old_id)
order by l.old_id, l.share desc, l.new_id
