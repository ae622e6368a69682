-- The targets of some areas as the files of this office set them; operator NULL: not stated.
-- grain: one row per target
-- params: $areas varchar[]
-- columns: area_id varchar, indicator_id varchar, kind varchar, operator varchar, value double,
--   due date, precision varchar
select
    area_id,
    indicator_id,
    kind,
    operator,
    value,
    due,
    precision
from target
where dataset = 'reported' and list_contains($areas, area_id)
order by area_id, indicator_id, due nulls last, kind, origin
