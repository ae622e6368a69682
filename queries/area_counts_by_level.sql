-- How many areas there are, and how many of them have any figure of one dataset; context such as
-- the population is no such figure. Villages are in the registry only where a figure names them.
-- grain: one row per vintage, level
-- params: $dataset varchar
-- columns: vintage varchar, level varchar, areas bigint, with_figures bigint
with known as (
    select distinct f.area_id
    from figure as f
    inner join indicator as i on i.indicator_id = f.indicator
    where f.dataset = $dataset and i.pillar <> 'context'
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
