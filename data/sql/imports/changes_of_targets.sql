-- The first $most targets of a status beside what is stored, in the file's order, each with its kind
-- and how results are compared with it.
select
    f.sheet, c.row % 4194304 as row, f.letters, c.area_id, a.name as area, c.indicator_id, i.name_vi, i.name_en, i.unit_vi,
    i.unit_en, i.decimals, c.as_of, c.precision, c.value, c.qualifier, c.old_value, c.old_qualifier,
    c.kind, c.operator
from compared as c
inner join area as a on a.area_id = c.area_id
inner join column_of as f on f.place = c.place
inner join indicator as i on i.indicator_id = c.indicator_id
where c.status = $status
order by c.row, c.place, c.indicator_id
limit $most
