-- Indicators of one dataset for some areas and days, summed from communes where the area has no
-- figure of its own for that day: counts that may be added up, and ratios reckoned anew from the
-- sums of both parts over the communes that have both. A district or province that ended on 1 July
-- 2025 goes on as the group of its communes of today (view commune_of).
-- carried: own, sum or ratio. parts: how many communes are in it; expected: how many there are.
-- Where parts are missing a sum is a lower bound (at_least, high is NULL), and a ratio is that of
-- the communes that said both (about). Of several values of one commune and day: as in
-- history_by_area.
-- grain: one row per area_id, indicator and as_of
-- params: $indicators varchar[], $areas varchar[], $first date, $last date, $dataset varchar
-- columns: area_id varchar, area varchar, short_name varchar, code varchar, level varchar,
--   vintage varchar, province varchar, province_id varchar, parent_id varchar, indicator varchar,
--   timing varchar, period_start date, as_of date, starts_on date, precision varchar,
--   basis varchar, value double, low double, high double, qualifier varchar, unit varchar,
--   unit_en varchar, dataset varchar, source_id varchar, source varchar, url varchar,
--   source_kind varchar, published_on date, origin varchar, in_conflict boolean,
--   disputed boolean, remark_vi varchar, remark_en varchar, carried varchar, parts bigint,
--   expected bigint
with wanted as (
    select
        indicator_id,
        kind,
        kind = 'count' and rollup = 'sum' as adds_up,
        case when kind = 'ratio' then numerator_id end as numerator_id,
        case when kind = 'ratio' then denominator_id end as denominator_id,
        case unit_en when '%' then 100 else 1 end as factor
    from indicator
    where list_contains(cast($indicators as varchar[]), indicator_id)
),

needed as (
    select indicator_id from wanted
    union
    select numerator_id from wanted where numerator_id is not null
    union
    select denominator_id from wanted where denominator_id is not null
),

places as (
    select
        c.area_id,
        c.commune_id,
        c.vintage
    from commune_of as c
    where list_contains(cast($areas as varchar[]), c.area_id)
),

counted as (
    select
        area_id,
        vintage,
        count(*) as expected
    from places
    group by area_id, vintage
),

asked as (
    select commune_id as area_id from places
    union
    select area_id from area where list_contains(cast($areas as varchar[]), area_id)
),

chosen as (
    select
        o.area_id,
        o.indicator_id,
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
        o.origin,
        o.in_conflict
    from observation as o
    inner join needed as n on n.indicator_id = o.indicator_id
    inner join asked as q on q.area_id = o.area_id
    inner join source as s on s.source_id = o.source_id
    where o.dataset = $dataset
        and o.as_of >= cast($first as date)
        and o.as_of <= cast($last as date)
    qualify row_number() over (
        partition by o.area_id, o.indicator_id, o.as_of
        order by
            case s.kind when 'original' then 0 else 1 end,
            case o.qualifier when 'exact' then 0 else 1 end,
            coarseness,
            o.value desc,
            o.origin
    ) = 1
),

own as (
    select
        c.area_id,
        c.indicator_id,
        c.timing,
        c.period_start,
        c.as_of,
        c.coarseness,
        c.doubt,
        c.value,
        c.low,
        c.high,
        c.qualifier,
        c.published_on,
        c.source_id,
        c.source_id as other_source,
        c.origin,
        c.in_conflict,
        'own' as carried,
        1 as parts
    from chosen as c
    inner join wanted as w on w.indicator_id = c.indicator_id
    where list_contains(cast($areas as varchar[]), c.area_id)
),

sums as (
    select
        p.area_id,
        c.indicator_id,
        c.timing,
        c.period_start,
        c.as_of,
        max(c.coarseness) as coarseness,
        max(c.doubt) as doubt,
        sum(c.value) as value,
        case when count(c.low) = count(*) then sum(c.low) end as low,
        case when count(c.high) = count(*) then sum(c.high) end as high,
        case when bool_and(c.qualifier = 'exact') then 'exact' else 'about' end as qualifier,
        max(c.published_on) as published_on,
        min(c.source_id) as source_id,
        max(c.source_id) as other_source,
        min(c.origin) as origin,
        bool_or(c.in_conflict) as in_conflict,
        'sum' as carried,
        count(*) as parts
    from chosen as c
    inner join wanted as w on w.indicator_id = c.indicator_id and w.adds_up
    inner join places as p on p.commune_id = c.area_id and p.area_id <> p.commune_id
    group by p.area_id, c.indicator_id, c.timing, c.period_start, c.as_of
),

pairs as (
    select
        n.area_id as commune_id,
        w.indicator_id,
        w.factor,
        n.timing,
        n.period_start,
        n.as_of,
        greatest(n.coarseness, d.coarseness) as coarseness,
        greatest(n.doubt, d.doubt) as doubt,
        n.value as above,
        n.low as above_low,
        n.high as above_high,
        d.value as below,
        d.low as below_low,
        d.high as below_high,
        n.qualifier = 'exact' and d.qualifier = 'exact' as exact,
        n.published_on,
        n.source_id,
        n.origin,
        n.in_conflict or d.in_conflict as in_conflict
    from wanted as w
    inner join chosen as n on n.indicator_id = w.numerator_id
    inner join chosen as d
        on d.indicator_id = w.denominator_id and d.area_id = n.area_id and d.as_of = n.as_of
        and d.period_start is not distinct from n.period_start
),

