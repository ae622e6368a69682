-- From when to when the lists of one dataset tell of teams.
-- grain: one row, with NULL where no list tells of any
-- params: $dataset varchar
-- columns: first_as_of date, last_as_of date, teams bigint
select
    min(s.as_of) as first_as_of,
    max(s.as_of) as last_as_of,
    count(distinct s.team_id) as teams
from team_state as s
inner join batch as b on b.batch_id = s.batch_id
where b.dataset = $dataset and b.state = 'committed'
order by teams
