-- The names that people gave an area for, the latest choice last.
-- grain: one row per choice
-- params: none
-- columns: name varchar, vintage varchar, within_id varchar, area_id varchar
select
    name,
    vintage,
    within_id,
    area_id
from alias
order by chosen_at, name, vintage, within_id, area_id
