-- How much of each indicator today's areas of one level have in one dataset, figures of before 1
-- July 2025 carried over: in the whole country or in one province. Counts are carried wherever a
-- part has one, ratios where both counts are, of areas that did not change all. undated: areas that
-- have nothing but undated values of their own.
-- grain: one row per indicator with a value there
-- params: $level varchar, $within varchar, $dataset varchar
-- columns: indicator_id varchar, areas bigint, undated bigint
with places as (
    select area_id
    from area
    where vintage = '2025' and level = $level and ($within = '' or province_id = $within)
),

lines as (
    select
        new_id,
        old_id,
        kind,
        kind = 'whole' and count(*) over (partition by new_id) = 1 as unchanged
    from lineage
    where carries
),

held as (
    select
        o.area_id,
        o.indicator_id,
        max(case when o.as_of is null then 0 else 1 end) as dated
    from observation as o
    where o.dataset = $dataset
    group by o.area_id, o.indicator_id
),

known as (
    select
        p.area_id,
        h.indicator_id,
        h.dated
    from places as p
    inner join held as h on h.area_id = p.area_id
    union all
    select
        p.area_id,
        h.indicator_id,
        h.dated
    from places as p
    inner join lines as l on l.new_id = p.area_id and l.kind <> 'sliver'
    inner join held as h on h.area_id = l.old_id and h.dated = 1
    inner join indicator as i on i.indicator_id = h.indicator_id
    where l.unchanged or (i.kind = 'count' and i.rollup = 'sum')
),

everything as (
    select
        area_id,
        indicator_id,
        dated
    from known
    union all
    select
        n.area_id,
        i.indicator_id,
        1 as dated
    from indicator as i
    inner join known as n on n.indicator_id = i.numerator_id and n.dated = 1
    inner join known as d on d.indicator_id = i.denominator_id and d.area_id = n.area_id and d.dated = 1
    where not exists (select l.new_id from lines as l where l.new_id = n.area_id and l.unchanged)
)

select
    indicator_id,
    count(distinct case when dated = 1 then area_id end) as areas,
    count(distinct area_id) - count(distinct case when dated = 1 then area_id end) as undated
from everything
group by indicator_id
order by indicator_id
