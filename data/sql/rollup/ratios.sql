-- Ratios of what is to be reckoned anew, for every area and commune: from the sums of both parts
-- over the communes that have both for the day and period. Chosen as in sums.sql.
insert into rollup
with wanted as (
    select
        i.indicator_id, i.numerator_id, i.denominator_id, r.dataset, r.as_of,
        case i.unit_en when '%' then 100 else 1 end as factor
    from indicator as i
    inner join renewed as r on r.indicator_id = i.indicator_id
    where i.kind = 'ratio'
),

needed as (
    select dataset, numerator_id as indicator_id, as_of from wanted
    union
    select dataset, denominator_id as indicator_id, as_of from wanted
),

chosen as (
    select
        o.area_id, o.indicator_id, o.dataset, o.timing, o.period_start, o.as_of,
        case o.precision when 'day' then 1 when 'month' then 2 else 3 end as coarseness,
        case o.basis when 'printed' then 1 when 'inferred' then 2 else 3 end as doubt,
        o.value, o.low, o.high, o.qualifier, o.published_on, o.source_id, s.title, o.in_conflict
    from observation as o
    inner join needed as n
        on n.dataset = o.dataset and n.indicator_id = o.indicator_id and n.as_of = o.as_of
    inner join source as s on s.source_id = o.source_id
    qualify row_number() over (
        partition by o.dataset, o.area_id, o.indicator_id, o.as_of
        order by
            case s.kind when 'original' then 0 else 1 end,
            case o.qualifier when 'exact' then 0 else 1 end,
            coarseness,
            o.value desc,
            o.origin
    ) = 1
),

pairs as (
    select
        n.area_id, w.indicator_id, w.factor, n.dataset, n.timing, n.period_start, n.as_of,
        greatest(n.coarseness, d.coarseness) as coarseness,
        greatest(n.doubt, d.doubt) as doubt,
        n.value as above, n.low as above_low, n.high as above_high,
        d.value as below, d.low as below_low, d.high as below_high,
        n.qualifier = 'exact' and d.qualifier = 'exact' as exact,
        n.published_on, n.source_id, n.title,
        n.in_conflict or d.in_conflict as in_conflict
    from wanted as w
    inner join chosen as n
        on n.dataset = w.dataset and n.indicator_id = w.numerator_id and n.as_of = w.as_of
    inner join chosen as d
        on d.dataset = n.dataset and d.indicator_id = w.denominator_id
        and d.area_id = n.area_id and d.as_of = n.as_of
        and d.period_start is not distinct from n.period_start
),

sums as (
    select
        p.area_id, n.indicator_id, n.dataset, n.timing, n.period_start, n.as_of,
        max(n.coarseness) as coarseness,
        max(n.doubt) as doubt,
        max(n.factor) as factor,
        sum(n.above) as above,
        sum(n.below) as below,
        case when count(n.above_low) = count(*) then sum(n.above_low) end as above_low,
        case when count(n.above_high) = count(*) then sum(n.above_high) end as above_high,
        case when count(n.below_low) = count(*) then sum(n.below_low) end as below_low,
        case when count(n.below_high) = count(*) then sum(n.below_high) end as below_high,
        bool_and(n.exact) as exact,
        max(n.published_on) as published_on,
        min(n.source_id) as source_id,
        max(n.source_id) as other_source,
        bool_or(n.in_conflict) as in_conflict,
        count(*) as parts
    from pairs as n
    inner join commune_of as p on p.commune_id = n.area_id
    group by p.area_id, n.indicator_id, n.dataset, n.timing, n.period_start, n.as_of
),

cited as (
    select
        s.area_id, s.indicator_id, s.dataset, s.timing, s.period_start, s.as_of,
        string_agg(distinct n.source_id, ' ' order by n.source_id) as source_ids,
        string_agg(distinct n.title, '; ' order by n.title) as sources
    from sums as s
    inner join commune_of as p on p.area_id = s.area_id
    inner join pairs as n
        on n.area_id = p.commune_id and n.indicator_id = s.indicator_id
        and n.dataset = s.dataset and n.timing = s.timing and n.as_of = s.as_of
        and n.period_start is not distinct from s.period_start
    where s.source_id <> s.other_source
    group by all
),

expected as (
    select area_id, vintage, count(*) as expected
    from commune_of
    group by area_id, vintage
)

select
    s.area_id, s.indicator_id, s.dataset, s.timing, s.period_start, s.as_of,
    case s.coarseness when 1 then 'day' when 2 then 'month' else 'year' end as precision,
    case s.doubt when 1 then 'printed' when 2 then 'inferred' else 'plan' end as basis,
    s.factor * s.above / nullif(s.below, 0) as value,
    s.factor * s.above_low / nullif(s.below_high, 0) as low,
    s.factor * s.above_high / nullif(s.below_low, 0) as high,
    case when s.exact and s.parts >= coalesce(e.expected, 0) then 'exact' else 'about' end as qualifier,
    s.published_on, s.source_id,
    c.source_ids, c.sources,
    s.in_conflict, 'ratio' as carried, s.parts,
    coalesce(e.expected, s.parts) as expected, s.above, s.below
from sums as s
left join expected as e
    on e.area_id = s.area_id
    and e.vintage = case when s.as_of < date '2025-07-01' then '2024' else '2025' end
left join cited as c
    on c.area_id = s.area_id and c.indicator_id = s.indicator_id and c.dataset = s.dataset
    and c.timing = s.timing and c.as_of = s.as_of
    and c.period_start is not distinct from s.period_start
where s.below <> 0
order by s.indicator_id, s.as_of, s.area_id
