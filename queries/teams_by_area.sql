-- The teams of some communes as the files of this office last told of them.
-- grain: one row per team
-- params: $areas varchar[]
-- columns: commune_id varchar, village varchar, name varchar, level varchar,
--   leader_role varchar, members integer, women_union integer, farmers_union integer,
--   youth_union integer, other_members integer, core_members integer, trained_members integer,
--   sessions_in_person integer, sessions_online integer, set_up_on date, set_up_precision varchar
select
    commune_id,
    coalesce(village, '') as village,
    name,
    level,
    leader_role,
    members,
    women_union,
    farmers_union,
    youth_union,
    other_members,
    core_members,
    trained_members,
    sessions_in_person,
    sessions_online,
    set_up_on,
    set_up_precision
from team_now
where dataset = 'reported' and list_contains($areas, commune_id)
order by commune_id, level, village, name, team_id
