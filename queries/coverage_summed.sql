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
        max(case when as_of is null then 0 else 1 end) as dated
    from observation
    where dataset = $dataset
    group by area_id, indicator_id
),

said as (
    select
        h.area_id,
        h.indicator_id,
        h.dated,
        h.dated = 1 and i.kind = 'count' and i.rollup = 'sum' as goes_up
    from held as h
    inner join indicator as i on i.indicator_id = h.indicator_id
    union all
    select
        n.area_id,
        i.indicator_id,
        1 as dated,
        true as goes_up
    from indicator as i
    inner join held as n on n.indicator_id = i.numerator_id and n.dated = 1
    inner join held as d
        on d.indicator_id = i.denominator_id and d.area_id = n.area_id and d.dated = 1
    where i.kind = 'ratio'
),

places as (
    select
        area_id,
        vintage
    from area
    where ($level = '' or level = $level) and ($vintage = '' or vintage = $vintage)
        and ($within = '' or province_id = $within)
),

known as (
    select
        p.area_id,
        s.indicator_id,
        s.dated
    from places as p
    inner join said as s on s.area_id = p.area_id
    union all
    select
        p.area_id,
        s.indicator_id,
        1 as dated
    from places as p
    inner join commune_of as c
        on c.area_id = p.area_id
        and ($units = 'today' or p.area_id = 'vn' or c.vintage = p.vintage)
    inner join said as s on s.area_id = c.commune_id and s.goes_up
),

counted as (
    select
        area_id,
        indicator_id,
        max(dated) as dated
    from known
    group by area_id, indicator_id
)

select
    indicator_id,
    count(*) filter (where dated = 1) as areas,
    count(*) filter (where dated = 0) as undated
from counted
group by indicator_id
order by indicator_id
