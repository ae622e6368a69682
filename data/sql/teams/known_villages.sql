-- The villages that are known in the communes of the file.
select v.commune_id, v.village_id, v.name
from village_now as v
semi join team_located as t on t.commune_id = v.commune_id
where v.dataset in ($dataset, 'published')
order by v.commune_id, v.village_id
