-- Every area that a search can find, in the order of the Vietnamese alphabet within its level.
-- grain: one row per area_id
-- params: none
-- columns: area_id varchar, vintage varchar, level varchar, code varchar, type varchar,
--   short_name varchar, parent_id varchar
select
    area_id,
    coalesce(vintage, '') as vintage,
    level,
    coalesce(code, '') as code,
    coalesce(type, '') as type,
    short_name,
    coalesce(parent_id, '') as parent_id
from area
order by vintage, level, alphabetical, area_id
