-- The first $most rows of a status, and what is told in them, beside what is stored.
select
    f.sheet_name as sheet, c.row % 4194304 as row, c.commune_id as area_id, a.name as area,
    coalesce(t.village, '') as village, c.level, c.as_of, c.precision, c.told, c.old
from compared_teams as c
inner join area as a on a.area_id = c.commune_id
inner join team_text as t on t.row = c.row
inner join field_column as f on f.sheet = c.sheet and f.field = 'members'
where c.status = $status
order by c.row
limit $most
