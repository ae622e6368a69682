-- Each row that will be stored beside what is stored of its team and day: added, changed or same.
-- Rows with an error stay out, and of a team given twice the first is taken.
create or replace temp table compared_teams as
with wrong as (
    select distinct t.row
    from trouble as t
    inner join severity as v on v.code = t.code
    where v.severity = 'error'
),

kept as (
    select r.*
    from team_row as r
    anti join wrong as w on w.row = r.row
    qualify row_number() over (partition by r.team_id, r.as_of order by r.row) = 1
),

stored as (
    select
        s.team_id,
        s.as_of,
        struct_pack(
            name := t.name,
            set_up_on := t.set_up_on,
            set_up_precision := t.set_up_precision,
            leader_role := s.leader_role,
            members := s.members,
            women_union := s.women_union,
            farmers_union := s.farmers_union,
            youth_union := s.youth_union,
            other_members := s.other_members,
            core_members := s.core_members,
            trained_members := s.trained_members,
            sessions_in_person := p.sessions,
            sessions_online := o.sessions
        ) as told
    from team_state_now as s
    inner join team_now as t on t.dataset = s.dataset and t.team_id = s.team_id
    left join training_now as p
        on
            p.dataset = s.dataset and p.team_id = s.team_id and p.as_of = s.as_of
            and p.kind = 'in_person'
    left join training_now as o
        on
            o.dataset = s.dataset and o.team_id = s.team_id and o.as_of = s.as_of
            and o.kind = 'online'
    where s.dataset = $dataset
)

select
    k.*,
    s.told as old,
    case
        when s.team_id is null then 'added'
        when s.told is distinct from k.told then 'changed'
        else 'same'
    end as status
from kept as k
left join stored as s on s.team_id = k.team_id and s.as_of = k.as_of
