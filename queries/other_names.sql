-- The names and codes that areas had, or go by, beside those they have in their vintage.
-- grain: one row per area_id, name and code
-- params: none
-- columns: area_id varchar, name varchar, type varchar, code varchar
select distinct
    n.area_id,
    n.name,
    coalesce(n.type, '') as type,
    coalesce(n.code, '') as code
from area_name as n
inner join area as a on a.area_id = n.area_id
where n.name <> a.name or n.code <> a.code
order by n.area_id, n.name, code
