-- Groups of members that do not add up to the members, and parts of the members that are more.
insert into trouble
with summed as (
    select
        row, sheet, members,
        coalesce(women_union, 0) + coalesce(farmers_union, 0) + coalesce(youth_union, 0)
        + coalesce(other_members, 0) as groups,
        women_union is not null and farmers_union is not null and youth_union is not null
        and other_members is not null as all_said
    from team_row
),

parts as (
    unpivot (select row, sheet, members, core_members, trained_members from team_row)
    on core_members, trained_members
    into name field value part
)

select
    'sum_disagrees' as code, s.row, f.place, cast(s.groups as varchar) as found,
    cast(s.members as varchar) as expected
from summed as s
inner join field_column as f on f.sheet = s.sheet and f.field = 'members'
where s.groups > s.members or (s.all_said and s.groups < s.members)
union all
select
    'part_above_whole', p.row, f.place, cast(p.part as varchar), cast(p.members as varchar)
from parts as p
inner join field_column as f on f.sheet = p.sheet and f.field = p.field
where p.part > p.members
