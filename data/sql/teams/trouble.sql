-- What is wrong with texts that could not be understood. Of a commune it is said once for a row, of
-- a village once for the file where it is new.
create or replace temp table trouble as
select m.problem as code, s.row, f.place, m.found, m.expected
from team_said as s
inner join team_meaning as m on m.sheet = s.sheet and m.field = s.field and m.text = s.text
inner join field_column as f on f.sheet = s.sheet and f.field = s.field
where m.problem is not null
union all
select l.problem, l.row, f.place, l.found, l.expected
from team_located as l
inner join field_column as f on f.sheet = l.sheet and f.field = 'area'
where l.problem is not null
union all
select v.problem, l.row, f.place, v.village, v.expected
from team_located as l
inner join team_village as v on v.commune_id = l.commune_id and v.village = l.village
inner join field_column as f on f.sheet = l.sheet and f.field = 'village'
where v.problem is not null
qualify
    v.problem <> 'team_unknown_village'
    or row_number() over (partition by v.commune_id, v.village order by l.row) = 1
