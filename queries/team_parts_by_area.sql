-- The parts of an area by which its teams are listed: the provinces of the nation, the districts of a
-- province until June 2025, else its communes; part_id as in team_sizes_by_commune.
-- grain: one row per part_id
-- params: $area varchar, $day date
-- columns: part_id varchar, part varchar, level varchar, alphabetical integer, communes bigint
with communes as (
    select
        c.commune_id,
        case
            when $area = 'vn' then a.province_id
            when substr($area, 6, 1) = 'p' and cast($day as date) < date '2025-07-01'
                then a.parent_id
            else a.area_id
        end as part_id
    from commune_of as c
    inner join area as a on a.area_id = c.commune_id
    where c.area_id = $area
        and c.vintage = case when cast($day as date) < date '2025-07-01' then '2024' else '2025' end
)

select
    c.part_id,
    a.name as part,
    a.level,
    a.alphabetical,
    count(*) as communes
from communes as c
inner join area as a on a.area_id = c.part_id
group by c.part_id, a.name, a.level, a.alphabetical
order by a.alphabetical, c.part_id
