-- Villages with a team each and a team of the commune (number 0), their state every half-year.
insert into village (village_id, commune_id, name, kind, batch_id)
select t.village_id, t.area_id, concat('Thôn ', t.team), 'thôn', f.batch_id
from team_of as t
inner join file as f on f.province_id = t.province_id and f.month = 0
where t.team > 0
order by t.village_id;

insert into team (team_id, commune_id, level, village_id, name, set_up_on, set_up_precision, batch_id)
select
    t.team_id, t.area_id, case t.team when 0 then 'commune' else 'village' end,
    case when t.team > 0 then t.village_id end, '', f.as_of, 'month', f.batch_id
from team_of as t
inner join file as f on f.province_id = t.province_id and f.month = 0
where (t.commune + t.team) % 9 <> 0
order by t.team_id;

insert into team_state (
    team_id, as_of, precision, members, women_union, farmers_union, youth_union, other_members,
    core_members, trained_members, leader_role, source_id, batch_id, origin, recorded_at
)
select
    t.team_id, f.as_of, 'month', 5 + (t.commune + t.team + f.month) % 7, 1, 1, 2,
    1 + (t.commune + t.team + f.month) % 7, 2, (t.commune + f.month) % 6, 'village_head', f.source_id,
    f.batch_id, concat(f.batch_id, ':', t.team), f.as_of
from team_of as t
inner join file as f on f.province_id = t.province_id and f.month % 6 = 0
where (t.commune + t.team) % 9 <> 0
order by f.month, t.team_id;

insert into training (team_id, as_of, kind, sessions, batch_id)
select s.team_id, s.as_of, k.kind, 1 + s.members % 3, s.batch_id
from team_state as s
cross join (values ('in_person'), ('online')) as k (kind)
where s.batch_id like 'large-%'
order by s.as_of, s.team_id
