-- Cumulative counts that fell; and values at least three times above or below what is usual for
-- their own area: more than five robust standard deviations (1.4826 times the median distance)
-- from the median of the logarithms of five values or more.
insert into trouble
with stepped as (
    select
        s.indicator_id,
        s.row,
        s.place,
        s.value,
        s.high,
        lag(s.low) over w as low_before,
        lag(s.value) over w as before
    from series as s
    window w as (partition by s.area_id, s.indicator_id order by s.as_of, s.row)
),

varied as (
    select area_id, indicator_id
    from series
    group by area_id, indicator_id
    having count(*) >= 5 and max(value) >= 3 * min(value)
),

centred as (
    select
        s.area_id,
        s.indicator_id,
        s.row,
        s.place,
        s.value,
        ln(s.value + 1) as size,
        median(ln(s.value + 1)) over (partition by s.area_id, s.indicator_id) as usual
    from series as s
    semi join varied as v on v.area_id = s.area_id and v.indicator_id = s.indicator_id
    where s.value >= 0
),

spread as (
    select
        c.row,
        c.place,
        c.value,
        c.size,
        c.usual,
        median(abs(c.size - c.usual)) over (partition by c.area_id, c.indicator_id) as deviation
    from centred as c
)

select 'fell', t.row, t.place, plain(t.value), plain(t.before)
from stepped as t
inner join indicator as i on i.indicator_id = t.indicator_id
where
    t.row is not null
    and t.high < t.low_before
    and i.timing = 'cumulative'
    and i.kind = 'count'
    and i.pillar <> 'context'
union all
select 'outlier', s.row, s.place, plain(s.value), '≈ ' || plain(round(exp(s.usual) - 1))
from spread as s
where
    s.row is not null
    and abs(s.size - s.usual) > greatest(ln(3), 5 * 1.4826 * s.deviation)
