-- One indicator of one dataset carried over 1 July 2025: today's areas with the figures of the old
-- ones that they were made of, and old areas named with those of today's that they live on in.
-- An area that did not change has the figures as they are, of any kind. Of the others counts add
-- up: value by share, low and high by the share less and plus its margin (0 to 1) where a part is
-- not whole. Open ends stay open, and a sum without all its parts has no upper end. A part counts with
-- its latest value up to the date (cumulative, not over a change of method) or with that of the
-- same period (in_period); each date of a part, slivers aside, is one of the sum.
-- Of several values of one date: as in history_by_area.
-- carried: own (did not change), sum, estimate (shares are reckoned with), or open: nothing can be
-- said, and value is NULL. parts: how many have a figure; missing_parts: the names of the others.
-- grain: one row per area_id and as_of
-- params: $indicator varchar, $dataset varchar, $level varchar, $within varchar, $areas varchar[]
-- columns: area_id varchar, area varchar, short_name varchar, code varchar, level varchar,
--   vintage varchar, province varchar, province_id varchar, parent_id varchar, indicator varchar,
--   timing varchar, period_start date, as_of date, starts_on date, precision varchar,
--   basis varchar, value double, low double, high double, qualifier varchar, unit varchar,
--   unit_en varchar, dataset varchar, source_id varchar, source varchar, url varchar,
--   source_kind varchar, published_on date, origin varchar, in_conflict boolean,
--   disputed boolean, remark_vi varchar, remark_en varchar, carried varchar, parts bigint,
--   missing_parts varchar, oldest_as_of date, oldest_precision varchar
with lines as (
    select
        old_id,
        new_id,
        kind,
        share,
        new_share,
        margin,
        carries,
        carries and kind = 'whole'
        and sum(case when carries then 1 else 0 end) over (partition by new_id) = 1 as unchanged
    from lineage
),

pairs as (
    select
        new_id as area_id,
        old_id as part_id,
        kind,
        share,
        margin,
        unchanged
    from lines
    where carries
    union all
    select
        old_id as area_id,
        new_id as part_id,
        case when unchanged or new_share = 1 then 'whole' when new_share < 0.03 then 'sliver' else 'part' end as kind,
        case when unchanged then 1 else new_share end as share,
        margin,
        unchanged
    from lines as l
    where unchanged
        or (not carries and not exists (select u.old_id from lines as u where u.old_id = l.old_id and u.unchanged))
),

wanted as (
    select
        p.area_id,
        p.part_id,
        p.kind,
        case p.kind when 'whole' then 1 else p.share end as share,
        case p.kind when 'whole' then 1 else greatest(p.share - p.margin, 0) end as least,
        case p.kind when 'whole' then 1 else least(p.share + p.margin, 1) end as most,
        p.unchanged
    from pairs as p
    inner join area as a on a.area_id = p.area_id
    inner join indicator as i on i.indicator_id = $indicator
    where (p.unchanged or (i.kind = 'count' and i.rollup = 'sum'))
        and case
            when cast($areas as varchar[]) is null
                then a.vintage = '2025' and a.level = $level and ($within = '' or a.province_id = $within)
            else list_contains(cast($areas as varchar[]), p.area_id)
        end
),

chosen as (
    select
        o.area_id,
        o.timing,
        o.period_start,
        o.as_of,
        case o.precision when 'day' then 1 when 'month' then 2 else 3 end as coarseness,
        case o.basis when 'printed' then 1 when 'inferred' then 2 else 3 end as doubt,
        o.value,
        o.low,
        o.high,
        o.qualifier,
        o.published_on,
        o.source_id,
        s.kind as source_kind,
        o.origin,
        o.in_conflict,
        coalesce(
            max(case when o.in_conflict then o.as_of end) over (
                partition by o.area_id
                order by o.as_of
            ) >= o.as_of - interval '366' day,
            false
        ) as disputed,
        r.remark_vi,
        r.remark_en,
        b.broke_on
    from observation as o
    inner join source as s on s.source_id = o.source_id
    left join remark as r on r.origin = o.origin
    left join indicator_break as b on b.indicator_id = o.indicator_id and b.broke_on <= o.as_of
    where o.indicator_id = $indicator and o.dataset = $dataset and o.as_of is not null
        and o.area_id in (select part_id from wanted)
    qualify row_number() over (
        partition by o.area_id, o.timing, o.period_start, o.as_of
        order by
            b.broke_on desc nulls last,
            case s.kind when 'original' then 0 else 1 end,
            case o.qualifier when 'exact' then 0 else 1 end,
            coarseness,
            o.value desc,
            o.origin
    ) = 1
),

events as (
    select
        w.area_id,
        c.timing,
        c.period_start,
        c.as_of,
        c.broke_on,
        row_number() over (order by w.area_id, c.as_of, c.timing, c.period_start) as event
    from wanted as w
    inner join chosen as c on c.area_id = w.part_id
    where w.kind <> 'sliver'
    group by w.area_id, c.timing, c.period_start, c.as_of, c.broke_on
),

dated as (
    select
        e.event,
        e.timing,
        e.period_start,
        e.as_of,
        w.part_id,
        w.kind,
        w.share,
        w.least,
        w.most,
        w.unchanged,
        case e.timing
            when 'cumulative'
                then max(c.as_of) over (
                    partition by e.area_id, w.part_id, e.timing, e.broke_on
                    order by e.as_of
                )
            else c.as_of
        end as part_as_of
    from events as e
    inner join wanted as w on w.area_id = e.area_id
    left join chosen as c
        on c.area_id = w.part_id
        and c.timing = e.timing
        and c.as_of = e.as_of
        and c.period_start is not distinct from e.period_start
),

