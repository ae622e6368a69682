-- What was wrong with the file, kept with its batch.
insert into problem
select
    $batch, t.code, coalesce(f.sheet, ''), t.row % 4194304,
    coalesce(f.letters, ''), coalesce(f.field, ''), t.found, t.expected
from trouble as t
left join column_of as f on f.place = t.place
order by t.row, t.place, t.code
