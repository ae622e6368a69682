-- The villages of rows without an error.
create or replace temp table kept_village as
select v.commune_id, v.village, v.village_id, v.name, v.kind
from team_village as v
semi join compared_teams as c on c.village_id = v.village_id
