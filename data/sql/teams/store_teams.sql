-- Every team of the rows stored, as its latest row says it is.
insert into team (
    team_id, commune_id, level, village_id, name, set_up_on, set_up_precision, batch_id
)
select team_id, commune_id, level, village_id, name, set_up_on, set_up_precision, $batch
from compared_teams
qualify row_number() over (partition by team_id order by as_of desc) = 1
order by row
