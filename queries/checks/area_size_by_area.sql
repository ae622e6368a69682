-- Printed areas that differ from the area on the map by more than twice, either way: a misprint,
-- or a figure placed in the wrong area. Maps here are approximate; a smaller gap says nothing.
-- grain: one row per offending observation
-- params: none
-- columns: area_id varchar, area varchar, printed_km2 double, area_km2 double, source varchar,
--   origin varchar
select
    f.area_id,
    f.area,
    f.value as printed_km2,
    a.area_km2,
    f.source,
    f.origin
from figure as f
inner join area as a on a.area_id = f.area_id
where f.indicator = 'area_km2'
    and (f.value > 2 * a.area_km2 or 2 * f.value < a.area_km2)
order by f.area_id, f.value, f.origin
