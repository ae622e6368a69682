-- Of which communes and days the teams tell that would be stored.
insert into submission_area (submission_id, area_id, as_of)
select distinct $submission, commune_id, as_of
from compared_teams
order by commune_id, as_of
