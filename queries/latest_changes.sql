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
        f.area_id,
        f.indicator,
        f.dataset,
        f.starts_on,
        f.as_of,
        f.precision,
        f.value,
        f.low,
        f.high,
        f.qualifier,
        f.source,
        f.url,
        f.source_kind,
        f.origin,
        f.in_conflict,
        f.remark_en <> '' as remarked,
        f.timing = 'in_period' and i.kind = 'count' as of_a_period
    from figure as f
    inner join indicator as i on i.indicator_id = f.indicator
    where f.dataset = $dataset and f.as_of is not null and i.pillar <> 'context'
),

changes as (
    select
        n.area_id,
        n.indicator,
        n.dataset,
        e.value as from_value,
        e.qualifier as from_qualifier,
        e.as_of as from_as_of,
        e.precision as from_precision,
        e.source as from_source,
        e.url as from_url,
        n.value,
        n.qualifier,
        n.as_of,
        n.precision,
        n.source,
        n.url,
        case when n.low > e.high then n.low - e.high else n.high - e.low end as least,
        case when n.low > e.high then n.high - e.low else n.low - e.high end as most,
        case
            when n.low > e.high then (n.low - e.high) / nullif(e.high, 0)
            else (e.low - n.high) / nullif(e.low, 0)
        end as share
    from dated as n
    inner join dated as e
        on e.area_id = n.area_id
        and e.indicator = n.indicator
        and e.dataset = n.dataset
        and e.as_of < n.starts_on
    where not (n.in_conflict or e.in_conflict or n.remarked or e.remarked or n.of_a_period or e.of_a_period)
        and (n.low > e.high or n.high < e.low)
        and not exists (
            select b.broke_on
            from indicator_break as b
            where b.indicator_id = n.indicator and b.broke_on > e.starts_on and b.broke_on <= n.as_of
        )
    qualify row_number() over (
        partition by n.area_id, n.indicator, n.dataset
        order by
            n.as_of desc,
            e.as_of desc,
            case n.source_kind when 'original' then 0 else 1 end,
            case e.source_kind when 'original' then 0 else 1 end,
            case n.qualifier when 'exact' then 0 else 1 end,
            case e.qualifier when 'exact' then 0 else 1 end,
            n.origin,
            e.origin
    ) = 1
),

breaks as (
    select
        d.area_id,
        d.indicator,
        d.dataset
    from dated as d
    inner join indicator_break as b on b.indicator_id = d.indicator
    group by d.area_id, d.indicator, d.dataset, b.broke_on
    having min(d.starts_on) < b.broke_on and max(d.as_of) >= b.broke_on
),

series as (
    select
        area_id,
        indicator,
        dataset,
        max(case when in_conflict then 1 else 0 end) as disputed,
        max(case when of_a_period then 1 else 0 end) as periods,
        max(case when remarked then 1 else 0 end) as remarks,
        max(case when qualifier <> 'exact' then 1 else 0 end) as bounds
    from dated
    group by area_id, indicator, dataset
    having count(distinct as_of) > 1
)

select
    s.area_id,
    a.name as area,
    a.short_name,
    a.level,
    a.vintage,
    coalesce(p.short_name, '') as province,
    s.indicator,
    i.name_vi,
    i.name_en,
    i.kind,
    i.pillar,
    i.polarity,
    i.decimals,
    i.unit_vi as unit,
    i.unit_en,
    s.dataset,
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
            select b.indicator
            from breaks as b
            where b.area_id = s.area_id and b.indicator = s.indicator and b.dataset = s.dataset
        ) then 'method'
        when s.remarks = 1 then 'remarked'
        when s.bounds = 1 then 'bounded'
        else 'same'
    end as left_out
from series as s
inner join area as a on a.area_id = s.area_id
inner join indicator as i on i.indicator_id = s.indicator
left join area as p on p.area_id = a.province_id
left join changes as c on c.area_id = s.area_id and c.indicator = s.indicator and c.dataset = s.dataset
order by c.share desc nulls last, s.area_id, s.indicator, s.dataset
