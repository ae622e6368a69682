-- What changed between two days in one area, over the communes that reported both: counts summed,
-- ratios reckoned anew from the sums of both parts. Nothing where no commune reported both.
-- exact: every figure in it is; a difference of bounds is not known.
-- grain: one row per indicator
-- params: $indicators varchar[], $area varchar, $first date, $last date, $dataset varchar
-- columns: indicator varchar, earlier double, later double, exact boolean, parts bigint
with wanted as (
    select
        indicator_id,
        coalesce(case when kind = 'ratio' then numerator_id end, indicator_id) as above_id,
        case when kind = 'ratio' then denominator_id end as below_id,
        case unit_en when '%' then 100 else 1 end as factor
    from indicator
    where list_contains(cast($indicators as varchar[]), indicator_id)
        and ((kind = 'count' and rollup = 'sum') or kind = 'ratio')
),

needed as (
    select above_id as indicator_id from wanted
    union
    select below_id from wanted where below_id is not null
),

places as (
    select distinct commune_id as area_id from commune_of where area_id = $area
),

chosen as (
    select
        o.area_id,
        o.indicator_id,
        o.as_of,
        o.value,
        o.qualifier = 'exact' as exact
    from observation as o
    inner join needed as n on n.indicator_id = o.indicator_id
    inner join places as p on p.area_id = o.area_id
    inner join source as s on s.source_id = o.source_id
    where o.dataset = $dataset
        and o.as_of >= cast($first as date)
        and o.as_of <= cast($last as date)
    qualify row_number() over (
        partition by o.area_id, o.indicator_id, o.as_of
        order by
            case s.kind when 'original' then 0 else 1 end,
            case o.qualifier when 'exact' then 0 else 1 end,
            case o.precision when 'day' then 1 when 'month' then 2 else 3 end,
            o.value desc,
            o.origin
    ) = 1
),

both_days as (
    select
        a.area_id,
        a.indicator_id,
        a.value as earlier,
        b.value as later,
        a.exact and b.exact as exact
    from chosen as a
    inner join chosen as b on b.area_id = a.area_id and b.indicator_id = a.indicator_id
    where a.as_of = cast($first as date) and b.as_of = cast($last as date)
)

select
    w.indicator_id as indicator,
    case
        when w.below_id is null then sum(n.earlier)
        else max(w.factor) * sum(n.earlier) / nullif(sum(d.earlier), 0)
    end as earlier,
    case
        when w.below_id is null then sum(n.later)
        else max(w.factor) * sum(n.later) / nullif(sum(d.later), 0)
    end as later,
    bool_and(n.exact and coalesce(d.exact, true)) as exact,
    count(*) as parts
from wanted as w
inner join both_days as n on n.indicator_id = w.above_id
left join both_days as d on d.indicator_id = w.below_id and d.area_id = n.area_id
where w.below_id is null or d.area_id is not null
group by w.indicator_id, w.below_id
order by w.indicator_id
