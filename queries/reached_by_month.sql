-- One indicator's results and targets of a kind over the months, added up over the communes of a
-- place that have both for a month: registered for the month itself, or assigned and due first from
-- its end on, each in its newest version. A sum is over the communes that state how target and
-- result compare; where none does, over all.
-- parts: communes in the sum; unstated: communes left out of it, since they state no sign; expected:
-- communes there are. operator NULL: not stated, or not the same.
-- grain: one row per as_of
-- params: $indicator varchar, $place varchar, $kind varchar, $dataset varchar
-- columns: starts_on date, as_of date, value double, low double, high double, qualifier varchar,
--   in_conflict boolean, target double, operator varchar, due date, last_due date, revised bigint,
--   parts bigint, unstated bigint, expected bigint, source varchar, dataset varchar
with communes as (
    select
        commune_id,
        vintage
    from commune_of
    where area_id = $place
),

counted as (
    select
        vintage,
        count(*) as expected
    from communes
    group by vintage
),

results as (
    select
        o.area_id,
        c.vintage,
        o.as_of,
        o.value,
        o.low,
        o.high,
        o.qualifier,
        o.in_conflict,
        o.source_id
    from observation as o
    inner join communes as c
        on c.commune_id = o.area_id
        and c.vintage = case when o.as_of < date '2025-07-01' then '2024' else '2025' end
    inner join source as s on s.source_id = o.source_id
    where o.dataset = $dataset and o.indicator_id = $indicator and o.as_of is not null
    qualify row_number() over (
        partition by o.area_id, o.as_of
        order by
            case s.kind when 'original' then 0 else 1 end,
            case o.qualifier when 'exact' then 0 else 1 end,
            case o.precision when 'day' then 1 when 'month' then 2 else 3 end,
            o.value desc,
            o.origin
    ) = 1
),

aimed as (
    select
        t.area_id,
        t.operator,
        t.value,
        t.due,
        t.version,
        t.source_id
    from target as t
    inner join communes as c on c.commune_id = t.area_id
    where t.dataset = $dataset and t.indicator_id = $indicator and t.kind = $kind
    qualify row_number() over (
        partition by t.area_id, t.due order by t.version desc, t.origin
    ) = 1
),

joined as (
    select
        r.vintage,
        r.as_of,
        r.value,
        r.low,
        r.high,
        r.qualifier,
        r.in_conflict,
        a.value as target,
        a.operator,
        a.due,
        a.version,
        a.source_id
    from results as r
    inner join aimed as a
        on a.area_id = r.area_id
        and a.due >= case $kind
            when 'registered' then date_trunc('month', r.as_of) else r.as_of
        end
        and ($kind <> 'registered' or a.due <= last_day(r.as_of))
    qualify row_number() over (partition by r.area_id, r.as_of order by a.due) = 1
),

judged as (
    select
        vintage,
        as_of,
        value,
        low,
        high,
        qualifier,
        in_conflict,
        target,
        operator,
        due,
        version,
        source_id,
        count(operator) over (partition by as_of) as stated,
        count(*) over (partition by as_of) as told
    from joined
)

select
    cast(date_trunc('month', j.as_of) as date) as starts_on,
    j.as_of,
    sum(j.value) as value,
    case when count(j.low) = count(*) then sum(j.low) end as low,
    case when count(j.high) = count(*) then sum(j.high) end as high,
    case when min(j.qualifier) = max(j.qualifier) then min(j.qualifier) else 'about' end
        as qualifier,
    bool_or(j.in_conflict) as in_conflict,
    sum(j.target) as target,
    case when count(j.operator) = count(*) and min(j.operator) = max(j.operator)
        then min(j.operator)
    end as operator,
    min(j.due) as due,
    max(j.due) as last_due,
    count(*) filter (where j.version > 1) as revised,
    count(*) as parts,
    max(j.told) - count(*) as unstated,
    max(n.expected) as expected,
    string_agg(distinct s.title, '; ' order by s.title) as source,
    $dataset as dataset
from judged as j
inner join counted as n on n.vintage = j.vintage
inner join source as s on s.source_id = j.source_id
where j.operator is not null or j.stated = 0
group by j.as_of
order by j.as_of
