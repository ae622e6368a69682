-- What was wrong with the file, kept with its batch: of texts that nobody understood only where they
-- stood, since they may be a person's name.
insert into problem
select
    $batch, t.code, coalesce(f.sheet, ''), t.row % 4194304,
    coalesce(f.letters, ''), coalesce(f.field, ''),
    case
        when t.code in (
            'unknown_area', 'unknown_indicator', 'not_a_number', 'not_a_date', 'not_a_choice',
            'mixed_numbers', 'error_cell', 'range_stored'
        ) then ''
        else t.found
    end,
    t.expected
from trouble as t
left join column_of as f on f.place = t.place
order by t.row, t.place, t.code