ratios as (
    select
        p.area_id,
        r.indicator_id,
        r.timing,
        r.period_start,
        r.as_of,
        max(r.coarseness) as coarseness,
        max(r.doubt) as doubt,
        max(r.factor) * sum(r.above) / nullif(sum(r.below), 0) as value,
        case
            when count(r.above_low) = count(*) and count(r.below_high) = count(*)
                then max(r.factor) * sum(r.above_low) / nullif(sum(r.below_high), 0)
        end as low,
        case
            when count(r.above_high) = count(*) and count(r.below_low) = count(*)
                then max(r.factor) * sum(r.above_high) / nullif(sum(r.below_low), 0)
        end as high,
        case when bool_and(r.exact) then 'exact' else 'about' end as qualifier,
        max(r.published_on) as published_on,
        min(r.source_id) as source_id,
        max(r.source_id) as other_source,
        min(r.origin) as origin,
        bool_or(r.in_conflict) as in_conflict,
        'ratio' as carried,
        count(*) as parts
    from pairs as r
    inner join places as p on p.commune_id = r.commune_id
    group by p.area_id, r.indicator_id, r.timing, r.period_start, r.as_of
),

found as (
    select
        area_id,
        indicator_id,
        timing,
        period_start,
        as_of,
        coarseness,
        doubt,
        value,
        low,
        high,
        qualifier,
        published_on,
        source_id,
        other_source,
        origin,
        in_conflict,
        carried,
        parts
    from own
    union all
    select
        area_id,
        indicator_id,
        timing,
        period_start,
        as_of,
        coarseness,
        doubt,
        value,
        low,
        high,
        qualifier,
        published_on,
        source_id,
        other_source,
        origin,
        in_conflict,
        carried,
        parts
    from sums
    union all
    select
        area_id,
        indicator_id,
        timing,
        period_start,
        as_of,
        coarseness,
        doubt,
        value,
        low,
        high,
        qualifier,
        published_on,
        source_id,
        other_source,
        origin,
        in_conflict,
        carried,
        parts
    from ratios
    where value is not null
),

best as (
    select
        f.area_id,
        f.indicator_id,
        f.timing,
        f.period_start,
        f.as_of,
        f.coarseness,
        f.doubt,
        f.value,
        f.low,
        f.high,
        f.qualifier,
        f.published_on,
        f.source_id,
        f.other_source,
        f.origin,
        f.in_conflict,
        f.carried,
        f.parts,
        case f.carried when 'own' then 1 else n.expected end as expected
    from found as f
    left join counted as n
        on n.area_id = f.area_id
        and n.vintage = case when f.as_of < date '2025-07-01' then '2024' else '2025' end
    qualify row_number() over (
        partition by f.area_id, f.indicator_id, f.as_of
        order by
            case f.carried when 'own' then 0 else 1 end,
            f.timing,
            f.period_start desc nulls last
    ) = 1
),

cited as (
    select
        p.area_id,
        c.indicator_id,
        c.as_of,
        string_agg(distinct s.source_id, ' ' order by s.source_id) as source_id,
        string_agg(distinct s.title, '; ' order by s.title) as source
    from best as b
    inner join places as p on p.area_id = b.area_id
    inner join wanted as w on w.indicator_id = b.indicator_id
    inner join chosen as c
        on c.area_id = p.commune_id and c.as_of = b.as_of
        and c.indicator_id = coalesce(w.numerator_id, w.indicator_id)
    inner join source as s on s.source_id = c.source_id
    where b.carried <> 'own' and b.source_id <> b.other_source
    group by p.area_id, c.indicator_id, c.as_of
)

select
    b.area_id,
    a.name as area,
    a.short_name,
    a.code,
    a.level,
    a.vintage,
    coalesce(p.short_name, '') as province,
    a.province_id,
    a.parent_id,
    b.indicator_id as indicator,
    b.timing,
    b.period_start,
    b.as_of,
    cast(
        case b.coarseness
            when 1 then b.as_of
            when 2 then date_trunc('month', b.as_of)
            else date_trunc('year', b.as_of)
        end as date
    ) as starts_on,
    case b.coarseness when 1 then 'day' when 2 then 'month' else 'year' end as precision,
    case b.doubt when 1 then 'printed' when 2 then 'inferred' else 'plan' end as basis,
    b.value,
    b.low,
    case when b.carried = 'sum' and b.parts < b.expected then null else b.high end as high,
    case
        when b.carried = 'own' or b.parts >= b.expected then b.qualifier
        when b.carried = 'sum' then 'at_least'
        else 'about'
    end as qualifier,
    i.unit_vi as unit,
    i.unit_en,
    $dataset as dataset,
    coalesce(c.source_id, b.source_id) as source_id,
    coalesce(c.source, s.title) as source,
    case when c.area_id is null then s.url else '' end as url,
    s.kind as source_kind,
    b.published_on,
    case b.carried when 'own' then b.origin else concat(b.area_id, ' ', b.as_of) end as origin,
    b.in_conflict,
    b.in_conflict as disputed,
    coalesce(r.remark_vi, '') as remark_vi,
    coalesce(r.remark_en, '') as remark_en,
    b.carried,
    b.parts,
    b.expected
from best as b
inner join area as a on a.area_id = b.area_id
inner join indicator as i on i.indicator_id = b.indicator_id
inner join source as s on s.source_id = b.source_id
left join area as p on p.area_id = a.province_id
left join cited as c
    on c.area_id = b.area_id and c.as_of = b.as_of
    and c.indicator_id = coalesce(case when i.kind = 'ratio' then i.numerator_id end, i.indicator_id)
left join remark as r on r.origin = b.origin and b.carried = 'own'
order by b.indicator_id, b.as_of, b.area_id
