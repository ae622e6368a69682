-- Targets of communes beside the results of one month, added up to any areas over the communes that
-- have both (view commune_of). What cannot be added up is given for communes alone. Of several
-- targets of a commune the one that is due first counts, in its newest version.
-- parts: communes with target and result; targets: communes with a target; expected: communes there
-- are. target, value, low, high and before are over the parts; asked is the target over all targets.
-- before: result on the day $earlier, of before_parts of the parts; gain: what those added since. operator NULL: not stated by
-- all or not the same. result: own of a commune, or sum. An area with no target has no row.
-- grain: one row per area_id and indicator_id
-- params: $indicators varchar[], $areas varchar[], $kind varchar, $first date, $last date,
--   $day date, $earlier date, $dataset varchar
-- columns: area_id varchar, short_name varchar, alphabetical integer, level varchar,
--   vintage varchar, province_id varchar, indicator_id varchar, timing varchar, due date,
--   last_due date, operator varchar, stated bigint, version integer, revised bigint, target double,
--   asked double, value double, low double, high double, qualifier varchar, before double,
--   gain double, before_parts bigint, parts bigint, targets bigint, expected bigint, source varchar,
--   dataset varchar
with places as (
    select
        area_id,
        commune_id,
        vintage
    from commune_of
    where list_contains(cast($areas as varchar[]), area_id)
        and vintage = case when cast($day as date) < date '2025-07-01' then '2024' else '2025' end
),

counted as (
    select
        area_id,
        count(*) as expected
    from places
    group by area_id
),

communes as (
    select distinct commune_id from places
),

wanted as (
    select
        indicator_id,
        timing,
        kind = 'count' and rollup = 'sum' as adds_up,
        case when kind = 'ratio' then numerator_id end as numerator_id,
        case when kind = 'ratio' then denominator_id end as denominator_id,
        case unit_en when '%' then 100 else 1 end as factor
    from indicator
    where list_contains(cast($indicators as varchar[]), indicator_id)
),

aimed as (
    select
        t.area_id,
        t.indicator_id,
        t.operator,
        t.value,
        t.due,
        t.version,
        t.source_id
    from target as t
    inner join wanted as w on w.indicator_id = t.indicator_id
    inner join communes as c on c.commune_id = t.area_id
    where t.dataset = $dataset
        and t.kind = $kind
        and t.due >= cast($first as date)
        and t.due <= cast($last as date)
    qualify row_number() over (
        partition by t.area_id, t.indicator_id order by t.due, t.version desc, t.origin
    ) = 1
),

needed as (
    select indicator_id from wanted
    union
    select numerator_id from wanted where numerator_id is not null
    union
    select denominator_id from wanted where denominator_id is not null
),

chosen as (
    select
        o.area_id,
        o.indicator_id,
        o.as_of,
        o.value,
        o.low,
        o.high,
        o.qualifier
    from observation as o
    inner join needed as n on n.indicator_id = o.indicator_id
    inner join communes as c on c.commune_id = o.area_id
    inner join source as s on s.source_id = o.source_id
    where o.dataset = $dataset
        and o.as_of in (cast($day as date), cast($earlier as date))
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

reckoned as (
    select
        n.area_id,
        w.indicator_id,
        n.as_of,
        w.factor * n.value / nullif(d.value, 0) as value,
        w.factor * n.low / nullif(d.high, 0) as low,
        w.factor * n.high / nullif(d.low, 0) as high,
        case when n.qualifier = 'exact' and d.qualifier = 'exact' then 'exact' else 'about' end
            as qualifier
    from wanted as w
    inner join chosen as n on n.indicator_id = w.numerator_id
    inner join chosen as d
        on d.indicator_id = w.denominator_id and d.area_id = n.area_id and d.as_of = n.as_of
),

results as (
    select
        area_id,
        indicator_id,
        as_of,
        value,
        low,
        high,
        qualifier,
        0 as preferred
    from chosen
    union all
    select
        area_id,
        indicator_id,
        as_of,
        value,
        low,
        high,
        qualifier,
        1 as preferred
    from reckoned
    where value is not null
),

best as (
    select
        area_id,
        indicator_id,
        as_of,
        value,
        low,
        high,
        qualifier
    from results
    qualify row_number() over (
        partition by area_id, indicator_id, as_of order by preferred
    ) = 1
),

joined as (
    select
        a.area_id,
        a.indicator_id,
        a.operator,
        a.value as target,
        a.due,
        a.version,
        a.source_id,
        n.value,
        n.low,
        n.high,
        n.qualifier,
        case when n.value is not null then e.value end as before
    from aimed as a
    left join best as n
        on n.area_id = a.area_id and n.indicator_id = a.indicator_id
        and n.as_of = cast($day as date)
    left join best as e
        on e.area_id = a.area_id and e.indicator_id = a.indicator_id
        and e.as_of = cast($earlier as date)
),

summed as (
    select
        p.area_id,
        j.indicator_id,
        min(j.due) as due,
        max(j.due) as last_due,
        case when count(j.operator) = count(*) and min(j.operator) = max(j.operator)
            then min(j.operator)
        end as operator,
        count(j.operator) as stated,
        max(j.version) as version,
        count(*) filter (where j.version > 1) as revised,
        sum(j.target) filter (where j.value is not null) as target,
        sum(j.target) as asked,
        sum(j.value) as value,
        case when count(j.low) = count(j.value) then sum(j.low) end as low,
        case when count(j.high) = count(j.value) then sum(j.high) end as high,
        case
            when count(j.value) = 0 then null
            when min(j.qualifier) = max(j.qualifier) then min(j.qualifier)
            else 'about'
        end as qualifier,
        sum(j.before) as before,
        sum(j.value - j.before) as gain,
        count(j.before) as before_parts,
        count(j.value) as parts,
        count(*) as targets,
        string_agg(distinct s.title, '; ' order by s.title) as source
    from places as p
    inner join joined as j on j.area_id = p.commune_id
    inner join wanted as w on w.indicator_id = j.indicator_id
    inner join source as s on s.source_id = j.source_id
    where w.adds_up or p.area_id = p.commune_id
    group by p.area_id, j.indicator_id
)

select
    s.area_id,
    a.short_name,
    a.alphabetical,
    a.level,
    a.vintage,
    a.province_id,
    s.indicator_id,
    w.timing,
    s.due,
    s.last_due,
    s.operator,
    s.stated,
    s.version,
    s.revised,
    s.target,
    s.asked,
    s.value,
    s.low,
    s.high,
    s.qualifier,
    s.before,
    s.gain,
    s.before_parts,
    s.parts,
    s.targets,
    c.expected,
    s.source,
    $dataset as dataset
from summed as s
inner join area as a on a.area_id = s.area_id
inner join wanted as w on w.indicator_id = s.indicator_id
inner join counted as c on c.area_id = s.area_id
order by s.area_id, s.indicator_id
