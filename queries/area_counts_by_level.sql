-- How many areas there are, and how many of them have any figure of one dataset; context such as
-- the population is no such figure. Villages are in the registry only where a figure names them.
-- grain: one row per vintage, level
-- params: $dataset varchar
-- columns: vintage varchar, level varchar, areas bigint, with_figures bigint
with known as (
    select distinct o.area_id
    from observation as o
    inner join indicator as i on i.indicator_id = o.indicator_id and i.pillar <> 'context'
    where o.dataset = $dataset
)

select
    a.vintage,
    a.level,
    count(*) as areas,
    count(k.area_id) as with_figures
from area as a
left join known as k on k.area_id = a.area_id
where a.vintage is not null
group by a.vintage, a.level
order by a.vintage, a.level
