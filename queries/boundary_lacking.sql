-- The units that have the shapes of the release in a layer of an office.
-- grain: one row per area_id
-- params: $layer varchar
-- columns: area_id varchar
select area_id
from boundary_lacking
where layer_id = $layer
order by area_id