found as (
    select
        d.event,
        d.part_id,
        d.kind,
        d.unchanged,
        c.as_of,
        case when c.as_of = d.as_of then c.coarseness end as coarseness,
        c.coarseness as own_coarseness,
        c.doubt,
        c.value * d.share as value,
        c.low * d.least as low,
        c.high * d.most as high,
        c.qualifier,
        c.published_on,
        c.source_id,
        c.source_kind,
        c.origin,
        c.in_conflict,
        c.disputed,
        c.remark_vi,
        c.remark_en
    from dated as d
    left join chosen as c
        on c.area_id = d.part_id
        and c.timing = d.timing
        and c.as_of = d.part_as_of
        and (d.timing = 'cumulative' or c.period_start is not distinct from d.period_start)
),

missing as (
    select
        f.event,
        string_agg(a.short_name, ', ' order by a.alphabetical, f.part_id) as names
    from found as f
    inner join area as a on a.area_id = f.part_id
    where f.as_of is null
    group by f.event
),

sums as (
    select
        event,
        bool_and(unchanged) as unchanged,
        count(as_of) as parts,
        count(*) - count(as_of) as missing,
        sum(value) as value,
        case when count(low) = count(as_of) then sum(low) end as low,
        case when count(high) = count(*) then sum(high) end as high,
        bool_and(kind = 'whole') as whole,
        bool_and(qualifier = 'exact') as exact,
        max(qualifier) as qualifier,
        max(coarseness) as coarseness,
        max(doubt) as doubt,
        max(published_on) as published_on,
        min(source_id) as source_id,
        max(source_id) as other_source,
        max(source_kind) filter (where source_kind <> 'original') as copied,
        min(origin) as origin,
        bool_or(in_conflict) as in_conflict,
        bool_or(disputed) as disputed,
        max(remark_vi) as remark_vi,
        max(remark_en) as remark_en,
        min(as_of) as oldest_as_of,
        arg_min(own_coarseness, as_of) as oldest_coarseness
    from found
    group by event
    having count(as_of) > 0
),

cited as (
    select
        f.event,
        string_agg(s.source_id, ' ' order by s.source_id) as source_id,
        string_agg(s.title, '; ' order by s.source_id) as source,
        string_agg(nullif(s.url, ''), ' ' order by s.source_id) as url
    from (
        select distinct
            f.event,
            f.source_id
        from found as f
        inner join sums as m on m.event = f.event and m.source_id <> m.other_source
    ) as f
    inner join source as s on s.source_id = f.source_id
    group by f.event
),

said as (
    select
        e.area_id,
        e.timing,
        e.period_start,
        e.as_of,
        m.event,
        m.parts,
        m.value,
        m.low,
        m.high,
        m.qualifier,
        m.exact and m.whole as exact,
        case
            when m.unchanged then 'own'
            when m.high is null and coalesce(m.low, 0) <= 0 then 'open'
            when m.whole then 'sum'
            else 'estimate'
        end as carried,
        m.coarseness,
        m.doubt,
        m.published_on,
        m.source_id,
        m.copied,
        m.origin,
        m.in_conflict,
        m.disputed,
        m.remark_vi,
        m.remark_en,
        m.oldest_as_of,
        m.oldest_coarseness
    from sums as m
    inner join events as e on e.event = m.event
    qualify row_number() over (
        partition by e.area_id, e.as_of
        order by m.missing, e.timing, e.period_start desc nulls last
    ) = 1
)

select
    d.area_id,
    a.name as area,
    a.short_name,
    a.code,
    a.level,
    a.vintage,
    coalesce(p.short_name, '') as province,
    a.province_id,
    a.parent_id,
    i.indicator_id as indicator,
    d.timing,
    d.period_start,
    d.as_of,
    cast(
        case d.coarseness
            when 1 then d.as_of
            when 2 then date_trunc('month', d.as_of)
            else date_trunc('year', d.as_of)
        end as date
    ) as starts_on,
    case d.coarseness when 1 then 'day' when 2 then 'month' else 'year' end as precision,
    case d.doubt when 1 then 'printed' when 2 then 'inferred' else 'plan' end as basis,
    case
        when d.carried = 'open' then null
        when d.carried = 'own' or (d.low is not null and d.high is not null) then d.value
        else coalesce(d.low, d.high)
    end as value,
    d.low,
    d.high,
    case
        when d.carried = 'own' then d.qualifier
        when d.carried = 'open' then null
        when d.exact and d.low is not null and d.high is not null then 'exact'
        when d.low is not null and d.high is not null then 'about'
        when d.low is not null then 'at_least'
        when d.high is not null then 'at_most'
    end as qualifier,
    i.unit_vi as unit,
    i.unit_en,
    $dataset as dataset,
    coalesce(c.source_id, s.source_id) as source_id,
    coalesce(c.source, s.title) as source,
    case when c.event is null then s.url else coalesce(c.url, '') end as url,
    coalesce(d.copied, 'original') as source_kind,
    d.published_on,
    case d.carried when 'own' then d.origin else concat(d.area_id, ' ', d.as_of) end as origin,
    d.in_conflict,
    d.disputed,
    coalesce(d.remark_vi, '') as remark_vi,
    coalesce(d.remark_en, '') as remark_en,
    d.carried,
    d.parts,
    coalesce(n.names, '') as missing_parts,
    d.oldest_as_of,
    case d.oldest_coarseness when 1 then 'day' when 2 then 'month' else 'year' end as oldest_precision
from said as d
inner join area as a on a.area_id = d.area_id
inner join indicator as i on i.indicator_id = $indicator
inner join source as s on s.source_id = d.source_id
left join area as p on p.area_id = a.province_id
left join cited as c on c.event = d.event
left join missing as n on n.event = d.event
order by d.event
