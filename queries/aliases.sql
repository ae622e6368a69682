-- The names that people gave an area for, the latest choice last.
-- grain: one row per choice
-- params: none
-- columns: name varchar, vintage varchar, around varchar, area_id varchar
select
    name,
    vintage,
    around,
    area_id
from alias
order by chosen_at, name, vintage, around, area_id
