-- Teams of an area as they were last told of until a day, counted by size. A team of a commune of
-- that time stands there (now). Since 1 July 2025 also those of which a list has told since then at a
-- commune that ended: old where all of that one lies in the area, maybe where only some does; home_id
-- is its one heir, NULL where there are several. part_id: the part of the area it lies in: a province
-- of the nation, a district of a province until June 2025, else a commune; NULL where not certain.
-- members: of each team, NULL where not said. <group>: their sum, 0 where no team said;
-- <group>_teams: teams that said it; led_by_<role>: teams by their leader's role; aged: teams last
-- told of before $aged.
-- grain: one row per commune_id, level, stands and members
-- params: $area varchar, $day date, $aged date, $dataset varchar
-- columns: commune_id varchar, home_id varchar, part_id varchar, level varchar, stands varchar,
--   members integer, teams bigint, women_union bigint, women_union_teams bigint,
--   farmers_union bigint, farmers_union_teams bigint, youth_union bigint,
--   youth_union_teams bigint, other_members bigint, other_members_teams bigint,
--   core_members bigint, core_members_teams bigint, trained_members bigint,
--   trained_members_teams bigint, with_core bigint, led_by_village_head bigint,
--   led_by_party_cell_secretary bigint, led_by_youth_union_secretary bigint,
--   led_by_commune_official bigint, led_by_other bigint, led_by_unsaid bigint, aged bigint,
--   first_as_of date, last_as_of date, source varchar, other_source varchar
with communes as (
    select
        c.commune_id,
        case
            when $area = 'vn' then a.province_id
            when substr($area, 6, 1) = 'p' and cast($day as date) < date '2025-07-01'
                then a.parent_id
            else a.area_id
        end as part_id
    from commune_of as c
    inner join area as a on a.area_id = c.commune_id
    where c.area_id = $area
        and c.vintage = case when cast($day as date) < date '2025-07-01' then '2024' else '2025' end
),

places as (
    select
        commune_id,
        commune_id as home_id,
        part_id,
        'now' as stands
    from communes
    union all
    select
        commune_id,
        home_id,
        part_id,
        case when is_whole then 'old' else 'maybe' end as stands
    from ended_commune_of
    where area_id = $area and cast($day as date) >= date '2025-07-01'
),

teams as (
    select
        t.team_id,
        t.commune_id,
        t.level,
        p.home_id,
        p.part_id,
        p.stands
    from team as t
    inner join batch as b
        on b.batch_id = t.batch_id and b.state = 'committed' and b.dataset = $dataset
    inner join places as p on p.commune_id = t.commune_id
    qualify row_number() over (partition by t.team_id order by t.entry desc) = 1
),

latest as (
    select max_by(s.entry, struct_pack(as_of := s.as_of, entry := s.entry)) as entry
    from teams as t
    inner join team_state as s on s.team_id = t.team_id
    inner join batch as b
        on b.batch_id = s.batch_id and b.state = 'committed' and b.dataset = $dataset
    where s.as_of <= cast($day as date)
        and (t.stands = 'now' or s.as_of >= date '2025-07-01')
    group by s.team_id
),

states as (
    select
        t.commune_id,
        t.level,
        t.home_id,
        t.part_id,
        t.stands,
        s.as_of,
        s.members,
        s.women_union,
        s.farmers_union,
        s.youth_union,
        s.other_members,
        s.core_members,
        s.trained_members,
        s.leader_role,
        s.source_id
    from latest as l
    inner join team_state as s on s.entry = l.entry
    inner join teams as t on t.team_id = s.team_id
)

select
    s.commune_id,
    min(s.home_id) as home_id,
    min(s.part_id) as part_id,
    s.level,
    s.stands,
    s.members,
    count(*) as teams,
    cast(coalesce(sum(s.women_union), 0) as bigint) as women_union,
    count(s.women_union) as women_union_teams,
    cast(coalesce(sum(s.farmers_union), 0) as bigint) as farmers_union,
    count(s.farmers_union) as farmers_union_teams,
    cast(coalesce(sum(s.youth_union), 0) as bigint) as youth_union,
    count(s.youth_union) as youth_union_teams,
    cast(coalesce(sum(s.other_members), 0) as bigint) as other_members,
    count(s.other_members) as other_members_teams,
    cast(coalesce(sum(s.core_members), 0) as bigint) as core_members,
    count(s.core_members) as core_members_teams,
    cast(coalesce(sum(s.trained_members), 0) as bigint) as trained_members,
    count(s.trained_members) as trained_members_teams,
    count(*) filter (where s.core_members > 0) as with_core,
    count(*) filter (where s.leader_role = 'village_head') as led_by_village_head,
    count(*) filter (where s.leader_role = 'party_cell_secretary') as led_by_party_cell_secretary,
    count(*) filter (where s.leader_role = 'youth_union_secretary') as led_by_youth_union_secretary,
    count(*) filter (where s.leader_role = 'commune_official') as led_by_commune_official,
    count(*) filter (where s.leader_role = 'other') as led_by_other,
    count(*) filter (where s.leader_role is null) as led_by_unsaid,
    count(*) filter (where s.as_of < cast($aged as date)) as aged,
    min(s.as_of) as first_as_of,
    max(s.as_of) as last_as_of,
    min(o.title) as source,
    max(o.title) as other_source
from states as s
inner join source as o on o.source_id = s.source_id
group by s.commune_id, s.level, s.stands, s.members
order by s.commune_id, s.level, s.stands, s.members
