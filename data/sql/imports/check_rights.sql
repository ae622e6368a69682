-- Rows of areas that the sender has no right to write for: those in $foreign.
insert into trouble
select distinct 'not_yours', s.row, -1 - 1024 * (s.row // 4194304), a.name, ''
from (
    select row, area_id from ready
    union
    select row, area_id from promised
) as s
inner join area as a on a.area_id = s.area_id
where list_contains(cast($foreign as varchar[]), s.area_id)
