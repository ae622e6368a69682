-- The latest change that is sure, wherever one dataset has an indicator on two dates or more:
-- between two values whose days do not overlap and whose bounds do not either. Values that sources
-- dispute or that need a word of care are passed over, and none is compared across a change of
-- method. Where no two values are left, from_value and value are NULL and left_out says why:
-- disputed, period (counts of periods whose length is not known), method, remarked, bounded, or
-- same. least: the part of the change that is sure, most: what it may be at most (NULL: open), both
-- with the sign of the change; share: the sure part of the earlier value.
-- grain: one row per area_id and indicator with at least two dates, without context
-- params: $dataset varchar
-- columns: area_id varchar, area varchar, short_name varchar, level varchar, vintage varchar,
--   province varchar, indicator varchar, name_vi varchar, name_en varchar, kind varchar,
--   pillar varchar, polarity varchar, decimals integer, unit varchar, unit_en varchar,
--   dataset varchar, from_value double, from_qualifier varchar, from_as_of date,
--   from_precision varchar, from_source varchar, from_url varchar, value double,
--   qualifier varchar, as_of date, precision varchar, source varchar, url varchar, least double,
--   most double, share double, left_out varchar
with dated as (
    select
        o.area_id,
        o.indicator_id,
        cast(
            case o.precision
                when 'day' then o.as_of
                when 'month' then date_trunc('month', o.as_of)
                when 'year' then date_trunc('year', o.as_of)
            end as date
        ) as starts_on,
        o.as_of,
        o.precision,
        o.value,
        o.low,
        o.high,
        o.qualifier,
        o.source_id,
        o.origin,
        o.in_conflict,
        r.origin is not null as remarked,
        o.timing = 'in_period' and i.kind = 'count' as of_a_period,
        lag(o.as_of) over (partition by o.area_id, o.indicator_id order by o.as_of) as before
    from observation as o
    inner join indicator as i on i.indicator_id = o.indicator_id
    left join remark as r on r.origin = o.origin
    where o.dataset = $dataset and o.as_of is not null and i.pillar <> 'context'
),

series as (
    select
        d.area_id,
        d.indicator_id,
        max(case when d.in_conflict then 1 else 0 end) as disputed,
        max(case when d.of_a_period then 1 else 0 end) as periods,
        max(case when d.remarked then 1 else 0 end) as remarks,
        max(case when d.qualifier <> 'exact' then 1 else 0 end) as bounds,
        max(case when d.before >= d.starts_on then 1 else 0 end) as overlapping,
        max(case when b.indicator_id is null then 0 else 1 end) as broken,
        max(d.as_of) as as_of
    from dated as d
    left join (select distinct indicator_id from indicator_break) as b
        on b.indicator_id = d.indicator_id
    group by d.area_id, d.indicator_id
    having count(distinct d.as_of) > 1
),

-- Of exact values without anything to look out for, the latest change is that of the latest value
-- from the latest other one: thousands of monthly series cost no pairs.
plain as (
    select
        area_id,
        indicator_id,
        as_of
    from series
    where disputed + periods + remarks + bounds + overlapping + broken = 0
),

last_others as (
    select
        p.area_id,
        p.indicator_id,
        p.as_of,
        max(e.as_of) as from_as_of
    from plain as p
    inner join dated as n
        on n.area_id = p.area_id and n.indicator_id = p.indicator_id and n.as_of = p.as_of
    inner join dated as e
        on e.area_id = p.area_id and e.indicator_id = p.indicator_id and e.value <> n.value
    group by p.area_id, p.indicator_id, p.as_of
),

sound as (
    select
        d.area_id,
        d.indicator_id,
        d.starts_on,
        d.as_of,
        d.low,
        d.high
    from dated as d
    inner join series as s on s.area_id = d.area_id and s.indicator_id = d.indicator_id
    where s.disputed + s.periods + s.remarks + s.bounds + s.overlapping + s.broken > 0
        and not (d.in_conflict or d.remarked or d.of_a_period)
),

