-- Sums of what is to be summed anew, for every area above the communes. Of several values of one
-- commune and day one counts, chosen as in the query history_by_area.
insert into rollup
with chosen as (
    select
        o.area_id, o.indicator_id, o.dataset, o.timing, o.period_start, o.as_of,
        case o.precision when 'day' then 1 when 'month' then 2 else 3 end as coarseness,
        case o.basis when 'printed' then 1 when 'inferred' then 2 else 3 end as doubt,
        o.value, o.low, o.high, o.qualifier, o.published_on, o.source_id, s.title, o.in_conflict
    from observation as o
    inner join renewed as r
        on r.dataset = o.dataset and r.indicator_id = o.indicator_id and r.as_of = o.as_of
    inner join indicator as i
        on i.indicator_id = o.indicator_id and i.kind = 'count' and i.rollup = 'sum'
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

sums as (
    select
        p.area_id, c.indicator_id, c.dataset, c.timing, c.period_start, c.as_of,
        max(c.coarseness) as coarseness,
        max(c.doubt) as doubt,
        sum(c.value) as value,
        case when count(c.low) = count(*) then sum(c.low) end as low,
        case when count(c.high) = count(*) then sum(c.high) end as high,
        bool_and(c.qualifier = 'exact') as exact,
        max(c.published_on) as published_on,
        min(c.source_id) as source_id,
        max(c.source_id) as other_source,
        bool_or(c.in_conflict) as in_conflict,
        count(*) as parts
    from chosen as c
    inner join commune_of as p on p.commune_id = c.area_id and p.area_id <> p.commune_id
    group by p.area_id, c.indicator_id, c.dataset, c.timing, c.period_start, c.as_of
),

cited as (
    select
        s.area_id, s.indicator_id, s.dataset, s.timing, s.period_start, s.as_of,
        string_agg(distinct c.source_id, ' ' order by c.source_id) as source_ids,
        string_agg(distinct c.title, '; ' order by c.title) as sources
    from sums as s
    inner join commune_of as p on p.area_id = s.area_id and p.area_id <> p.commune_id
    inner join chosen as c
        on c.area_id = p.commune_id and c.indicator_id = s.indicator_id
        and c.dataset = s.dataset and c.timing = s.timing and c.as_of = s.as_of
        and c.period_start is not distinct from s.period_start
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
    s.value, s.low,
    case when s.parts >= coalesce(e.expected, 0) then s.high end as high,
    case
        when s.parts < e.expected then 'at_least'
        when s.exact then 'exact'
        else 'about'
    end as qualifier,
    s.published_on, s.source_id,
    c.source_ids, c.sources,
    s.in_conflict, 'sum' as carried, s.parts, coalesce(e.expected, s.parts) as expected,
    null as above, null as below
from sums as s
left join expected as e
    on e.area_id = s.area_id
    and e.vintage = case when s.as_of < date '2025-07-01' then '2024' else '2025' end
left join cited as c
    on c.area_id = s.area_id and c.indicator_id = s.indicator_id and c.dataset = s.dataset
    and c.timing = s.timing and c.as_of = s.as_of
    and c.period_start is not distinct from s.period_start
order by s.indicator_id, s.as_of, s.area_id
