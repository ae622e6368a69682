-- Figures that the file gives twice: the same value twice is kept once, of two values none.
insert into trouble
select
    case when differs then 'duplicate_differs' else 'duplicate_same' end,
    row,
    place,
    plain(value),
    cast(case when row > first_row then first_row else last_row end % 4194304 as varchar)
from twice
where (differs or not is_first) and first_row <> last_row
