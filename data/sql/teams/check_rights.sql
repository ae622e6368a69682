-- Rows of communes that the sender has no right to write for: those in $foreign.
insert into trouble
select distinct 'not_yours', r.row, f.place, a.name, ''
from team_row as r
inner join field_column as f on f.sheet = r.sheet and f.field = 'area'
inner join area as a on a.area_id = r.commune_id
where list_contains(cast($foreign as varchar[]), r.commune_id)
