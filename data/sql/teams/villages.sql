-- Every way in which the rows name a village of a commune.
select distinct commune_id, village
from team_located
where commune_id is not null and village <> ''
order by commune_id, village
