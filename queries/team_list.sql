-- The same teams as in team_sizes_by_commune, one by one.
-- grain: one row per team_id
-- params: $area varchar, $day date, $dataset varchar
-- columns: team_id varchar, commune_id varchar, commune varchar, alphabetical integer, home_id
--   varchar, stands varchar, level varchar, village_id varchar, village varchar, name varchar,
--   set_up_on date, set_up_precision varchar, as_of date, precision varchar, members integer,
--   women_union integer, farmers_union integer, youth_union integer, other_members integer,
--   core_members integer, trained_members integer, leader_role varchar, in_person integer,
--   online integer, source varchar, dataset varchar
with communes as (
    select commune_id
    from commune_of
    where area_id = $area
        and vintage = case when cast($day as date) < date '2025-07-01' then '2024' else '2025' end
),

places as (
    select
        commune_id,
        commune_id as home_id,
        'now' as stands
    from communes
    union all
    select
        commune_id,
        home_id,
        case when is_whole then 'old' else 'maybe' end as stands
    from ended_commune_of
    where area_id = $area and cast($day as date) >= date '2025-07-01'
),

teams as (
    select
        t.team_id,
        t.commune_id,
        t.level,
        t.village_id,
        t.name,
        t.set_up_on,
        t.set_up_precision,
        p.home_id,
        p.stands
    from team as t
    inner join batch as b
        on b.batch_id = t.batch_id and b.state = 'committed' and b.dataset = $dataset
    inner join places as p on p.commune_id = t.commune_id
    qualify row_number() over (partition by t.team_id order by t.entry desc) = 1
),

states as (
    select
        t.team_id,
        t.commune_id,
        t.level,
        t.village_id,
        t.name,
        t.set_up_on,
        t.set_up_precision,
        t.home_id,
        t.stands,
        s.as_of,
        s.precision,
        s.members,
        s.women_union,
        s.farmers_union,
        s.youth_union,
        s.other_members,
        s.core_members,
        s.trained_members,
        s.leader_role,
        s.source_id,
        s.batch_id
    from teams as t
    inner join team_state as s on s.team_id = t.team_id
    inner join batch as b
        on b.batch_id = s.batch_id and b.state = 'committed' and b.dataset = $dataset
    where s.as_of <= cast($day as date)
        and (t.stands = 'now' or s.as_of >= date '2025-07-01')
    qualify row_number() over (partition by s.team_id order by s.as_of desc, s.entry desc) = 1
),

training_told as (
    select
        t.team_id,
        t.as_of,
        t.batch_id,
        max(t.sessions) filter (where t.kind = 'in_person') as in_person,
        max(t.sessions) filter (where t.kind = 'online') as online
    from training as t
    inner join states as s
        on s.team_id = t.team_id and s.as_of = t.as_of and s.batch_id = t.batch_id
    group by t.team_id, t.as_of, t.batch_id
)

select
    s.team_id,
    s.commune_id,
    a.name as commune,
    a.alphabetical,
    s.home_id,
    s.stands,
    s.level,
    s.village_id,
    v.name as village,
    s.name,
    s.set_up_on,
    s.set_up_precision,
    s.as_of,
    s.precision,
    s.members,
    s.women_union,
    s.farmers_union,
    s.youth_union,
    s.other_members,
    s.core_members,
    s.trained_members,
    s.leader_role,
    t.in_person,
    t.online,
    o.title as source,
    $dataset as dataset
from states as s
inner join source as o on o.source_id = s.source_id
inner join area as a on a.area_id = s.commune_id
left join training_told as t
    on t.team_id = s.team_id and t.as_of = s.as_of and t.batch_id = s.batch_id
left join village_now as v
    on v.village_id = s.village_id and v.dataset in ($dataset, 'published')
order by
    a.alphabetical,
    s.commune_id,
    s.level,
    regexp_replace(v.name, '[0-9]+', ''),
    length(v.name),
    v.name,
    s.name,
    s.team_id
