-- Which indicators share areas with one: how many areas of a level have dated values of both
-- in one dataset.
-- grain: one row per other indicator
-- params: $indicator varchar, $vintage varchar, $level varchar, $dataset varchar
-- columns: indicator_id varchar, areas bigint
with held as (
    select distinct
        indicator_id,
        area_id
    from observation
    where dataset = $dataset and as_of is not null
),

dated as (
    select
        h.indicator_id,
        h.area_id
    from held as h
    inner join area as a on a.area_id = h.area_id
    where a.level = $level and a.vintage = $vintage
)

select
    other.indicator_id,
    count(*) as areas
from dated as one
inner join dated as other
    on other.area_id = one.area_id and other.indicator_id <> one.indicator_id
where one.indicator_id = $indicator
group by other.indicator_id
order by other.indicator_id
