-- The earliest day from which one indicator of one dataset can be told of an area: that of a figure
-- of its own or of an area of before 1 July 2025 that it has land of.
-- grain: one row per area_id
-- params: $dataset varchar, $indicator varchar, $first date
-- columns: area_id varchar, as_of date
with measured as (
    select
        area_id,
        min(as_of) as as_of
    from observation
    where dataset = $dataset and indicator_id = $indicator and as_of >= coalesce(cast($first as date), as_of)
    group by area_id
),

told as (
    select
        area_id,
        as_of
    from measured
    union all
    select
        l.new_id as area_id,
        m.as_of
    from measured as m
    inner join lineage as l on l.old_id = m.area_id
)

select
    area_id,
    min(as_of) as as_of
from told
group by area_id
order by as_of, area_id