pairs as (
    select
        area_id,
        indicator_id,
        as_of,
        from_as_of
    from last_others
    union all
    select
        n.area_id,
        n.indicator_id,
        n.as_of,
        e.as_of as from_as_of
    from sound as n
    inner join sound as e
        on e.area_id = n.area_id and e.indicator_id = n.indicator_id and e.as_of < n.starts_on
    where (n.low > e.high or n.high < e.low)
        and not exists (
            select b.broke_on
            from indicator_break as b
            where b.indicator_id = n.indicator_id and b.broke_on > e.starts_on and b.broke_on <= n.as_of
        )
    qualify rank() over (
        partition by n.area_id, n.indicator_id
        order by n.as_of desc, e.as_of desc
    ) = 1
),

later as (
    select distinct
        d.area_id,
        d.indicator_id,
        d.starts_on,
        d.as_of,
        d.precision,
        d.value,
        d.low,
        d.high,
        d.qualifier,
        d.source_id,
        d.origin
    from dated as d
    inner join pairs as p
        on p.area_id = d.area_id and p.indicator_id = d.indicator_id and p.as_of = d.as_of
    where not (d.in_conflict or d.remarked)
),

earlier as (
    select distinct
        d.area_id,
        d.indicator_id,
        d.starts_on,
        d.as_of,
        d.precision,
        d.value,
        d.low,
        d.high,
        d.qualifier,
        d.source_id,
        d.origin
    from dated as d
    inner join pairs as p
        on p.area_id = d.area_id and p.indicator_id = d.indicator_id and p.from_as_of = d.as_of
    where not (d.in_conflict or d.remarked)
),

changes as (
    select
        n.area_id,
        n.indicator_id,
        e.value as from_value,
        e.qualifier as from_qualifier,
        e.as_of as from_as_of,
        e.precision as from_precision,
        f.title as from_source,
        f.url as from_url,
        n.value,
        n.qualifier,
        n.as_of,
        n.precision,
        s.title as source,
        s.url,
        case when n.low > e.high then n.low - e.high else n.high - e.low end as least,
        case when n.low > e.high then n.high - e.low else n.low - e.high end as most,
        case
            when n.low > e.high then (n.low - e.high) / nullif(e.high, 0)
            else (e.low - n.high) / nullif(e.low, 0)
        end as share
    from later as n
    inner join earlier as e
        on e.area_id = n.area_id and e.indicator_id = n.indicator_id and e.as_of < n.starts_on
    inner join source as s on s.source_id = n.source_id
    inner join source as f on f.source_id = e.source_id
    where n.low > e.high or n.high < e.low
    qualify row_number() over (
        partition by n.area_id, n.indicator_id
        order by
            case s.kind when 'original' then 0 else 1 end,
            case f.kind when 'original' then 0 else 1 end,
            case n.qualifier when 'exact' then 0 else 1 end,
            case e.qualifier when 'exact' then 0 else 1 end,
            n.origin,
            e.origin
    ) = 1
),

breaks as (
    select
        d.area_id,
        d.indicator_id
    from dated as d
    inner join indicator_break as b on b.indicator_id = d.indicator_id
    group by d.area_id, d.indicator_id, b.broke_on
    having min(d.starts_on) < b.broke_on and max(d.as_of) >= b.broke_on
)

select
    s.area_id,
    a.name as area,
    a.short_name,
    a.level,
    a.vintage,
    coalesce(p.short_name, '') as province,
    s.indicator_id as indicator,
    i.name_vi,
    i.name_en,
    i.kind,
    i.pillar,
    i.polarity,
    i.decimals,
    i.unit_vi as unit,
    i.unit_en,
    $dataset as dataset,
    c.from_value,
    c.from_qualifier,
    c.from_as_of,
    c.from_precision,
    c.from_source,
    c.from_url,
    c.value,
    c.qualifier,
    c.as_of,
    c.precision,
    c.source,
    c.url,
    c.least,
    c.most,
    c.share,
    case
        when c.value is not null then null
        when s.disputed = 1 then 'disputed'
        when s.periods = 1 then 'period'
        when exists (
            select b.indicator_id
            from breaks as b
            where b.area_id = s.area_id and b.indicator_id = s.indicator_id
        ) then 'method'
        when s.remarks = 1 then 'remarked'
        when s.bounds = 1 then 'bounded'
        else 'same'
    end as left_out
from series as s
inner join area as a on a.area_id = s.area_id
inner join indicator as i on i.indicator_id = s.indicator_id
left join area as p on p.area_id = a.province_id
left join changes as c on c.area_id = s.area_id and c.indicator_id = s.indicator_id
order by c.share desc nulls last, s.area_id, s.indicator_id
