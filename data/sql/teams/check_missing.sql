-- Rows without what a team cannot do without: its members; its village, if it is one's team.
insert into trouble
select 'required_missing', r.row, f.place, '', f.header
from team_row as r
inner join field_column as f on f.sheet = r.sheet and f.field = 'members'
anti join trouble as t on t.row = r.row and t.place = f.place
where r.members is null
union all
select 'required_missing', r.row, f.place, '', f.header
from team_row as r
inner join field_column as f on f.sheet = r.sheet and f.field = 'village'
where r.level = 'village' and r.village_id is null
