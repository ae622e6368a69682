-- The communes of every area at both times, to add up over: a district or province that ended on
-- 1 July 2025 goes on as the group of its communes of today.
-- grain: one row per area, commune and vintage
-- params: none
-- columns: area_id varchar, commune_id varchar, vintage varchar, is_whole boolean
select
    area_id,
    commune_id,
    vintage,
    is_whole
from commune_of
order by area_id, vintage, commune_id
