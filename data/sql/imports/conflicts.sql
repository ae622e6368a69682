-- Marks anew what is in conflict among the touched areas and indicators: days that overlap and
-- bounds that do not. Periods of one source and one precision do not overlap, and only where days
-- overlap at all are figures compared pair by pair.
create or replace temp table conflicting as
with several as (
    select o.area_id, o.indicator_id
    from observation as o
    semi join touched as t on t.area_id = o.area_id and t.indicator_id = o.indicator_id
    where o.dataset = $dataset
    group by o.area_id, o.indicator_id
    having
        min(o.source_id) <> max(o.source_id)
        or min(o.precision) <> max(o.precision)
        or bool_or(o.in_conflict)
),

spanned as (
    select
        o.area_id, o.indicator_id, o.source_id, o.origin, o.as_of, o.precision, o.low, o.high,
        o.in_conflict,
        case o.precision
            when 'day' then o.as_of
            when 'month' then date_trunc('month', o.as_of)
            when 'year' then date_trunc('year', o.as_of)
        end as starts_on
    from observation as o
    semi join several as t on t.area_id = o.area_id and t.indicator_id = o.indicator_id
    where o.dataset = $dataset
),

overlapping as (
    select distinct area_id, indicator_id
    from spanned
    qualify
        max(as_of) over (
            partition by area_id, indicator_id order by starts_on, as_of
            rows between unbounded preceding and 1 preceding
        ) >= starts_on
        or in_conflict
),

dated as (
    select s.*
    from spanned as s
    semi join overlapping as o on o.area_id = s.area_id and o.indicator_id = s.indicator_id
),

contradicted as (
    select distinct s.area_id, s.indicator_id, s.as_of, s.precision, s.source_id, s.origin
    from dated as s
    inner join dated as other
        on
            other.area_id = s.area_id
            and other.indicator_id = s.indicator_id
            and other.starts_on <= s.as_of
            and other.as_of >= s.starts_on
    where other.low > s.high or other.high < s.low
)

select
    d.area_id, d.indicator_id, d.as_of, d.precision, d.source_id, d.origin,
    c.area_id is not null as in_conflict
from dated as d
left join contradicted as c
    on
        c.area_id = d.area_id and c.indicator_id = d.indicator_id and c.as_of = d.as_of
        and c.precision = d.precision and c.source_id = d.source_id and c.origin = d.origin
where d.in_conflict <> (c.area_id is not null)
