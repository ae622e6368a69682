-- The sessions that the rows stored say each team had.
insert into training (team_id, as_of, kind, sessions, batch_id)
with said as (
    select row, team_id, as_of, 'in_person' as kind, sessions_in_person as sessions
    from compared_teams
    union all
    select row, team_id, as_of, 'online', sessions_online
    from compared_teams
)

select team_id, as_of, kind, sessions, $batch
from said
where sessions is not null
order by row, kind
