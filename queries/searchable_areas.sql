-- Every area that a search can find, in the order of the Vietnamese alphabet within its level, and
-- what an area of before 1 July 2025 became: the code of the area of its level with the largest
-- part of it, and the number of communes that a district lives on as, slivers aside.
-- grain: one row per area_id
-- params: none
-- columns: area_id varchar, vintage varchar, level varchar, code varchar, type varchar,
--   short_name varchar, parent_id varchar, became varchar, communes bigint
with largest as (
    select l.old_id, a.code
    from lineage as l
    inner join area as a on a.area_id = l.new_id
    where l.carries
    qualify row_number() over (partition by l.old_id order by l.share desc, l.new_id) = 1
),
groups as (
    select old_id, count(*) as communes
    from lineage
    where not carries and kind <> 'sliver'
    group by old_id
)
select
    a.area_id,
    coalesce(a.vintage, '') as vintage,
    a.level,
    coalesce(a.code, '') as code,
    coalesce(a.type, '') as type,
    a.short_name,
    coalesce(a.parent_id, '') as parent_id,
    coalesce(l.code, '') as became,
    coalesce(g.communes, 0) as communes
from area as a
left join largest as l on l.old_id = a.area_id
left join groups as g on g.old_id = a.area_id
order by a.vintage, a.level, a.alphabetical, a.area_id
