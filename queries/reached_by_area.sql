-- Targets of communes beside the results of one month, added up to any areas over the communes that
-- have both (table commune_of). What cannot be added up is given for communes alone. Of several
-- targets of a commune the one that is due first counts, in its newest version.
-- A sum is over the communes that state how target and result compare; where none does, over all.
-- parts: communes in the sum; unstated: communes left out of it, since they state no sign;
-- signs: how many different signs the parts state; targets: communes with a target; expected:
-- communes there are.
-- target, value, low, high and before are over the parts; asked is the target over all targets.
-- before: result on the day $earlier, of before_parts of the parts; gain: what those added since.
-- operator NULL: not stated, not by all, or not the same; without parts it is that of the targets.
-- An area with no target has no row.
-- grain: one row per area_id and indicator_id
-- params: $indicators varchar[], $areas varchar[], $kind varchar, $first date, $last date,
--   $day date, $earlier date, $dataset varchar
-- columns: area_id varchar, short_name varchar, alphabetical integer, level varchar,
--   vintage varchar, province_id varchar, indicator_id varchar, timing varchar, due date,
--   last_due date, operator varchar, signs bigint, version integer, revised bigint, target double,
--   asked double, value double, low double, high double, qualifier varchar, before double,
--   gain double, before_parts bigint, parts bigint, unstated bigint, targets bigint, expected bigint,
--   source varchar, dataset varchar
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

placed as (
    select
        p.area_id,
        j.indicator_id,
        j.operator,
        j.target,
        j.due,
        j.version,
        j.source_id,
        j.value,
        j.low,
        j.high,
        j.qualifier,
        j.before,
        j.value is not null as is_reported,
        max(case when j.value is not null and j.operator is not null then 1 else 0 end) over (
            partition by p.area_id, j.indicator_id
        ) = 1 as some_state
    from places as p
    inner join joined as j on j.area_id = p.commune_id
    inner join wanted as w on w.indicator_id = j.indicator_id
    where w.adds_up or p.area_id = p.commune_id
),

marked as (
    select
        area_id,
        indicator_id,
        operator,
        target,
        due,
        version,
        source_id,
        value,
        low,
        high,
        qualifier,
        before,
        is_reported,
        is_reported and (operator is not null or not some_state) as compares
    from placed
),

summed as (
    select
        m.area_id,
        m.indicator_id,
        min(m.due) as due,
        max(m.due) as last_due,
        case
            when count(*) filter (where m.compares) > 0
                then case when count(distinct case when m.compares then m.operator end) = 1
                    then min(m.operator) filter (where m.compares)
                end
            when count(m.operator) = count(*) and min(m.operator) = max(m.operator)
                then min(m.operator)
        end as operator,
        case
            when count(*) filter (where m.compares) > 0
                then count(distinct case when m.compares then m.operator end)
            else count(distinct m.operator)
        end as signs,
        max(m.version) as version,
        count(*) filter (where m.version > 1) as revised,
        sum(m.target) filter (where m.compares) as target,
        sum(m.target) as asked,
        sum(m.value) filter (where m.compares) as value,
        case when count(m.low) filter (where m.compares) = count(*) filter (where m.compares)
            then sum(m.low) filter (where m.compares)
        end as low,
        case when count(m.high) filter (where m.compares) = count(*) filter (where m.compares)
            then sum(m.high) filter (where m.compares)
        end as high,
        case
            when count(*) filter (where m.compares) = 0 then null
            when min(m.qualifier) filter (where m.compares)
                = max(m.qualifier) filter (where m.compares)
                then min(m.qualifier) filter (where m.compares)
            else 'about'
        end as qualifier,
        sum(m.before) filter (where m.compares) as before,
        sum(m.value - m.before) filter (where m.compares) as gain,
        count(m.before) filter (where m.compares) as before_parts,
        count(*) filter (where m.compares) as parts,
        count(*) filter (where m.is_reported and not m.compares) as unstated,
        count(*) as targets,
        array_to_string(list_sort(list_distinct(array_agg(s.title))), '; ') as source
    from marked as m
    inner join source as s on s.source_id = m.source_id
    group by m.area_id, m.indicator_id
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
    s.signs,
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
    s.unstated,
    s.targets,
    c.expected,
    s.source,
    $dataset as dataset
from summed as s
inner join area as a on a.area_id = s.area_id
inner join wanted as w on w.indicator_id = s.indicator_id
inner join counted as c on c.area_id = s.area_id
order by s.area_id, s.indicator_id
