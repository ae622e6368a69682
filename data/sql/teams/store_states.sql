-- What the rows stored say of each team and day.
insert into team_state (
    team_id, as_of, precision, members, women_union, farmers_union, youth_union, other_members,
    core_members, trained_members, leader_role, source_id, batch_id, origin, recorded_at
)
select
    c.team_id, c.as_of, c.precision, c.members, c.women_union, c.farmers_union, c.youth_union,
    c.other_members, c.core_members, c.trained_members, c.leader_role, $source, $batch,
    $file_name || ':' || f.sheet_name || ':' || cast(c.row % 4194304 as varchar),
    cast($now as timestamp)
from compared_teams as c
inner join field_column as f on f.sheet = c.sheet and f.field = 'members'
order by c.row
