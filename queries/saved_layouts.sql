-- The layouts saved for files of one make, the latest first.
-- grain: one row per name
-- params: $shape varchar
-- columns: name varchar, layout varchar, saved_by varchar, saved_at timestamp
select
    name,
    layout,
    saved_by,
    saved_at
from saved_layout
where shape = $shape
order by saved_at desc, name
