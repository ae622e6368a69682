-- The first $most problems: errors first, then as they come in the file.
select t.code, coalesce(f.sheet, ''), t.row % 4194304, coalesce(f.letters, ''), coalesce(f.field, ''), t.found, t.expected
from trouble as t
inner join severity as v on v.code = t.code
left join column_of as f on f.place = t.place
order by
    case v.severity when 'error' then 0 when 'warning' then 1 else 2 end,
    t.row, t.place, t.code
limit $most
