-- One row per row of the file that can be placed: which team it is of which day, and what is told of
-- it, also in one.
create or replace temp table team_row as
with said as (
    select
        s.row,
        max(m.choice) filter (where s.field = 'team_level') as level,
        max(m.choice) filter (where s.field = 'leader_role') as leader_role,
        max(s.text) filter (where s.field = 'team') as name,
        max(m.choice) filter (where s.field = 'team') as team_key,
        max(m.day) filter (where s.field = 'set_up_on') as set_up_on,
        max(m.precision) filter (where s.field = 'set_up_on') as set_up_precision,
        max(m.number) filter (where s.field = 'members') as members,
        max(m.number) filter (where s.field = 'women_union') as women_union,
        max(m.number) filter (where s.field = 'farmers_union') as farmers_union,
        max(m.number) filter (where s.field = 'youth_union') as youth_union,
        max(m.number) filter (where s.field = 'other_members') as other_members,
        max(m.number) filter (where s.field = 'core_members') as core_members,
        max(m.number) filter (where s.field = 'trained_members') as trained_members,
        max(m.number) filter (where s.field = 'sessions_in_person') as sessions_in_person,
        max(m.number) filter (where s.field = 'sessions_online') as sessions_online
    from team_said as s
    left join team_meaning as m
        on m.sheet = s.sheet and m.field = s.field and m.text = s.text
    group by s.row
),

named as (
    select
        l.row,
        l.sheet,
        l.commune_id,
        l.as_of,
        l.precision,
        v.village_id,
        coalesce(s.level, case when l.village <> '' then 'village' else 'commune' end) as level,
        case when s.team_key = v.village_key then '' else coalesce(s.team_key, '') end as team_key,
        s.* exclude (row, level, team_key)
    from team_located as l
    inner join said as s on s.row = l.row
    left join team_village as v on v.commune_id = l.commune_id and v.village = l.village
    where l.commune_id is not null and (l.village = '' or v.village_id is not null)
)

select
    't-' || left(
        sha256(concat_ws(chr(10), commune_id, level, coalesce(village_id, ''), team_key)), 16
    ) as team_id,
    * exclude (team_key),
    struct_pack(
        name, set_up_on, set_up_precision, leader_role, members, women_union, farmers_union,
        youth_union, other_members, core_members, trained_members, sessions_in_person,
        sessions_online
    ) as told
from named
