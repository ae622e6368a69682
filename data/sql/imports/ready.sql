-- One row per figure that the cells give: a fraction gives its parts as well.
create or replace temp table ready as
with known as (
    select
        l.row,
        l.place,
        l.area_id,
        l.as_of,
        l.precision,
        l.period_start,
        l.indicator_id,
        i.kind,
        i.numerator_id,
        i.denominator_id,
        l.value,
        case when l.qualifier = 'exact' then l.value else l.said_low end as low,
        case when l.qualifier = 'exact' then l.value else l.said_high end as high,
        l.qualifier,
        l.numerator,
        l.denominator
    from located as l
    inner join indicator as i on i.indicator_id = l.indicator_id
    where l.area_id is not null and l.as_of is not null and l.value is not null
),

whole_of as (
    select numerator_id, min(denominator_id) as denominator_id
    from indicator
    where kind = 'ratio' and numerator_id is not null and denominator_id is not null
    group by numerator_id
    having count(distinct denominator_id) = 1
),

figures as (
    select
        k.row, k.place, k.area_id, k.as_of, k.precision, k.period_start, k.indicator_id,
        case when k.kind = 'ratio' and k.denominator > 0
            then 100 * k.numerator / k.denominator
            else k.value
        end as value,
        case when k.kind = 'ratio' and k.denominator > 0
            then 100 * k.numerator / k.denominator
            else k.low
        end as low,
        case when k.kind = 'ratio' and k.denominator > 0
            then 100 * k.numerator / k.denominator
            else k.high
        end as high,
        case when k.kind = 'ratio' and k.denominator > 0 then 'exact' else k.qualifier end as qualifier
    from known as k
    union all
    select
        k.row, k.place, k.area_id, k.as_of, k.precision, k.period_start, k.numerator_id,
        k.numerator, k.numerator, k.numerator, 'exact'
    from known as k
    where k.numerator is not null and k.kind = 'ratio' and k.numerator_id is not null
    union all
    select
        k.row, k.place, k.area_id, k.as_of, k.precision, k.period_start,
        coalesce(k.denominator_id, w.denominator_id),
        k.denominator, k.denominator, k.denominator, 'exact'
    from known as k
    left join whole_of as w on w.numerator_id = k.indicator_id
    where k.denominator is not null and coalesce(k.denominator_id, w.denominator_id) is not null
)

select
    f.row,
    f.place,
    f.area_id,
    f.indicator_id,
    i.timing,
    case i.timing when 'in_period' then f.period_start end as period_start,
    f.as_of,
    cast(
        case f.precision
            when 'day' then f.as_of
            when 'month' then date_trunc('month', f.as_of)
            else date_trunc('year', f.as_of)
        end as date
    ) as starts_on,
    f.precision,
    f.value,
    f.low,
    f.high,
    f.qualifier
from figures as f
inner join indicator as i on i.indicator_id = f.indicator_id
