-- What ratios of an area are made of on one day: both parts, summed over the communes that said
-- both (one value of each, chosen as in summed_by_area), so that they divide to the ratio told.
-- grain: one row per indicator
-- params: $indicators varchar[], $place varchar, $date date, $dataset varchar
-- columns: indicator varchar, above double, below double, communes bigint
with wanted as (
    select
        indicator_id,
        numerator_id,
        denominator_id
    from indicator
    where kind = 'ratio' and list_contains(cast($indicators as varchar[]), indicator_id)
),

needed as (
    select numerator_id as indicator_id from wanted where numerator_id is not null
    union
    select denominator_id from wanted where denominator_id is not null
),

places as (
    select distinct
        commune_id
    from commune_of
    where area_id = $place
),

chosen as (
    select
        o.area_id,
        o.indicator_id,
        o.period_start,
        o.value
    from observation as o
    inner join needed as n on n.indicator_id = o.indicator_id
    inner join places as p on p.commune_id = o.area_id
    inner join source as s on s.source_id = o.source_id
    where o.dataset = $dataset and o.as_of = cast($date as date)
    qualify row_number() over (
        partition by o.area_id, o.indicator_id
        order by
            case s.kind when 'original' then 0 else 1 end,
            case o.qualifier when 'exact' then 0 else 1 end,
            case o.precision when 'day' then 1 when 'month' then 2 else 3 end,
            o.value desc,
            o.origin
    ) = 1
)

select
    w.indicator_id as indicator,
    sum(n.value) as above,
    sum(d.value) as below,
    count(*) as communes
from wanted as w
inner join chosen as n on n.indicator_id = w.numerator_id
inner join chosen as d
    on d.indicator_id = w.denominator_id and d.area_id = n.area_id
    and d.period_start is not distinct from n.period_start
group by w.indicator_id
order by w.indicator_id
