-- Every text that is not a plain number in its column's form, once for each form. Distinct first: the
-- patterns are dearer than everything else here.
with texts as (
    select distinct c.text, f.decimal
    from cells as c
    inner join column_of as f on f.place = c.place
    where c.number is null and c.text <> ''
)

select text, decimal
from texts
where
    (decimal = ',' and not regexp_full_match(text, $comma))
    or (decimal = '.' and not regexp_full_match(text, $dot))
order by all
