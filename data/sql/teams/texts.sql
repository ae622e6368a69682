-- Every distinct text of a field but for villages, whose meaning hangs on the commune.
select distinct sheet, field, text
from team_said
where field <> 'village'
order by sheet, field, text
