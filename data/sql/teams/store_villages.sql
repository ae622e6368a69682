-- Every village of the rows stored that the registry of areas does not have.
insert into village (village_id, commune_id, name, kind, batch_id)
select distinct v.village_id, v.commune_id, v.name, v.kind, $batch
from team_village as v
semi join compared_teams as c on c.village_id = v.village_id
anti join area as a on a.area_id = v.village_id
order by v.commune_id, v.village_id
