-- How much counts of communes changed from the month before to the month that $last ends, beside
-- what is usual there: step is ln((value + 1) / (before + 1)). usual and spread are the median of
-- the commune's earlier steps since $first and their median distance from it; steps counts them
-- (NULL and 0 where there is none). A month without a value makes no step to the next.
-- grain: one row per commune and indicator
-- params: $areas varchar[], $first date, $last date, $dataset varchar
-- columns: area_id varchar, province_id varchar, indicator varchar, as_of date, value double,
--   before double, step double, usual double, spread double, steps bigint
with places as (
    select distinct commune_id
    from commune_of
    where list_contains(cast($areas as varchar[]), area_id)
),

chosen as (
    select
        o.area_id,
        o.indicator_id,
        o.as_of,
        o.value
    from observation as o
    inner join places as p on p.commune_id = o.area_id
    inner join indicator as i on i.indicator_id = o.indicator_id and i.kind = 'count'
    inner join source as s on s.source_id = o.source_id
    where o.dataset = $dataset
        and o.as_of >= cast($first as date) and o.as_of <= cast($last as date)
        and o.as_of = last_day(o.as_of)
        and o.value >= 0
    qualify row_number() over (
        partition by o.area_id, o.indicator_id, o.as_of
        order by
            case s.kind when 'original' then 0 else 1 end,
            case o.qualifier when 'exact' then 0 else 1 end,
            case o.precision when 'day' then 0 when 'month' then 1 else 2 end,
            o.value desc,
            o.origin
    ) = 1
),

stepped as (
    select
        area_id,
        indicator_id,
        as_of,
        value,
        lag(value) over w as before,
        date_diff('month', lag(as_of) over w, as_of) as months
    from chosen
    window w as (partition by area_id, indicator_id order by as_of)
),

steps as (
    select
        area_id,
        indicator_id,
        as_of,
        value,
        before,
        ln((value + 1) / nullif(before + 1, 0)) as step
    from stepped
    where months = 1
),

earlier as (
    select
        area_id,
        indicator_id,
        step,
        median(step) over (partition by area_id, indicator_id) as usual
    from steps
    where as_of < cast($last as date)
),

habits as (
    select
        area_id,
        indicator_id,
        max(usual) as usual,
        median(abs(step - usual)) as spread,
        count(*) as steps
    from earlier
    group by area_id, indicator_id
)

select
    s.area_id,
    a.province_id,
    s.indicator_id as indicator,
    s.as_of,
    s.value,
    s.before,
    s.step,
    h.usual,
    h.spread,
    coalesce(h.steps, 0) as steps
from steps as s
inner join area as a on a.area_id = s.area_id
left join habits as h on h.area_id = s.area_id and h.indicator_id = s.indicator_id
where s.as_of = cast($last as date)
order by s.indicator_id, a.province_id, s.area_id
