-- Every team of the imported lists with its latest state, of each dataset but what waits for
-- approval. Counts only: no person is named. NULL: not said, which is not zero.
-- grain: one row per dataset and team
-- params: none
-- columns: dataset varchar, team_id varchar, level varchar, name varchar, commune_id varchar,
--   commune varchar, vintage varchar, province varchar, village varchar, set_up_on date,
--   set_up_precision varchar, as_of date, precision varchar, members integer,
--   women_union integer, farmers_union integer, youth_union integer, other_members integer,
--   core_members integer, trained_members integer, leader_role varchar,
--   sessions_in_person integer, sessions_online integer, source_id varchar
select
    t.dataset,
    t.team_id,
    t.level,
    t.name,
    t.commune_id,
    a.name as commune,
    a.vintage,
    coalesce(p.short_name, '') as province,
    t.village,
    t.set_up_on,
    t.set_up_precision,
    t.as_of,
    t.precision,
    t.members,
    t.women_union,
    t.farmers_union,
    t.youth_union,
    t.other_members,
    t.core_members,
    t.trained_members,
    t.leader_role,
    t.sessions_in_person,
    t.sessions_online,
    t.source_id
from team_now as t
inner join area as a on a.area_id = t.commune_id
left join area as p on p.area_id = a.province_id
where t.dataset <> 'submitted'
order by t.dataset, t.commune_id, t.team_id
