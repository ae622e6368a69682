-- Which communes of today the counts of the communes of some old provinces go to.
select l.old_id, l.new_id, l.share
from lineage as l
inner join area as a on a.area_id = l.old_id
where l.carries and a.level = 'commune' and list_contains($provinces, a.province_id)
order by l.old_id, l.new_id
