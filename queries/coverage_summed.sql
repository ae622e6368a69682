-- How much of each indicator the areas of one level and vintage have in one dataset, sums of their
-- communes and ratios reckoned from both counts among them: in the whole country or in one
-- province; of $vintage '' all times, of $level '' all levels. In units "today" an area is also
-- summed from communes of the other time. undated: areas that have nothing but undated values.
-- grain: one row per indicator with a value there
-- params: $vintage varchar, $level varchar, $within varchar, $units varchar, $dataset varchar
-- columns: indicator_id varchar, areas bigint, undated bigint
with held as (
    select
        area_id,
        indicator_id,
        as_of is not null as dated,
        cast(null as varchar) as time
    from observation
    where dataset = $dataset
    union all
    select
        area_id,
        indicator_id,
        true as dated,
        case when as_of < date '2025-07-01' then '2024' else '2025' end as time
    from rollup
    where dataset = $dataset
),

counted as (
    select
        h.area_id,
        h.indicator_id,
        bool_or(h.dated) as dated
    from held as h
    inner join area as a on a.area_id = h.area_id
    where ($level = '' or a.level = $level)
        and ($vintage = '' or a.vintage = $vintage)
        and ($within = '' or a.province_id = $within)
        and ($units = 'today' or h.time is null or h.area_id = 'vn' or h.time = a.vintage)
    group by h.area_id, h.indicator_id
)

select
    indicator_id,
    count(*) filter (where dated) as areas,
    count(*) filter (where not dated) as undated
from counted
group by indicator_id
order by indicator_id
